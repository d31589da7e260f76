package padlock.tls.capture;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** Decodes the extensions of a message. */
final class Extensions {

    private static final int SERVER_NAME = 0;
    private static final int SUPPORTED_GROUPS = 10;
    private static final int SIGNATURE_ALGORITHMS = 13;
    private static final int ALPN = 16;
    private static final int SUPPORTED_VERSIONS = 43;
    private static final int CERTIFICATE_AUTHORITIES = 47;
    private static final int KEY_SHARE = 51;

    /** Whose extensions they are; a server answers one value where a client lists many. */
    enum Of {
        CLIENT,
        SERVER,
        RETRY
    }

    private Extensions() {}

    static void read(Reader reader, List<Node> parts, Of of) throws Reader.CutShort {
        Reader all = reader.vector(2);
        parts.addAll(all.parts((list, found) -> {
            while (!list.atEnd()) {
                found.add(extension(list, of));
            }
        }));
    }

    private static Node extension(Reader list, Of of) throws Reader.CutShort {
        int start = list.at();
        int type = list.number(2);
        Reader value = list.vector(2);
        List<Node> parts = value.parts((reader, found) -> value(type, reader, found, of));
        String words = parts.stream().map(Node::value).collect(Collectors.joining(", "));
        return list.since(start, "extension " + Registry.extension(type), words, meaning(type, of), parts);
    }

    private static String meaning(int type, Of of) {
        boolean offers = of == Of.CLIENT;
        return switch (type) {
            case SERVER_NAME -> offers ? "whom the client wants to reach, readable by everybody on the way" : "";
            case ALPN ->
                offers
                        ? "what is to be spoken inside; Istio's names tell a sidecar that a sidecar calls"
                        : "what will be spoken inside";
            case SUPPORTED_VERSIONS -> offers ? "the versions that the client can speak" : "the version that is spoken";
            case KEY_SHARE -> "a public key for the key agreement; the secret is never sent";
            case SUPPORTED_GROUPS -> "in which groups this side can agree on a secret";
            case SIGNATURE_ALGORITHMS -> "which signatures this side can check";
            case CERTIFICATE_AUTHORITIES -> "whom this side trusts";
            default -> "";
        };
    }

    private static void value(int type, Reader reader, List<Node> parts, Of of) throws Reader.CutShort {
        if (reader.atEnd()) {
            return;
        }
        switch (type) {
            case SERVER_NAME -> serverName(reader.vector(2), parts);
            case SUPPORTED_GROUPS -> groups(reader.vector(2), parts);
            case SIGNATURE_ALGORITHMS -> signatures(reader.vector(2), parts);
            case ALPN -> protocols(reader.vector(2), parts);
            case SUPPORTED_VERSIONS -> versions(of == Of.CLIENT ? reader.vector(1) : reader, parts);
            case KEY_SHARE -> keyShares(reader, parts, of);
            case CERTIFICATE_AUTHORITIES -> Certificates.authorities(reader, parts);
            default -> {
                int start = reader.at();
                byte[] content = reader.rest();
                parts.add(reader.since(start, "content", Reader.hex(content), ""));
            }
        }
    }

    private static void serverName(Reader names, List<Node> parts) throws Reader.CutShort {
        while (!names.atEnd()) {
            int start = names.at();
            names.number(1);
            String name = text(names.vector(2));
            parts.add(names.since(start, "host name", name, ""));
        }
    }

    private static void groups(Reader list, List<Node> parts) throws Reader.CutShort {
        while (!list.atEnd()) {
            int start = list.at();
            String group = Registry.group(list.number(2));
            parts.add(list.since(start, "group", group, ""));
        }
    }

    static void signatures(Reader list, List<Node> parts) throws Reader.CutShort {
        while (!list.atEnd()) {
            int start = list.at();
            String algorithm = Registry.signature(list.number(2));
            parts.add(list.since(start, "signature algorithm", algorithm, ""));
        }
    }

    private static void protocols(Reader list, List<Node> parts) throws Reader.CutShort {
        while (!list.atEnd()) {
            int start = list.at();
            String name = text(list.vector(1));
            parts.add(list.since(start, "protocol", name, ""));
        }
    }

    private static void versions(Reader list, List<Node> parts) throws Reader.CutShort {
        while (!list.atEnd()) {
            int start = list.at();
            String version = Registry.version(list.number(2));
            parts.add(list.since(start, "version", version, ""));
        }
    }

    private static void keyShares(Reader reader, List<Node> parts, Of of) throws Reader.CutShort {
        if (of == Of.RETRY) {
            groups(reader, parts);
            return;
        }
        Reader list = of == Of.CLIENT ? reader.vector(2) : reader;
        while (!list.atEnd()) {
            int start = list.at();
            String group = Registry.group(list.number(2));
            byte[] key = list.vector(2).rest();
            parts.add(list.since(start, "public key", group + " " + Reader.hex(key), ""));
        }
    }

    /** The version that a server's extensions name. */
    static OptionalInt selectedVersion(byte[] extensions) {
        try {
            Reader list = new Reader(0, extensions).vector(2);
            while (!list.atEnd()) {
                int type = list.number(2);
                Reader value = list.vector(2);
                if (type == SUPPORTED_VERSIONS) {
                    return OptionalInt.of(value.number(2));
                }
            }
        } catch (Reader.CutShort malformed) {
            return OptionalInt.empty();
        }
        return OptionalInt.empty();
    }

    private static String text(Reader value) {
        return new String(value.rest(), StandardCharsets.ISO_8859_1).replaceAll("[^\\x20-\\x7e]", ".");
    }
}
