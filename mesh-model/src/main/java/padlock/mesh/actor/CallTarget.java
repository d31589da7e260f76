package padlock.mesh.actor;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a program calls, as it would write it: {@code http://backend.ns:8080/path},
 * {@code grpc://backend:7070/package.Service/Method} or {@code tcp://db:5432}.
 *
 * @param host the name as the calling workload writes it, or the address of a pod
 */
public record CallTarget(Scheme scheme, String host, int port, String path) {

    /** What the program speaks. */
    public enum Scheme {
        HTTP,
        GRPC,
        TCP;

        /** Whether it asks in HTTP. */
        public boolean speaksHttp() {
            return this != TCP;
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
            throw new IllegalArgumentException(
                    "\"" + text + "\" is not a target; write http://HOST[:PORT][/PATH], grpc://… or tcp://HOST:PORT");
        }
        Scheme scheme = scheme(form.group("scheme"));
        Optional<Integer> port = Optional.ofNullable(form.group("port")).map(Integer::valueOf);
        if (scheme == Scheme.TCP && port.isEmpty()) {
            throw new IllegalArgumentException("\"" + text + "\" has no port; write tcp://HOST:PORT");
        }
        int number = port.orElse(80);
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
            case "grpc" -> Scheme.GRPC;
            case "tcp" -> Scheme.TCP;
            default ->
                throw new IllegalArgumentException(
                        "Padlock does not make " + text + ":// calls yet; write http://, grpc:// or tcp://");
        };
    }

    /** What the program writes into the Host header. */
    public String authority() {
        return scheme.speaksHttp() && port == 80 ? host : host + ":" + port;
    }

    @Override
    public String toString() {
        return scheme.word() + "://" + authority() + (scheme.speaksHttp() ? path : "");
    }
}
