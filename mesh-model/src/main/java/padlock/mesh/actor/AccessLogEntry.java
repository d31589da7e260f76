package padlock.mesh.actor;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * A line of a sidecar's access log; what is absent prints as {@code -}.
 *
 * @param flags Envoy's response flags, like {@code UF,URX}
 * @param details Envoy's response code details
 * @param termination Envoy's connection termination details
 * @param transportFailure the text of a TLS failure towards the endpoint
 */
public record AccessLogEntry(
        Instant start,
        Optional<Request> request,
        int status,
        Optional<String> flags,
        Optional<String> details,
        Optional<String> termination,
        Optional<String> transportFailure,
        int received,
        int sent,
        Duration duration,
        Optional<Duration> upstreamTime,
        Optional<String> upstreamHost,
        Optional<String> cluster,
        Optional<String> upstreamLocal,
        Optional<String> downstreamLocal,
        Optional<String> downstreamRemote,
        Optional<String> serverName,
        Optional<String> route) {

    /**
     * The parts of an HTTP request that the log shows; of one that cannot be read, nothing but that it should be HTTP.
     */
    public record Request(String method, String path, String userAgent, String requestId, String authority) {

        static final Request UNREADABLE = new Request("-", "-", "-", "-", "-");

        /** Programs of gRPC alone speak HTTP/2. */
        String version() {
            return userAgent.startsWith("grpc-") ? HttpMessage.HTTP_2 : "HTTP/1.1";
        }

        static Request of(HttpMessage request) {
            return new Request(
                    request.method(),
                    request.headers().get(HttpMessage.ORIGINAL_PATH).orElse(request.path()),
                    request.headers().get("user-agent").orElse("-"),
                    request.headers().get("x-request-id").orElse("-"),
                    request.headers().get("host").orElse("-"));
        }
    }

    private static final DateTimeFormatter START =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    /** The line in Istio's default text format. */
    public String line() {
        return String.join(
                " ",
                "[" + START.format(start) + "]",
                quoted(request.map(asked -> asked.method() + " " + asked.path() + " " + asked.version())
                        .orElse("- - -")),
                Integer.toString(status),
                or(flags),
                or(details),
                or(termination),
                quoted(or(transportFailure)),
                Integer.toString(received),
                Integer.toString(sent),
                Long.toString(duration.toMillis()),
                or(upstreamTime.map(time -> Long.toString(time.toMillis()))),
                quoted("-"),
                quoted(or(request.map(Request::userAgent))),
                quoted(or(request.map(Request::requestId))),
                quoted(or(request.map(Request::authority))),
                quoted(or(upstreamHost)),
                or(cluster),
                or(upstreamLocal),
                or(downstreamLocal),
                or(downstreamRemote),
                or(serverName),
                or(route));
    }

    private static String or(Optional<String> field) {
        return field.orElse("-");
    }

    private static String quoted(String field) {
        return "\"" + field + "\"";
    }

    /** A line that is still being written: what nobody tells stays absent. */
    static final class Draft {

        private final Instant start;
        private final Address local;
        private final Address remote;
        private Optional<Request> request = Optional.empty();
        private int status;
        private Optional<String> flags = Optional.empty();
        private Optional<String> details = Optional.empty();
        private Optional<String> termination = Optional.empty();
        private Optional<String> transportFailure = Optional.empty();
        private int received;
        private int sent;
        private Optional<Duration> upstreamTime = Optional.empty();
        private Optional<String> upstreamHost = Optional.empty();
        private Optional<String> cluster = Optional.empty();
        private Optional<String> upstreamLocal = Optional.empty();
        private Optional<String> serverName = Optional.empty();
        private Optional<String> route = Optional.empty();

        /**
         * Begins a line.
         *
         * @param local the address that the client wrote to
         * @param remote the client's
         */
        Draft(Instant start, Address local, Address remote) {
            this.start = start;
            this.local = local;
            this.remote = remote;
        }

        Draft asked(HttpMessage message) {
            request = Optional.of(Request.of(message));
            received = message.bodyLength();
            return this;
        }

        /** What should have been a request is none. */
        Draft askedWithoutSense() {
            request = Optional.of(Request.UNREADABLE);
            return this;
        }

        Draft answered(HttpMessage response) {
            status = response.status();
            sent = response.bodyLength();
            return this;
        }

        Draft answered(HttpMessage response, String responseDetails) {
            return answered(response).details(responseDetails);
        }

        Draft details(String text) {
            details = Optional.of(text);
            return this;
        }

        Draft flags(String letters) {
            flags = Optional.of(letters);
            return this;
        }

        Draft terminated(String text) {
            termination = Optional.of(text);
            return this;
        }

        Draft transportFailed(Optional<String> text) {
            transportFailure = text;
            return this;
        }

        Draft carried(int fromClient, int toClient) {
            received = fromClient;
            sent = toClient;
            return this;
        }

        Draft upstreamTook(Duration time) {
            upstreamTime = Optional.of(time);
            return this;
        }

        Draft upstream(Address host) {
            upstreamHost = Optional.of(host.toString());
            return this;
        }

        Draft upstreamLocal(Address address) {
            upstreamLocal = Optional.of(address.toString());
            return this;
        }

        Draft cluster(String name) {
            cluster = Optional.of(name);
            return this;
        }

        Draft serverName(Optional<String> name) {
            serverName = name;
            return this;
        }

        Draft onRoute(Optional<String> name) {
            route = name;
            return this;
        }

        AccessLogEntry endingAt(Instant end) {
            return new AccessLogEntry(
                    start,
                    request,
                    status,
                    flags,
                    details,
                    termination,
                    transportFailure,
                    received,
                    sent,
                    Duration.between(start, end),
                    upstreamTime,
                    upstreamHost,
                    cluster,
                    upstreamLocal,
                    Optional.of(local.toString()),
                    Optional.of(remote.toString()),
                    serverName,
                    route);
        }
    }
}
