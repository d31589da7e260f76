package padlock.tls.capture;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Decodes the flights of one connection, in order, whatever they hold. */
public final class Transcript {

    static final int HEADER = 5;
    static final int APPLICATION_DATA = 23;
    private static final int CHANGE_CIPHER_SPEC = 20;
    private static final int ALERT = 21;
    private static final int HANDSHAKE = 22;
    private static final int MESSAGE_HEADER = 4;
    private static final int LONGEST_BODY = 16384 + 256;

    private final Keys keys;
    private final Messages messages;
    private final ByteArrayOutputStream fromClient = new ByteArrayOutputStream();
    private final ByteArrayOutputStream fromServer = new ByteArrayOutputStream();
    private boolean clientSpokeTls;

    /** What is gathered of one flight. */
    private record Page(boolean fromClient, List<DecodedFlight.Content> contents) {

        int add(String name, byte[] bytes) {
            contents.add(new DecodedFlight.Content(name, bytes));
            return contents.size() - 1;
        }
    }

    private Transcript(Keys keys) {
        this.keys = keys;
        this.messages = new Messages(keys);
    }

    /** @param keyLog lines of NSS's key log; what they do not decrypt is shown encrypted */
    public static List<DecodedFlight> of(List<DecodedFlight.Sent> flights, List<String> keyLog) {
        Transcript transcript = new Transcript(new Keys(new Secrets(keyLog)));
        return flights.stream().map(transcript::decode).toList();
    }

    private DecodedFlight decode(DecodedFlight.Sent sent) {
        Page page = new Page(sent.fromClient(), new ArrayList<>());
        Reader wire = new Reader(page.add("wire", sent.bytes()), sent.bytes());
        List<Node> tree = new ArrayList<>();
        if (looksLikeTls(sent.bytes())) {
            clientSpokeTls |= sent.fromClient();
            while (!wire.atEnd()) {
                tree.add(record(wire, page));
            }
        } else if (!wire.atEnd()) {
            tree.addAll(plaintext(wire, sent));
        }
        return new DecodedFlight(sent.fromClient(), sent.at(), page.contents(), tree);
    }

    private static boolean looksLikeTls(byte[] bytes) {
        return bytes.length >= 2 && Registry.isRecord(bytes[0]) && bytes[1] == 3;
    }

    private List<Node> plaintext(Reader wire, DecodedFlight.Sent sent) {
        List<Node> parts = new ArrayList<>();
        if (clientSpokeTls) {
            parts.add(new Node(
                    "not TLS",
                    "the first byte is no record type",
                    "the other side reads these bytes as the header of a TLS record, finds no version there that it"
                            + " knows, and gives up: WRONG_VERSION_NUMBER",
                    0,
                    0,
                    Math.min(HEADER, sent.bytes().length),
                    List.of()));
        }
        parts.addAll(Plaintext.parts(wire));
        return parts;
    }

    private Node record(Reader wire, Page page) {
        int start = wire.at();
        List<Node> parts = new ArrayList<>();
        try {
            int type = wire.number(1);
            parts.add(wire.since(start, "type", Registry.record(type), "what kind of record this claims to be"));
            int version = wire.number(2);
            parts.add(wire.since(
                    start + 1, "version", Registry.version(version), "for old middleboxes; not what counts"));
            int length = wire.number(2);
            parts.add(wire.since(start + 3, "length", String.valueOf(length), ""));
            if (!Registry.isRecord(type) || version >> 8 != 3 || length > LONGEST_BODY) {
                parts.add(wire.malformed("this is no TLS record"));
                return wire.since(start, "record", Node.MALFORMED, "", parts);
            }
            Reader body = wire.part(length);
            boolean encrypted = keys.encrypts(page.fromClient(), type);
            if (encrypted) {
                parts.addAll(encrypted(type, start, body, page));
            } else {
                parts.addAll(content(type, body, page));
            }
            return wire.since(
                    start,
                    "record",
                    Registry.record(type) + (encrypted ? ", encrypted" : ""),
                    encrypted ? "on the wire nobody sees more than its length" : "",
                    parts);
        } catch (Reader.CutShort cut) {
            parts.add(wire.malformed("the record is cut short"));
            return wire.since(start, "record", Node.MALFORMED, "", parts);
        }
    }

    private List<Node> encrypted(int type, int start, Reader body, Page page) {
        int bodyStart = body.at();
        int length = body.remaining();
        byte[] wire = page.contents().get(0).bytes();
        Optional<byte[]> opened = keys.open(page.fromClient(), Arrays.copyOfRange(wire, start, bodyStart + length));
        byte[] sealed = body.rest();
        List<Node> parts = new ArrayList<>();
        parts.add(body.since(
                bodyStart,
                "encrypted content",
                Reader.hex(sealed),
                opened.isPresent() ? "decrypted below with the secrets of this run" : "no secret that decrypts it"));
        opened.ifPresent(plain -> parts.addAll(opened(type, plain, page)));
        return parts;
    }

