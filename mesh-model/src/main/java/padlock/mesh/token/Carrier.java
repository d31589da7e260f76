package padlock.mesh.token;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A request as far as tokens are concerned; each change gives another. The path may have a query. */
public record Carrier(String method, String path, List<Header> headers) {

    /** One line; names are compared without regard to case. */
    public record Header(String name, String value) {}

    private record Parameter(String written) {

        String name() {
            return decoded(written.split("=", 2)[0]);
        }

        String value() {
            int equals = written.indexOf('=');
            return equals < 0 ? "" : decoded(written.substring(equals + 1));
        }

        private static String decoded(String text) {
            try {
                return URLDecoder.decode(text, StandardCharsets.UTF_8);
            } catch (IllegalArgumentException asItIs) {
                return text;
            }
        }
    }

    public Carrier {
        headers = List.copyOf(headers);
    }

    List<String> values(String header) {
        return headers.stream()
                .filter(line -> line.name().equalsIgnoreCase(header))
                .map(Header::value)
                .toList();
    }

    Carrier without(String header) {
        return new Carrier(
                method,
                path,
                headers.stream()
                        .filter(line -> !line.name().equalsIgnoreCase(header))
                        .toList());
    }

    Carrier and(String header, String value) {
        return new Carrier(
                method,
                path,
                Stream.concat(headers.stream(), Stream.of(new Header(header, value)))
                        .toList());
    }

    /** The first parameter of the query with this name. */
    Optional<String> parameter(String name) {
        return parameters()
                .filter(parameter -> parameter.name().equals(name))
                .map(Parameter::value)
                .findFirst();
    }

    /** As Envoy writes the query again: by name. */
    Carrier withoutParameter(String name) {
        String query = parameters()
                .filter(parameter -> !parameter.name().equals(name))
                .sorted(Comparator.comparing(Parameter::name))
                .map(Parameter::written)
                .collect(Collectors.joining("&"));
        String start = path.split("\\?", 2)[0];
        return new Carrier(method, query.isEmpty() ? start : start + "?" + query, headers);
    }

    Optional<String> cookie(String name) {
        return values("cookie").stream()
                .flatMap(line -> Stream.of(line.split(";")))
                .map(pair -> pair.strip().split("=", 2))
                .filter(pair -> pair.length == 2 && pair[0].equals(name))
                .map(pair -> pair[1].replaceAll("^\"(.*)\"$", "$1"))
                .findFirst();
    }

    /** What a browser asks before it sends a request of another origin; it never carries a token. */
    boolean isPreflight() {
        return method.equals("OPTIONS") && tells("origin") && tells("access-control-request-method");
    }

    private boolean tells(String header) {
        return values(header).stream().anyMatch(value -> !value.isEmpty());
    }

    private Stream<Parameter> parameters() {
        int start = path.indexOf('?');
        return start < 0
                ? Stream.empty()
                : Stream.of(path.substring(start + 1).split("&"))
                        .filter(written -> !written.isEmpty())
                        .map(Parameter::new);
    }
}
