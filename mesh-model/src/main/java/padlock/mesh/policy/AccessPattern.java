package padlock.mesh.policy;

import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import padlock.mesh.resource.AddressBlock;

/** What a value in an AuthorizationPolicy is compiled to: how it matches an attribute of a request. */
sealed interface AccessPattern {

    String SCHEME = "spiffe://";

    boolean matches(String value);

    /** Whatever is there, be it empty. */
    record Present() implements AccessPattern {
        @Override
        public boolean matches(String value) {
            return true;
        }
    }

    /** Whatever is not empty. */
    record Filled() implements AccessPattern {
        @Override
        public boolean matches(String value) {
            return !value.isEmpty();
        }

        @Override
        public String toString() {
            return ".+";
        }
    }

    record Exact(String text) implements AccessPattern {
        @Override
        public boolean matches(String value) {
            return value.equals(text);
        }

        @Override
        public String toString() {
            return "exact:" + text;
        }
    }

    record Prefix(String text) implements AccessPattern {
        @Override
        public boolean matches(String value) {
            return value.startsWith(text);
        }

        @Override
        public String toString() {
            return "prefix:" + text;
        }
    }

    record Suffix(String text) implements AccessPattern {
        @Override
        public boolean matches(String value) {
            return value.endsWith(text);
        }

        @Override
        public String toString() {
            return "suffix:" + text;
        }
    }

    /** All of the value, by a regular expression. */
    record Whole(String expression) implements AccessPattern {
        @Override
        public boolean matches(String value) {
            return Pattern.compile(expression, Pattern.DOTALL).matcher(value).matches();
        }
    }

    /** A host, whatever its case. */
    record AnyCase(AccessPattern lower) implements AccessPattern {
        @Override
        public boolean matches(String value) {
            return lower.matches(value.toLowerCase(Locale.ROOT));
        }
    }

    record InBlock(AddressBlock block) implements AccessPattern {
        @Override
        public boolean matches(String value) {
            return block.contains(value);
        }
    }

    /** A request principal, of which issuer and subject are matched apart. */
    record RequestPrincipal(AccessPattern issuer, AccessPattern subject) implements AccessPattern {

        private static final String BETWEEN = "\n";

        /** How an attribute tells both. */
        static String of(String issuer, String subject) {
            return issuer + BETWEEN + subject;
        }

        @Override
        public boolean matches(String value) {
            int between = value.indexOf(BETWEEN);
            return issuer.matches(value.substring(0, between))
                    && subject.matches(value.substring(between + BETWEEN.length()));
        }
    }

    /** {@code *}, then a suffix, then a prefix, then equality; so {@code *a*} ends in {@code a*}. */
    static AccessPattern text(String written) {
        if (written.equals("*")) {
            return new Filled();
        } else if (written.startsWith("*")) {
            return new Suffix(written.substring(1));
        } else if (written.endsWith("*")) {
            return new Prefix(written.substring(0, written.length() - 1));
        }
        return new Exact(written);
    }

    /** As a text, but {@code *} only asks whether the header is there. */
    static AccessPattern header(String written) {
        return written.equals("*") ? new Present() : text(written);
    }

    static AccessPattern host(String written) {
        return new AnyCase(header(written.toLowerCase(Locale.ROOT)));
    }

    /** Policies write a principal without its scheme. */
    static AccessPattern principal(String written) {
        if (written.equals("*")) {
            return new Filled();
        } else if (written.startsWith("*")) {
            return new Whole(SCHEME + ".*" + Pattern.quote(written.substring(1)));
        }
        return text(SCHEME + written);
    }

    /** A namespace in any trust domain; a {@code *} may stand anywhere. */
    static AccessPattern namespace(String written) {
        return new Whole(".*/ns/" + withStars(written, ".*") + "/.*");
    }

    /** {@code namespace/name}, or a name in the namespace of the policy; in any trust domain. */
    static AccessPattern serviceAccount(String written, String namespaceOfPolicy) {
        int slash = written.indexOf('/');
        String namespace = slash < 0 ? namespaceOfPolicy : written.substring(0, slash);
        String name = written.substring(slash + 1);
        return new Whole(SCHEME + ".+/ns/" + Pattern.quote(namespace) + "/(.+/|)sa/" + Pattern.quote(name) + "(/.+)?");
    }

    static AccessPattern trustDomain(String written) {
        if (written.equals("*")) {
            return new Prefix(SCHEME);
        }
        return written.contains("*")
                ? new Whole(SCHEME + withStars(written, "[^/]*") + "/.*")
                : new Prefix(SCHEME + written + "/");
    }

    /** A path, or a template in which {@code {*}} is one segment and {@code {**}} any number of them. */
    static AccessPattern path(String written) {
        return PathTemplate.isTemplate(written) ? new Whole(PathTemplate.expression(written)) : text(written);
    }

    static AccessPattern block(String written) {
        return new InBlock(AddressBlock.parse(written)
                .orElseThrow(() -> new IllegalStateException(written + " was admitted as an address")));
    }

    /** {@code issuer/subject}, split at the last slash, since an issuer may be a URL. */
    static AccessPattern requestPrincipal(String written) {
        int slash = written.lastIndexOf('/');
        if (slash >= 0) {
            return new RequestPrincipal(text(written.substring(0, slash)), text(written.substring(slash + 1)));
        } else if (written.startsWith("*")) {
            return new RequestPrincipal(new Filled(), text(written));
        }
        return new RequestPrincipal(text(written), new Filled());
    }

    private static String withStars(String written, String star) {
        return Stream.of(written.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(star));
    }
}
