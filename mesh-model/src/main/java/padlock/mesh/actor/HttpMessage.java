package padlock.mesh.actor;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A message of HTTP, as far as programs and sidecars here write them: of HTTP/1.1 (RFC 9112), where a body has a
 * Content-Length, or of {@link Http2}.
 *
 * @param startLine as HTTP/1.1 writes it, with the version of HTTP that the message travels in
 */
record HttpMessage(String startLine, HttpHeaders headers, String body) {

    /** Where Envoy keeps the path that was asked for, when it asks for another. */
    static final String ORIGINAL_PATH = "x-envoy-original-path";

    /** The version of messages that are no text. */
    static final String HTTP_2 = "HTTP/2";

    private static final Pattern REQUEST =
            Pattern.compile("(?<method>[A-Z]+) (?<path>\\S+) (?<version>HTTP/(1\\.[01]|2))");
    private static final Pattern RESPONSE = Pattern.compile("(?<version>HTTP/(1\\.[01]|2)) (?<status>[0-9]{3})( .*)?");
    private static final String WEB_SOCKET = "websocket";
    private static final String END_OF_HEADERS = "\r\n\r\n";

    /** What a buffer holds so far. */
    sealed interface Read {
        /** The message goes on. */
        record Incomplete() implements Read {}

        /** These bytes are not HTTP. */
        record Malformed() implements Read {}

        /** A message, and how many bytes of the buffer it took. */
        record Complete(HttpMessage message, int length) implements Read {}
    }

    static HttpMessage request(String method, String path, HttpHeaders headers) {
        return new HttpMessage(method + " " + path + " HTTP/1.1", headers, "");
    }

    static HttpMessage response(int status, HttpHeaders headers, String body) {
        HttpHeaders framed = headers.with("content-length", Integer.toString(length(body)));
        return new HttpMessage("HTTP/1.1 " + status + " " + phrase(status), framed, body);
    }

    /** The answer after which the connection carries WebSocket (RFC 6455, 4.2.2). */
    static HttpMessage switchingToWebSocket() {
        return new HttpMessage(
                "HTTP/1.1 101 Switching Protocols", HttpHeaders.of("Upgrade", WEB_SOCKET, "Connection", "Upgrade"), "");
    }

    /** Reads a message from the beginning of a buffer; never throws, whatever the bytes. */
    static Read read(byte[] buffer) {
        return Http2.begins(buffer) ? Http2.read(buffer) : readText(buffer);
    }

    private static Read readText(byte[] buffer) {
        String text = new String(buffer, StandardCharsets.ISO_8859_1);
        int end = text.indexOf(END_OF_HEADERS);
        if (end < 0) {
            return looksLikeHttp(buffer) ? new Read.Incomplete() : new Read.Malformed();
        }
        String[] lines = text.substring(0, end).split("\r\n", -1);
        if (!isStartLine(lines[0])) {
            return new Read.Malformed();
        }
        List<HttpHeaders.Line> headers = new ArrayList<>();
        for (String line : Arrays.asList(lines).subList(1, lines.length)) {
            int colon = line.indexOf(':');
            if (colon <= 0) {
                return new Read.Malformed();
            }
            headers.add(new HttpHeaders.Line(
                    line.substring(0, colon), line.substring(colon + 1).strip()));
        }
        HttpHeaders read = new HttpHeaders(headers);
        Optional<Integer> length = bodyLength(read);
        if (length.isEmpty()) {
            return new Read.Malformed();
        }
        int start = end + END_OF_HEADERS.length();
        if (buffer.length < start + length.get()) {
            return new Read.Incomplete();
        }
        String body = new String(buffer, start, length.get(), StandardCharsets.UTF_8);
        return new Read.Complete(new HttpMessage(lines[0], read, body), start + length.get());
    }

    /** Whether bytes could be the beginning of a message: printable text up to what there is of the first line. */
    static boolean looksLikeHttp(byte[] bytes) {
        for (byte b : bytes) {
            if (b == '\r') {
                return true;
            }
            if (b < 0x20 || b > 0x7e) {
                return false;
            }
        }
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        return text.matches("([A-Z]+( .*)?)?|HTTP.*");
    }

    private static boolean isStartLine(String line) {
        boolean ofHttp =
                REQUEST.matcher(line).matches() || RESPONSE.matcher(line).matches();
        return ofHttp && !isHttp2(line);
    }

    private static boolean isHttp2(String startLine) {
        return startLine.startsWith(HTTP_2 + " ") || startLine.endsWith(" " + HTTP_2);
    }

    boolean isHttp2() {
        return isHttp2(startLine);
    }

    String method() {
        return requestPart("method");
    }

    String path() {
        return requestPart("path");
    }

    int status() {
        Matcher matcher = RESPONSE.matcher(startLine);
        if (!matcher.matches()) {
            throw new IllegalStateException("not a response: " + startLine);
        }
        return Integer.parseInt(matcher.group("status"));
    }

    boolean isResponse() {
        return RESPONSE.matcher(startLine).matches();
    }

    /** Whether the connection carries no further message of HTTP after this one. */
    boolean closes() {
        return headers.get("connection")
                .filter(connection -> connection.equalsIgnoreCase("close") || isResponse() && status() == 101)
                .isPresent();
    }

    boolean asksForWebSocket() {
        return headers.get("upgrade").filter(WEB_SOCKET::equalsIgnoreCase).isPresent();
    }

    /** This request for another path. */
    HttpMessage asking(String path) {
        return new HttpMessage(method() + " " + path + " " + requestPart("version"), headers, body);
    }

    HttpMessage with(String header, String value) {
        return new HttpMessage(startLine, headers.with(header, value), body);
    }

    /** What a proxy answers to this request itself, in the words of whoever asked. */
    HttpMessage inPlace(HttpMessage response) {
        return Grpc.isOf(this) ? Grpc.inPlaceOf(response) : response;
    }

    /**
     * How it travels.
     *
     * @param number of the message on its connection, which counts from 1
     */
    byte[] bytes(int number) {
        return isHttp2() ? Http2.write(this, number) : text();
    }

    private byte[] text() {
        StringBuilder text = new StringBuilder(startLine).append("\r\n");
        headers.lines()
                .forEach(line -> text.append(line.name())
                        .append(": ")
                        .append(line.value())
                        .append("\r\n"));
        return text.append("\r\n").append(body).toString().getBytes(StandardCharsets.UTF_8);
    }

    int bodyLength() {
        return length(body);
    }

    private String requestPart(String group) {
        Matcher matcher = REQUEST.matcher(startLine);
        if (!matcher.matches()) {
            throw new IllegalStateException("not a request: " + startLine);
        }
        return matcher.group(group);
    }

    private static Optional<Integer> bodyLength(HttpHeaders headers) {
        String text = headers.get("content-length").orElse("0");
        return text.matches("[0-9]{1,8}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
    }

    private static int length(String body) {
        return body.getBytes(StandardCharsets.UTF_8).length;
    }

    private static String phrase(int status) {
        return switch (status) {
            case 200 -> "OK";
            case 201 -> "Created";
            case 204 -> "No Content";
            case 301 -> "Moved Permanently";
            case 302 -> "Found";
            case 303 -> "See Other";
            case 307 -> "Temporary Redirect";
            case 308 -> "Permanent Redirect";
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 429 -> "Too Many Requests";
            case 500 -> "Internal Server Error";
            case 502 -> "Bad Gateway";
            case 503 -> "Service Unavailable";
            case 504 -> "Gateway Timeout";
            default -> "";
        };
    }
}
