package padlock.mesh.actor;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import padlock.mesh.resource.PortProtocol;

/**
 * Where a program calls, as it would write it: {@code http://backend.ns:8080/path}, {@code https://backend.ns/path},
 * {@code grpc://backend:7070/package.Service/Method}, {@code tcp://db:5432}, or {@code tls://db:5432} for TCP within
 * TLS of its own.
 *
 * @param host the name as the calling workload writes it, or the address of a pod
 */
public record CallTarget(Scheme scheme, String host, int port, String path) {

    /** What the program speaks. */
    public enum Scheme {
        HTTP,
        HTTPS,
        GRPC,
        TCP,
        /** Of its own, with no HTTP in it. */
        TLS;

        /** What one speaks at a port of this protocol. */
        public static Scheme at(PortProtocol protocol) {
            return switch (protocol) {
                case HTTPS -> HTTPS;
                case TLS -> TLS;
                default -> protocol.handling() == PortProtocol.Handling.TCP ? TCP : HTTP;
            };
        }

        /** Whether the program speaks TLS itself. */
        public boolean ownTls() {
            return this == HTTPS || this == TLS;
        }

        /** Whether it asks in HTTP. */
        public boolean speaksHttp() {
            return this != TCP && this != TLS;
        }

        private Optional<Integer> usualPort() {
            return switch (this) {
                case HTTP, GRPC -> Optional.of(80);
                case HTTPS -> Optional.of(443);
                case TCP, TLS -> Optional.empty();
            };
        }

        private String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final Pattern FORM =
            Pattern.compile("(?<scheme>[a-z]+)://(?<host>[A-Za-z0-9._-]+)(:(?<port>[0-9]{1,5}))?(?<path>/\\S*)?");

    /**
     * Reads a target.
     *
     * @throws IllegalArgumentException with a sentence for the person who wrote it
     */
    public static CallTarget parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException("\"" + text
                    + "\" is not a target; write http://HOST[:PORT][/PATH], https://…, grpc://… or tcp://HOST:PORT");
        }
        Scheme scheme = scheme(form.group("scheme"));
        Optional<Integer> port = Optional.ofNullable(form.group("port")).map(Integer::valueOf);
        int number = port.or(scheme::usualPort)
                .orElseThrow(() -> new IllegalArgumentException(
                        "\"" + text + "\" has no port; write " + scheme.word() + "://HOST:PORT"));
        if (number < 1 || number > 65535) {
            throw new IllegalArgumentException("port " + number + " is not in 1..65535");
        }
        return new CallTarget(
                scheme,
                form.group("host"),
                number,
                Optional.ofNullable(form.group("path")).orElse("/"));
    }

    private static Scheme scheme(String text) {
        return switch (text) {
            case "http" -> Scheme.HTTP;
            case "https" -> Scheme.HTTPS;
            case "grpc" -> Scheme.GRPC;
            case "tcp" -> Scheme.TCP;
            case "tls" -> Scheme.TLS;
            default ->
                throw new IllegalArgumentException(
                        "Padlock does not make " + text + ":// calls yet; write http://, https://, grpc:// or tcp://");
        };
    }

    /** What the program writes into the Host header. */
    public String authority() {
        return scheme.usualPort().equals(Optional.of(port)) ? host : host + ":" + port;
    }

    @Override
    public String toString() {
        return scheme.word() + "://" + authority() + (scheme.speaksHttp() ? path : "");
    }
}
