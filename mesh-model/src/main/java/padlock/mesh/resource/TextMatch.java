package padlock.mesh.resource;

import java.util.Locale;
import java.util.regex.Pattern;

/** How a route compares one text of a request. */
public sealed interface TextMatch {

    boolean matches(String text);

    /** The whole text. */
    record Exact(String text) implements TextMatch {
        @Override
        public boolean matches(String other) {
            return text.equals(other);
        }
    }

    /** The beginning of the text. */
    record Prefix(String text) implements TextMatch {
        @Override
        public boolean matches(String other) {
            return other.startsWith(text);
        }
    }

    /** The whole text, against a regular expression. */
    record Regex(String expression) implements TextMatch {
        @Override
        public boolean matches(String other) {
            return Pattern.matches(expression, other);
        }
    }

    /** Anything, as long as it is there at all. */
    record Present() implements TextMatch {
        @Override
        public boolean matches(String other) {
            return true;
        }
    }

    /** A match that does not look at the case of letters; of a regular expression the case always counts. */
    record IgnoringCase(TextMatch match) implements TextMatch {
        @Override
        public boolean matches(String other) {
            return lower(match).matches(other.toLowerCase(Locale.ROOT)) || match.matches(other);
        }

        private static TextMatch lower(TextMatch match) {
            if (match instanceof Exact exact) {
                return new Exact(exact.text().toLowerCase(Locale.ROOT));
            } else if (match instanceof Prefix prefix) {
                return new Prefix(prefix.text().toLowerCase(Locale.ROOT));
            }
            return match;
        }
    }
}
