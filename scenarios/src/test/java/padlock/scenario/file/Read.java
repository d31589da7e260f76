package padlock.scenario.file;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import padlock.mesh.resource.Resource;

/** Reads manifests from standard input and shows what came of it. */
final class Read {

    private Read() {}

    static Loaded<Manifests> manifests(byte[] bytes) {
        return ManifestFiles.read(List.of("-"), new ByteArrayInputStream(bytes));
    }

    static Loaded<Manifests> manifests(String text) {
        return manifests(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The problems as they are printed; none if the input is sound. */
    static List<String> problems(String text) {
        return problems(manifests(text));
    }

    static List<String> problems(Loaded<?> loaded) {
        return loaded instanceof Loaded.Rejected<?> rejected
                ? rejected.problems().stream().map(Problem::toString).toList()
                : List.of();
    }

    static List<Resource> resources(String text) {
        return accepted(manifests(text)).value().resources();
    }

    static List<String> notes(String text) {
        return accepted(manifests(text)).notes().stream().map(Problem::toString).toList();
    }

    static <T> Loaded.Accepted<T> accepted(Loaded<T> loaded) {
        if (loaded instanceof Loaded.Accepted<T> accepted) {
            return accepted;
        }
        throw new AssertionError("rejected: " + problems(loaded));
    }
}
