package padlock.scenario.file;

/**
 * A mistake in an input, its place, and what to do about it.
 *
 * @param path as the person gave it, joined with the path inside a folder; {@code -} is standard input
 * @param line counts from 1
 * @param hint may be empty
 */
public record Problem(String path, int line, String message, String hint) {

    @Override
    public String toString() {
        return path + ":" + line + ": " + message + (hint.isEmpty() ? "" : " (" + hint + ")");
    }
}
