package padlock.tls.capture;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** Decodes handshake messages (RFC 8446 §4, RFC 5246 §7.4, RFC 8422). */
final class Messages {

    private static final int CLIENT_HELLO = 1;
    private static final int SERVER_HELLO = 2;
    private static final int ENCRYPTED_EXTENSIONS = 8;
    private static final int CERTIFICATE = 11;
    private static final int SERVER_KEY_EXCHANGE = 12;
    private static final int CERTIFICATE_REQUEST = 13;
    private static final int CERTIFICATE_VERIFY = 15;
    private static final int CLIENT_KEY_EXCHANGE = 16;
    private static final int FINISHED = 20;
    private static final int RANDOM = 32;
    private static final int NAMED_CURVE = 3;
    private static final int TLS13 = 0x0304;

    private static final byte[] RETRY =
            HexFormat.of().parseHex("cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c");

    private final Keys keys;

    Messages(Keys keys) {
        this.keys = keys;
    }

    /** The next message of the body, which holds all of it, or ends before it does. */
    Node message(Reader body, boolean fromClient) {
        int start = body.at();
        int type = body.peek(1)[0];
        List<Node> parts;
        try {
            body.number(1);
            Reader inner = body.vector(3);
            parts = inner.parts((reader, found) -> read(type, reader, found, fromClient));
        } catch (Reader.CutShort cut) {
            parts = List.of(body.malformed("the message is cut short"));
        }
        if (type == FINISHED) {
            keys.sawFinished(fromClient);
        }
        String name = Registry.message(type);
        return body.since(start, name, value(type, parts), Registry.meaning(type), parts);
    }

    private static String value(int type, List<Node> parts) {
        if (type == CERTIFICATE) {
            return parts.stream()
                    .filter(part -> part.name().equals("certificate"))
                    .findFirst()
                    .map(Node::value)
                    .orElse("none");
        }
        return "";
    }

    private void read(int type, Reader reader, List<Node> parts, boolean fromClient) throws Reader.CutShort {
        switch (type) {
            case CLIENT_HELLO -> clientHello(reader, parts);
            case SERVER_HELLO -> serverHello(reader, parts);
            case ENCRYPTED_EXTENSIONS -> Extensions.read(reader, parts, Extensions.Of.SERVER);
            case CERTIFICATE -> Certificates.read(reader, parts, keys.tls13());
            case SERVER_KEY_EXCHANGE -> serverKeyExchange(reader, parts);
            case CERTIFICATE_REQUEST -> certificateRequest(reader, parts);
            case CERTIFICATE_VERIFY -> signature(reader, parts);
            case CLIENT_KEY_EXCHANGE ->
                opaque(reader, parts, "key exchange", "the client's public key, or an encrypted secret");
            case FINISHED -> opaque(reader, parts, "checksum", "of all messages before this one");
            default -> {
                if (!reader.atEnd()) {
                    opaque(reader, parts, "content", "");
                }
            }
        }
    }

    private void clientHello(Reader reader, List<Node> parts) throws Reader.CutShort {
        version(reader, parts);
        int start = reader.at();
        byte[] random = reader.take(RANDOM);
        parts.add(reader.since(
                start, "random", Reader.hex(random), "fresh for every connection, so that none can be replayed"));
        keys.sawClientHello(random);
        sessionId(reader, parts);
        int suitesAt = reader.at();
        Reader suites = reader.vector(2);
        List<Node> offered = suites.parts((list, found) -> {
            while (!list.atEnd()) {
                int at = list.at();
                String suite = Registry.suite(list.number(2));
                found.add(list.since(at, "cipher suite", suite, ""));
            }
        });
        parts.add(reader.since(
                suitesAt, "cipher suites", offered.size() + " offered", "in the order of preference", offered));
        int compressionAt = reader.at();
        reader.vector(1);
        parts.add(reader.since(compressionAt, "compression", "none", "a relic"));
        if (!reader.atEnd()) {
            Extensions.read(reader, parts, Extensions.Of.CLIENT);
        }
    }

