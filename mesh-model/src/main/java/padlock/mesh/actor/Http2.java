package padlock.mesh.actor;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The bytes of a message in HTTP/2 (RFC 9113), as far as programs and sidecars here write them: a message has a stream
 * to itself, streams follow one another, and each header is a literal that enters no table (RFC 7541, 6.2.2), so that
 * every message can be read alone. What stands in trailers is read as headers.
 */
final class Http2 {

    private static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int TOLD_FROM_TEXT = "PRI ".length();

    private static final int FRAME_HEADER = 9;
    private static final int DATA = 0x0;
    private static final int HEADERS = 0x1;
    private static final int SETTINGS = 0x4;
    private static final int LAST_TYPE = 0x9;
    private static final int ACK = 0x1;
    private static final int END_STREAM = 0x1;
    private static final int END_HEADERS = 0x4;

    private static final int LITERAL = 0x00;
    private static final int LONGEST_SHORT_LENGTH = 0x7e;

    /** Headers of HTTP/1.1 that say how it frames messages, and the one that became {@code :authority}. */
    private static final List<String> OF_HTTP_1 = List.of("host", "connection", "content-length");

    private static final List<String> TRAILERS = List.of("grpc-status", "grpc-message");

    private final byte[] buffer;
    private int at;
    private final List<HttpHeaders.Line> headers = new ArrayList<>();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    private Http2(byte[] buffer) {
        this.buffer = buffer;
    }

    /** Whether a buffer begins like HTTP/2, and not like text: with the preface of a client, or with a frame. */
    static boolean begins(byte[] buffer) {
        boolean frame = buffer.length > 0 && buffer[0] == 0;
        return frame || buffer.length >= TOLD_FROM_TEXT && startsLikeThePreface(buffer);
    }

