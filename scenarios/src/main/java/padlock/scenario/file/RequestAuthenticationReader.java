package padlock.scenario.file;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import padlock.mesh.resource.Metadata;
import padlock.mesh.resource.RequestAuthentication;
import padlock.mesh.resource.RequestAuthentication.Forwarding;
import padlock.mesh.resource.RequestAuthentication.Forwarding.ClaimHeader;
import padlock.mesh.resource.RequestAuthentication.JwtRule;
import padlock.mesh.resource.RequestAuthentication.Locations;
import padlock.mesh.token.KeySet;

/** Reads a RequestAuthentication by the rules of the API server and of Istio's webhook. */
final class RequestAuthenticationReader {

    private static final Pattern URL = Pattern.compile("(?:([a-zA-Z][a-zA-Z0-9+.-]*):)?.*");
    private static final Pattern DURATION_PART = Pattern.compile("([0-9]+(?:\\.[0-9]*)?)(h|ms|m|s|us|µs|ns)");
    private static final Map<String, Double> MILLISECONDS =
            Map.of("h", 3_600_000.0, "m", 60_000.0, "s", 1_000.0, "ms", 1.0, "us", 1e-3, "µs", 1e-3, "ns", 1e-6);
    private static final String HEADER_NAME = "[-_A-Za-z0-9]+";
    private static final int LONGEST_URL = 2048;
    private static final int MOST_DELIMITED = 64;

    private RequestAuthenticationReader() {}

    static RequestAuthentication read(Metadata metadata, Node root, Report report) {
        Node spec = root.get("spec").orElse(new Node.Mapping(root.line(), List.of()));
        return new RequestAuthentication(
                metadata,
                Attachments.read(spec, report),
                spec.items("jwtRules").stream().map(rule -> rule(rule, report)).toList());
    }

    private static JwtRule rule(Node rule, Report report) {
        Optional<String> url = rule.text("jwksUri").or(() -> rule.text("jwks_uri"));
        requireIssuer(rule, url, report);
        requireKeys(rule, report);
        requireFilled(rule, "audiences", "audience must be non-empty string", report);
        requireFilled(rule, "fromParams", "location query must be non-empty string", report);
        requireFilled(rule, "fromCookies", "cookie name must be non-empty string", report);
        requireFilled(rule, "spaceDelimitedClaims", "a claim must be non-empty string", report);
        if (rule.items("spaceDelimitedClaims").size() > MOST_DELIMITED) {
            report.problem(rule.lineOf("spaceDelimitedClaims"), "spaceDelimitedClaims must have at most 64 items", "");
        }
        if (rule.text("timeout").filter(text -> !isDuration(text)).isPresent()) {
            report.problem(rule.lineOf("timeout"), "timeout must be a valid duration greater than 1ms", "write 5s");
        }
        return new JwtRule(
                rule.text("issuer").orElse(""),
                rule.texts("audiences"),
                rule.text("jwks").filter(keys -> !keys.isEmpty()),
                new Locations(headers(rule, report), rule.texts("fromParams"), rule.texts("fromCookies")),
                new Forwarding(
                        rule.get("forwardOriginalToken").flatMap(Node::flag).orElse(false),
                        rule.text("outputPayloadToHeader").filter(header -> !header.isEmpty()),
                        claims(rule, report)),
                rule.texts("spaceDelimitedClaims"),
                report.origin(rule.line()));
    }

    private static void requireIssuer(Node rule, Optional<String> url, Report report) {
        boolean issued = rule.text("issuer").filter(issuer -> !issuer.isEmpty()).isPresent();
        if (!issued && url.filter(text -> !text.isEmpty()).isEmpty()) {
            report.problem(
                    rule.lineOf("issuer"),
                    "issuer or jwksUri must be non-empty string",
                    "issuer is what the claim iss of the tokens says");
        } else if (!issued && rule.get("issuer").isPresent()) {
            report.problem(
                    rule.lineOf("issuer"),
                    "issuer should be at least 1 chars long",
                    "without issuer, the tokens of all issuers are taken");
        }
    }