    /** In TLS 1.3 the true type stands behind the content, and zeros may follow. */
    private List<Node> opened(int outerType, byte[] plain, Page page) {
        int end = plain.length;
        int type = outerType;
        if (keys.tls13()) {
            while (end > 0 && plain[end - 1] == 0) {
                end--;
            }
            if (end == 0) {
                return List.of();
            }
            end--;
            type = plain[end];
        }
        int content = page.add("decrypted content of record at " + recordCount(page), plain);
        List<Node> parts = new ArrayList<>(content(type, new Reader(content, Arrays.copyOf(plain, end)), page));
        if (keys.tls13()) {
            parts.add(new Node(
                    "true type",
                    Registry.record(type),
                    "hidden on the wire, where every encrypted record calls itself application data",
                    content,
                    end,
                    1,
                    List.of()));
        }
        return parts;
    }

    private static int recordCount(Page page) {
        return page.contents().size();
    }

    private List<Node> content(int type, Reader body, Page page) {
        return switch (type) {
            case HANDSHAKE -> handshake(body, page);
            case ALERT -> List.of(alert(body));
            case CHANGE_CIPHER_SPEC -> List.of(changeCipherSpec(body, page));
            case APPLICATION_DATA -> Plaintext.parts(body);
            default -> List.of(body.malformed("no content of this type is known"));
        };
    }

    private Node changeCipherSpec(Reader body, Page page) {
        int start = body.at();
        byte[] value = body.rest();
        keys.sawChangeCipherSpec(page.fromClient());
        return body.since(
                start,
                "change cipher spec",
                Reader.hex(value),
                keys.tls13() ? "means nothing in TLS 1.3" : "from here on this side encrypts");
    }

    private static Node alert(Reader body) {
        int start = body.at();
        List<Node> parts = body.parts((reader, found) -> {
            int level = reader.number(1);
            found.add(
                    reader.since(start, "level", level == 1 ? "warning" : level == 2 ? "fatal" : "level " + level, ""));
            int code = reader.number(1);
            found.add(reader.since(start + 1, "description", Registry.alert(code) + " (" + code + ")", ""));
        });
        String value = parts.size() > 1 ? parts.get(1).value() : Node.MALFORMED;
        String meaning = value.startsWith("close_notify")
                ? "this side has nothing more to send: an orderly goodbye"
                : "this side gives up, and says why in one byte";
        return body.since(start, "alert", value, meaning, parts);
    }

    /** Messages may begin in one record and end in another; then they are put together first. */
    private List<Node> handshake(Reader body, Page page) {
        ByteArrayOutputStream pending = page.fromClient() ? fromClient : fromServer;
        List<Node> parts = new ArrayList<>();
        while (!body.atEnd()) {
            int start = body.at();
            int missing = missing(pending.toByteArray(), body);
            if (pending.size() == 0 && missing <= body.remaining()) {
                parts.add(messages.message(body, page.fromClient()));
                continue;
            }
            byte[] some = take(body, Math.min(missing, body.remaining()));
            pending.writeBytes(some);
            parts.add(body.since(
                    start, "part of a message", Reader.hex(some), "the message does not fit into one record"));
            if (some.length == missing && missing(pending.toByteArray(), body) == 0) {
                byte[] whole = pending.toByteArray();
                pending.reset();
                int content = page.add("message put together from its records", whole);
                parts.add(messages.message(new Reader(content, whole), page.fromClient()));
            }
        }
        return parts;
    }

    /** How many bytes the message that begins with these, and goes on in the body, still lacks. */
    private static int missing(byte[] begun, Reader body) {
        byte[] head = Arrays.copyOf(begun, MESSAGE_HEADER);
        int known = Math.min(begun.length, MESSAGE_HEADER);
        if (known < MESSAGE_HEADER) {
            byte[] next = body.peek(MESSAGE_HEADER - known);
            System.arraycopy(next, 0, head, known, next.length);
            if (known + next.length < MESSAGE_HEADER) {
                return MESSAGE_HEADER - begun.length;
            }
        }
        int length = (head[1] & 0xff) << 16 | (head[2] & 0xff) << 8 | head[3] & 0xff;
        return MESSAGE_HEADER + length - begun.length;
    }

    private static byte[] take(Reader body, int length) {
        try {
            return body.take(length);
        } catch (Reader.CutShort impossible) {
            throw new AssertionError(impossible);
        }
    }
}