    /** @param number of the message on its connection, which counts from 1 */
    static byte[] write(HttpMessage message, int number) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        if (number == 1 && !message.isResponse()) {
            bytes.writeBytes(PREFACE);
        }
        if (number == 1) {
            frame(SETTINGS, 0, 0, new byte[0], bytes);
        }
        if (number == (message.isResponse() ? 1 : 2)) {
            frame(SETTINGS, ACK, 0, new byte[0], bytes);
        }
        int stream = 2 * number - 1;
        byte[] content = message.body().getBytes(StandardCharsets.UTF_8);
        boolean trailed = message.isResponse() && content.length > 0;
        int onlyHeaders = content.length == 0 ? END_HEADERS | END_STREAM : END_HEADERS;
        frame(HEADERS, onlyHeaders, stream, head(message, name -> !trailed || !TRAILERS.contains(name)), bytes);
        if (content.length > 0) {
            frame(DATA, trailed ? 0 : END_STREAM, stream, content, bytes);
        }
        if (trailed) {
            byte[] trailers = literals(message.headers().lines(), TRAILERS::contains);
            frame(HEADERS, END_HEADERS | END_STREAM, stream, trailers, bytes);
        }
        return bytes.toByteArray();
    }

    /** Reads a message from the beginning of a buffer; never throws, whatever the bytes. */
    static HttpMessage.Read read(byte[] buffer) {
        return new Http2(buffer).message();
    }

    private static boolean startsLikeThePreface(byte[] buffer) {
        int length = Math.min(buffer.length, PREFACE.length);
        return Arrays.equals(buffer, 0, length, PREFACE, 0, length);
    }

    private static byte[] head(HttpMessage message, Predicate<String> wanted) {
        List<HttpHeaders.Line> pseudo = message.isResponse()
                ? List.of(new HttpHeaders.Line(":status", Integer.toString(message.status())))
                : List.of(
                        new HttpHeaders.Line(":method", message.method()),
                        new HttpHeaders.Line(":scheme", "http"),
                        new HttpHeaders.Line(":path", message.path()),
                        new HttpHeaders.Line(
                                ":authority", message.headers().get("host").orElse("")));
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        block.writeBytes(literals(pseudo, name -> true));
        block.writeBytes(literals(message.headers().lines(), name -> !OF_HTTP_1.contains(name) && wanted.test(name)));
        return block.toByteArray();
    }

    private static byte[] literals(List<HttpHeaders.Line> lines, Predicate<String> wanted) {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        for (HttpHeaders.Line line : lines) {
            String name = line.name().toLowerCase(Locale.ROOT);
            if (wanted.test(name)) {
                block.write(LITERAL);
                string(name, block);
                string(line.value(), block);
            }
        }
        return block.toByteArray();
    }

    private static void string(String text, ByteArrayOutputStream block) {
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        if (content.length <= LONGEST_SHORT_LENGTH) {
            block.write(content.length);
        } else {
            block.write(LONGEST_SHORT_LENGTH + 1);
            int rest = content.length - LONGEST_SHORT_LENGTH - 1;
            while (rest > 0x7f) {
                block.write(rest & 0x7f | 0x80);
                rest >>>= 7;
            }
            block.write(rest);
        }
        block.writeBytes(content);
    }

    private static void frame(int type, int flags, int stream, byte[] payload, ByteArrayOutputStream bytes) {
        bytes.write(payload.length >>> 16);
        bytes.write(payload.length >>> 8);
        bytes.write(payload.length);
        bytes.write(type);
        bytes.write(flags);
        bytes.write(stream >>> 24);
        bytes.write(stream >>> 16);
        bytes.write(stream >>> 8);
        bytes.write(stream);
        bytes.writeBytes(payload);
    }

    private HttpMessage.Read message() {
        if (buffer[0] != 0) {
            if (buffer.length < PREFACE.length) {
                return new HttpMessage.Read.Incomplete();
            }
            at = PREFACE.length;
            if (!startsLikeThePreface(buffer)) {
                return new HttpMessage.Read.Malformed();
            }
        }
        while (at + FRAME_HEADER <= buffer.length) {
            int length = octet(at) << 16 | octet(at + 1) << 8 | octet(at + 2);
            int type = octet(at + 3);
            int flags = octet(at + 4);
            if (type > LAST_TYPE) {
                return new HttpMessage.Read.Malformed();
            }
            int payload = at + FRAME_HEADER;
            if (payload + length > buffer.length) {
                return new HttpMessage.Read.Incomplete();
            }
            at = payload + length;
            if (type == HEADERS && !readHeaders(payload)) {
                return new HttpMessage.Read.Malformed();
            } else if (type == DATA) {
                body.write(buffer, payload, length);
            }
            if ((type == HEADERS || type == DATA) && (flags & END_STREAM) != 0) {
                return complete();
            }
        }
        return new HttpMessage.Read.Incomplete();
    }

    /** Reads the block up to where the frame ends; false if it is none that is written here. */
    private boolean readHeaders(int from) {
        int place = from;
        while (place < at) {
            if (octet(place) != LITERAL) {
                return false;
            }
            Optional<Text> name = text(place + 1);
            Optional<Text> value = name.flatMap(read -> text(read.end()));
            if (value.isEmpty()) {
                return false;
            }
            headers.add(new HttpHeaders.Line(name.get().content(), value.get().content()));
            place = value.get().end();
        }
        return true;
    }

    /** A string of a header block, and where it ends. */
    private record Text(String content, int end) {}

    private Optional<Text> text(int from) {
        int place = from;
        if (place >= at) {
            return Optional.empty();
        }
        int length = octet(place++);
        if (length == LONGEST_SHORT_LENGTH + 1) {
            int shift = 0;
            int part;
            do {
                if (place >= at || shift > 14) {
                    return Optional.empty();
                }
                part = octet(place++);
                length += (part & 0x7f) << shift;
                shift += 7;
            } while (part > 0x7f);
        }
        boolean huffman = length > 0x7f && octet(from) > 0x7f;
        return huffman || place + length > at
                ? Optional.empty()
                : Optional.of(new Text(new String(buffer, place, length, StandardCharsets.UTF_8), place + length));
    }

    private HttpMessage.Read complete() {
        List<HttpHeaders.Line> own = new ArrayList<>();
        pseudo(":authority").ifPresent(authority -> own.add(new HttpHeaders.Line("Host", authority)));
        headers.stream().filter(line -> !line.name().startsWith(":")).forEach(own::add);
        Optional<String> start = pseudo(":status")
                .filter(status -> status.matches("[0-9]{3}"))
                .map(status -> HttpMessage.HTTP_2 + " " + status)
                .or(() -> pseudo(":method")
                        .filter(method -> method.matches("[A-Z]+"))
                        .flatMap(method -> pseudo(":path")
                                .filter(path -> path.matches("\\S+"))
                                .map(path -> method + " " + path + " " + HttpMessage.HTTP_2)));
        return start.<HttpMessage.Read>map(line -> new HttpMessage.Read.Complete(
                        new HttpMessage(line, new HttpHeaders(own), body.toString(StandardCharsets.UTF_8)), at))
                .orElse(new HttpMessage.Read.Malformed());
    }

    private Optional<String> pseudo(String name) {
        return headers.stream()
                .filter(line -> line.name().equals(name))
                .map(HttpHeaders.Line::value)
                .findFirst();
    }

    private int octet(int place) {
        return buffer[place] & 0xff;
    }
}
