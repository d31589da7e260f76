package padlock.scenario.file;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** A file, or standard input, under the name that problems show. */
record Source(String path, Opening opening) {

    /** Most bytes of one file; a dump of a large cluster has some tens of millions. */
    static final int LARGEST = 200 * 1024 * 1024;

    /** Opens what is to be read. */
    interface Opening {
        InputStream open() throws IOException;
    }

    /** The documents of this file; reading stops at the limit, also of a file that never ends. */
    List<Node> documents(Report report) {
        byte[] bytes;
        try (InputStream stream = opening.open()) {
            bytes = stream.readNBytes(LARGEST + 1);
        } catch (IOException unreadable) {
            report.problem(1, "this file cannot be read", "is it yours to read?");
            return List.of();
        }
        if (bytes.length > LARGEST) {
            report.problem(1, "this is larger than " + LARGEST / (1024 * 1024) + " MB", "split it into several files");
            return List.of();
        }
        return Documents.in(bytes, report);
    }
}