    private void serverHello(Reader reader, List<Node> parts) throws Reader.CutShort {
        int legacy = version(reader, parts);
        int start = reader.at();
        byte[] random = reader.take(RANDOM);
        boolean retry = Arrays.equals(random, RETRY);
        parts.add(reader.since(
                start,
                "random",
                Reader.hex(random),
                retry ? "a fixed value: please try again with another key share" : "fresh for every connection"));
        sessionId(reader, parts);
        int suiteAt = reader.at();
        int suite = reader.number(2);
        parts.add(reader.since(suiteAt, "cipher suite", Registry.suite(suite), "the server's choice"));
        int compressionAt = reader.at();
        reader.number(1);
        parts.add(reader.since(compressionAt, "compression", "none", "a relic"));
        int version = legacy;
        if (!reader.atEnd()) {
            version =
                    Extensions.selectedVersion(reader.peek(reader.remaining())).orElse(legacy);
            Extensions.read(reader, parts, retry ? Extensions.Of.RETRY : Extensions.Of.SERVER);
        }
        if (!retry) {
            keys.sawServerHello(random, suite, version == TLS13);
        }
    }

    private static int version(Reader reader, List<Node> parts) throws Reader.CutShort {
        int start = reader.at();
        int version = reader.number(2);
        parts.add(reader.since(
                start,
                "version",
                Registry.version(version),
                "TLS 1.3 calls itself 1.2 here, and tells the truth in an extension"));
        return version;
    }

    private static void sessionId(Reader reader, List<Node> parts) throws Reader.CutShort {
        int start = reader.at();
        byte[] id = reader.vector(1).rest();
        parts.add(reader.since(start, "session id", id.length == 0 ? "none" : Reader.hex(id), ""));
    }

    private static void serverKeyExchange(Reader reader, List<Node> parts) throws Reader.CutShort {
        int start = reader.at();
        if (reader.number(1) == NAMED_CURVE) {
            String group = Registry.group(reader.number(2));
            parts.add(reader.since(start, "group", group, "in which both agree on a secret"));
            int keyAt = reader.at();
            byte[] key = reader.vector(1).rest();
            parts.add(reader.since(keyAt, "public key", Reader.hex(key), "the server's half"));
            signature(reader, parts);
        } else {
            opaque(reader, parts, "content", "");
        }
    }

    private void certificateRequest(Reader reader, List<Node> parts) throws Reader.CutShort {
        if (keys.tls13()) {
            int start = reader.at();
            reader.vector(1);
            parts.add(reader.since(start, "context", "none", ""));
            Extensions.read(reader, parts, Extensions.Of.CLIENT);
            return;
        }
        int start = reader.at();
        byte[] types = reader.vector(1).rest();
        parts.add(reader.since(start, "certificate types", Reader.hex(types), ""));
        int signaturesAt = reader.at();
        Reader signatures = reader.vector(2);
        List<Node> known = signatures.parts(Extensions::signatures);
        parts.add(reader.since(signaturesAt, "signature algorithms", known.size() + " accepted", "", known));
        Certificates.authorities(reader, parts);
    }

    private static void signature(Reader reader, List<Node> parts) throws Reader.CutShort {
        int start = reader.at();
        String algorithm = Registry.signature(reader.number(2));
        parts.add(reader.since(start, "algorithm", algorithm, ""));
        int signatureAt = reader.at();
        byte[] signature = reader.vector(2).rest();
        parts.add(reader.since(
                signatureAt, "signature", Reader.hex(signature), "only the holder of the private key can make it"));
    }

    private static void opaque(Reader reader, List<Node> parts, String name, String meaning) {
        int start = reader.at();
        byte[] content = reader.rest();
        parts.add(reader.since(start, name, Reader.hex(content), meaning));
    }
}
