package padlock.mesh.actor;

import java.util.List;

/** Calls of gRPC: what travels in HTTP/2, and what a client of grpc-go shows of how a call ended. */
final class Grpc {

    /** That the call came to what was wanted. */
    static final int OK = 0;

    private static final int CANCELLED = 1;
    private static final int UNKNOWN = 2;
    private static final int DEADLINE_EXCEEDED = 4;
    private static final int PERMISSION_DENIED = 7;
    private static final int UNIMPLEMENTED = 12;
    private static final int INTERNAL = 13;
    private static final int UNAVAILABLE = 14;
    private static final int UNAUTHENTICATED = 16;

    private static final String CONTENT_TYPE = "application/grpc";
    private static final String STATUS = "grpc-status";
    private static final String MESSAGE = "grpc-message";

    /** A message without fields: not compressed, and no bytes long. */
    private static final String EMPTY_MESSAGE = "\0\0\0\0\0";

    /** A message whose first field is the text {@code OK}. */
    private static final String ANSWER = "\0\0\0\0\4\n\2OK";

    /** By number. */
    private static final List<String> NAMES = List.of(
            "OK",
            "Canceled",
            "Unknown",
            "InvalidArgument",
            "DeadlineExceeded",
            "NotFound",
            "AlreadyExists",
            "PermissionDenied",
            "ResourceExhausted",
            "FailedPrecondition",
            "Aborted",
            "OutOfRange",
            "Unimplemented",
            "Internal",
            "Unavailable",
            "DataLoss",
            "Unauthenticated");

    private Grpc() {}

    static boolean isOf(HttpMessage message) {
        return message.headers()
                .get("content-type")
                .filter(type -> type.startsWith(CONTENT_TYPE))
                .isPresent();
    }

    static HttpMessage request(String path, HttpHeaders headers) {
        HttpHeaders own = headers.with("content-type", CONTENT_TYPE).with("te", "trailers");
        return new HttpMessage("POST " + path + " " + HttpMessage.HTTP_2, own, EMPTY_MESSAGE);
    }

    static HttpMessage answer() {
        return response(OK, "", ANSWER);
    }

    /** What a proxy answers itself: HTTP says 200, and the status of gRPC what it means. */
    static HttpMessage inPlaceOf(HttpMessage response) {
        return response(ofHttp(response.status()), response.body(), "");
    }

    private static HttpMessage response(int status, String message, String body) {
        HttpHeaders headers = HttpHeaders.of("content-type", CONTENT_TYPE, STATUS, Integer.toString(status));
        return new HttpMessage(
                HttpMessage.HTTP_2 + " 200", message.isEmpty() ? headers : headers.with(MESSAGE, message), body);
    }

    /** The status of a response; of one that is not of gRPC at all, what its HTTP status stands for. */
    static int status(HttpMessage response) {
        return response.headers()
                .get(STATUS)
                .filter(text -> text.matches("[0-9]{1,2}"))
                .map(Integer::valueOf)
                .orElseGet(() -> ofHttp(response.status()));
    }

    /** Whether Istio's default policy has a call tried again that was answered so, without a message. */
    static boolean isRetried(HttpMessage response) {
        int status = status(response);
        return isOf(response) && response.body().isEmpty() && (status == UNAVAILABLE || status == CANCELLED);
    }

    /** What the program shows of a response. */
    static String printed(HttpMessage response) {
        int status = status(response);
        return status == OK
                ? OK + " OK"
                : failed(
                        status,
                        isOf(response)
                                ? response.headers().get(MESSAGE).orElse("")
                                : "unexpected HTTP status code received from server: " + response.status());
    }

    /** The status that the program's library makes up where no response came. */
    static int status(MeshFact.Ending ending) {
        return ending == MeshFact.Ending.TIMED_OUT ? DEADLINE_EXCEEDED : UNAVAILABLE;
    }

    /** What the library says where no response came. */
    static String printed(MeshFact.Ending ending, CallTarget target) {
        String server = target.host() + ":" + target.port();
        return failed(
                status(ending),
                switch (ending) {
                    case NO_SUCH_HOST -> "dns: A record lookup error: lookup " + target.host() + ": no such host";
                    case REFUSED ->
                        connection(
                                "transport: Error while dialing: dial tcp " + server + ": connect: connection refused");
                    case RESET ->
                        connection("error reading server preface: read tcp " + server
                                + ": read: connection reset by peer");
                    case CLOSED, ANSWERED -> connection("error reading server preface: EOF");
                    case TIMED_OUT -> "context deadline exceeded";
                });
    }

    /** As Envoy turns what it would answer in HTTP into gRPC. */
    private static int ofHttp(int status) {
        return switch (status) {
            case 400 -> INTERNAL;
            case 401 -> UNAUTHENTICATED;
            case 403 -> PERMISSION_DENIED;
            case 404 -> UNIMPLEMENTED;
            case 429, 502, 503, 504 -> UNAVAILABLE;
            default -> UNKNOWN;
        };
    }

    private static String connection(String error) {
        return "connection error: desc = \"" + error + "\"";
    }

    private static String failed(int status, String why) {
        return "rpc error: code = " + NAMES.get(status < NAMES.size() ? status : UNKNOWN) + " desc = " + why;
    }
}