    private static void requireKeys(Node rule, Report report) {
        List<String> sources = rule.present("jwks", "jwksUri", "jwks_uri").toList();
        if (sources.size() > 1) {
            report.problem(rule.lineOf(sources.get(1)), "only one of jwks or jwksUri can be set", "");
        } else if (sources.isEmpty() && rule.text("issuer").isPresent()) {
            report.note(
                    rule.line(),
                    "not modelled: keys that istiod would fetch from the issuer",
                    "no token can be verified; write the keys under jwks");
        }
        rule.text("jwks").filter(text -> !text.isEmpty()).ifPresent(text -> {
            KeySet keys = KeySet.read(text);
            keys.complaint()
                    .ifPresent(complaint -> report.problem(
                            rule.lineOf("jwks"), "jwks parse error: " + complaint, "write {\"keys\": […]}"));
            keys.secrets()
                    .forEach(index -> report.warning(
                            rule.lineOf("jwks"),
                            "jwks key at index " + index
                                    + " contains private key material; only public keys are used for verification",
                            "whoever reads this manifest can sign tokens"));
        });
        Stream.of("jwksUri", "jwks_uri")
                .forEach(key -> rule.text(key).ifPresent(text -> requireUrl(rule, key, text, report)));
    }

    private static void requireUrl(Node rule, String key, String text, Report report) {
        Matcher form = URL.matcher(text);
        String scheme = form.matches() ? Optional.ofNullable(form.group(1)).orElse("") : "";
        if (text.length() > LONGEST_URL) {
            report.problem(rule.lineOf(key), key + " may not be longer than 2048", "");
        } else if (!scheme.equals("http") && !scheme.equals("https")) {
            report.problem(
                    rule.lineOf(key),
                    "URI scheme \"" + scheme + "\" is not supported",
                    "url must have scheme http:// or https://");
        }
    }

    private static void requireFilled(Node rule, String field, String complaint, Report report) {
        rule.items(field).stream()
                .filter(value -> value.text().filter(String::isEmpty).isPresent())
                .forEach(value -> report.problem(value.line(), complaint, ""));
    }

    private static List<Locations.Header> headers(Node rule, Report report) {
        return rule.items("fromHeaders").stream()
                .map(location -> {
                    if (location.text("name").filter(String::isEmpty).isPresent()) {
                        report.problem(location.line(), "location header name must be non-empty string", "");
                    }
                    return new Locations.Header(
                            location.text("name").orElse(""),
                            location.text("prefix").orElse(""));
                })
                .toList();
    }

    private static List<ClaimHeader> claims(Node rule, Report report) {
        return rule.items("outputClaimToHeaders").stream()
                .map(output -> {
                    ClaimHeader told = new ClaimHeader(
                            output.text("header").orElse(""),
                            output.text("claim").orElse(""));
                    boolean written = output.text("header").isPresent()
                            && output.text("claim").isPresent();
                    if (written && (told.header().isEmpty() || told.claim().isEmpty())) {
                        report.problem(
                                output.line(),
                                "outputClaimToHeaders header and claim value must be non-empty string",
                                "");
                    } else if (written && !told.header().matches(HEADER_NAME)) {
                        report.problem(
                                output.lineOf("header"),
                                "header name " + told.header() + " is not a valid header name",
                                "letters, digits, - and _");
                    }
                    return told;
                })
                .toList();
    }

    /** As Go writes them, {@code 1m30s} or {@code 1.5s}, and at least a millisecond. */
    private static boolean isDuration(String text) {
        Matcher part = DURATION_PART.matcher(text);
        double milliseconds = 0;
        int end = 0;
        while (part.lookingAt()) {
            milliseconds += Double.parseDouble(part.group(1)) * MILLISECONDS.get(part.group(2));
            end = part.end();
            part.region(end, text.length());
        }
        return end == text.length() && milliseconds >= 1;
    }
}
