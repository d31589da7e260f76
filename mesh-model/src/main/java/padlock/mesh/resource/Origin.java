package padlock.mesh.resource;

/** The place of a field in a file: the path as the person gave it, and a line that counts from 1. */
public record Origin(String path, int line) {

    @Override
    public String toString() {
        return path + ":" + line;
    }
}
