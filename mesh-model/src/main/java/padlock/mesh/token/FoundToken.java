package padlock.mesh.token;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import padlock.mesh.resource.RequestAuthentication.Locations;

/**
 * A text that stands in a request where tokens are looked for.
 *
 * @param removal takes it out of the request
 */
record FoundToken(String text, UnaryOperator<Carrier> removal) {

    private static final Pattern FROM_FIRST_TOKEN_LETTER = Pattern.compile("[A-Za-z0-9_.-].*", Pattern.DOTALL);

    /** Headers first, then parameters of the query, then cookies, each by name. */
    static List<FoundToken> in(Carrier request, Locations where) {
        Locations places = where.orUsual();
        List<FoundToken> found = new ArrayList<>();
        places.headers().stream()
                .sorted(Comparator.comparing(header -> header.name().toLowerCase(Locale.ROOT) + header.prefix()))
                .forEach(header -> request.values(header.name()).stream()
                        .filter(value -> value.contains(header.prefix()))
                        .map(value -> new FoundToken(
                                behind(header.prefix(), value), carrier -> carrier.without(header.name())))
                        .forEach(found::add));
        places.parameters().stream()
                .sorted()
                .forEach(name -> request.parameter(name)
                        .map(value -> new FoundToken(value, carrier -> carrier.withoutParameter(name)))
                        .ifPresent(found::add));
        places.cookies().stream()
                .sorted()
                .forEach(name -> request.cookie(name)
                        .map(value -> new FoundToken(value, UnaryOperator.identity()))
                        .ifPresent(found::add));
        return found;
    }

    /** What looks like a token behind the prefix; where nothing does, all of the value. */
    private static String behind(String prefix, String value) {
        if (prefix.isEmpty()) {
            return value;
        }
        Matcher letters = FROM_FIRST_TOKEN_LETTER.matcher(value);
        return letters.find(value.indexOf(prefix) + prefix.length()) ? letters.group() : value;
    }
}
