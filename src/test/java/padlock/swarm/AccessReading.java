package padlock.swarm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import padlock.mesh.policy.AccessRequest;
import padlock.mesh.policy.TokenClaims;
import padlock.mesh.policy.TokenVerdict;

/**
 * The semantics of AuthorizationPolicy (authz §0 to §8, §11) read a second time, word by word from the objects of the
 * manifests, without any of Padlock's own compilation.
 */
final class AccessReading {

    private static final List<String> HTTP_ALONE = List.of("hosts", "methods", "paths", "requestPrincipals");

    private final List<Map<String, Object>> attached;
    private final AccessRequest request;

    AccessReading(List<Map<String, Object>> policies, AccessRequest request) {
        this.attached = policies.stream().filter(AccessReading::isAttached).toList();
        this.request = request;
    }

    private static boolean isAttached(Map<String, Object> policy) {
        String namespace = (String) map(policy, "metadata").get("namespace");
        Map<String, Object> spec = map(policy, "spec");
        Map<String, Object> wanted = map(map(spec, "selector"), "matchLabels");
        return !spec.containsKey("targetRefs")
                && List.of("istio-system", RandomAccess.NAMESPACE).contains(namespace)
                && wanted.entrySet().stream()
                        .allMatch(label -> label.getValue().equals(RandomAccess.LABELS.get(label.getKey())));
    }

    /** {@code allowed}, or {@code denied} and the name of the rule. */
    String decision() {
        Optional<String> custom = first("CUSTOM", false);
        Optional<String> denied = first("DENY", false);
        if (custom.isPresent()) {
            return "denied " + custom.get() + "-deny-due-to-bad-CUSTOM-action";
        } else if (denied.isPresent()) {
            return "denied " + denied.get();
        }
        boolean closed = with("ALLOW", false).findAny().isPresent();
        return closed && first("ALLOW", false).isEmpty() ? "denied none" : "allowed";
    }

    /** What each dry run says, where there is one. */
    List<String> trials() {
        List<String> trials = new ArrayList<>();
        boolean refusedBeforehand = first("CUSTOM", false).isPresent();
        for (String action : refusedBeforehand ? List.<String>of() : List.of("DENY", "ALLOW")) {
            if (with(action, true).findAny().isPresent()) {
                boolean matches = first(action, true).isPresent();
                trials.add(action + " " + (matches == action.equals("ALLOW") ? "allowed" : "denied"));
            }
        }
        return trials;
    }

    private Stream<Map<String, Object>> with(String action, boolean dryRun) {
        return attached.stream()
                .filter(policy -> map(policy, "spec").get("action").equals(action))
                .filter(policy -> map(policy, "metadata").containsKey("annotations") == dryRun);
    }

    private Optional<String> first(String action, boolean dryRun) {
        return with(action, dryRun)
                .flatMap(policy -> names(policy, action).stream())
                .sorted()
                .findFirst();
    }

    private List<String> names(Map<String, Object> policy, String action) {
        List<String> names = new ArrayList<>();
        List<Map<String, Object>> rules = list(map(policy, "spec"), "rules");
        String namespace = (String) map(policy, "metadata").get("namespace");
        for (int i = 0; i < rules.size(); i++) {
            if (matches(rules.get(i), action, namespace)) {
                String prefix = action.equals("CUSTOM") ? "istio-ext-authz-nobody-" : "";
                names.add(prefix + "ns[" + namespace + "]-policy["
                        + map(policy, "metadata").get("name") + "]-rule[" + i + "]");
            }
        }
        return names;
    }

    private boolean matches(Map<String, Object> rule, String action, String namespace) {
        List<Map<String, Object>> from = list(rule, "from");
        List<Map<String, Object>> to = list(rule, "to");
        List<Map<String, Object>> when = list(rule, "when");
        boolean dropped = request.http().isEmpty()
                && action.equals("ALLOW")
                && (Stream.concat(from.stream(), to.stream()).anyMatch(AccessReading::speaksOfHttp)
                        || when.stream().anyMatch(condition -> isOfHttp((String) condition.get("key"))));
        return !dropped
                && (from.isEmpty() || from.stream().anyMatch(clause -> allOf(map(clause, "source"), namespace)))
                && (to.isEmpty() || to.stream().anyMatch(clause -> allOf(map(clause, "operation"), namespace)))
                && when.stream().allMatch(condition -> holds(condition, namespace));
    }

    private static boolean speaksOfHttp(Map<String, Object> clause) {
        return clause.values().stream()
                .flatMap(inner -> ((Map<?, ?>) inner).keySet().stream())
                .anyMatch(field -> isOfHttp(plain((String) field)));
    }

    private static boolean isOfHttp(String field) {
        return HTTP_ALONE.contains(field) || field.startsWith("request.");
    }

    private boolean allOf(Map<String, Object> clause, String namespace) {
        return clause.entrySet().stream().allMatch(field -> {
            boolean negated = !plain(field.getKey()).equals(field.getKey());
            return isLeftOut(plain(field.getKey()))
                    || any(plain(field.getKey()), texts(field.getValue()), namespace) != negated;
        });
    }

    private boolean holds(Map<String, Object> condition, String namespace) {
        String key = (String) condition.get("key");
        return isLeftOut(key)
                || (!condition.containsKey("values") || any(key, texts(condition.get("values")), namespace))
                        && (!condition.containsKey("notValues")
                                || !any(key, texts(condition.get("notValues")), namespace));
    }

    /** Where no HTTP is spoken, what speaks of it demands nothing; a rule that allows was left out before. */
    private boolean isLeftOut(String field) {
        return request.http().isEmpty() && isOfHttp(field);
    }

    private static String plain(String field) {
        return field.startsWith("not") ? field.substring(3, 4).toLowerCase(Locale.ROOT) + field.substring(4) : field;
    }

    private boolean any(String field, List<String> values, String namespace) {
        return values.stream().anyMatch(value -> is(field, value, namespace));
    }

    private boolean is(String field, String value, String namespace) {
        String peer = request.peer()
                .map(id -> id.toString().substring("spiffe://".length()))
                .orElse("");
        boolean known = !peer.isEmpty();
        return switch (field) {
            case "principals", "source.principal" -> known && isPrincipal(value, peer);
            case "namespaces", "source.namespace" -> known && glob(value, part(peer, 2));
            case "serviceAccounts", "source.serviceAccount" ->
                known
                        && (value.contains("/") ? value : namespace + "/" + value)
                                .equals(part(peer, 2) + "/" + part(peer, 4));
            case "trustDomains", "source.trustDomain" -> known && isTrustDomain(value, part(peer, 0));
            case "ipBlocks", "source.ip" -> isInBlock(value, request.wire().source());
            case "remoteIpBlocks", "remote.ip" -> isInBlock(value, remoteAddress());
            case "destination.ip" -> isInBlock(value, request.wire().destination());
            case "ports", "destination.port" ->
                value.equals(String.valueOf(request.wire().port()));
            case "connection.sni" ->
                request.wire().serverName().filter(name -> glob(value, name)).isPresent();
            case "hosts" ->
                value.equals("*") || glob(lower(value), lower(header("host").orElseThrow()));
            case "methods" -> glob(value, http().method());
            case "paths" -> isPath(value, http().path().replaceFirst("\\?.*", ""));
            case "requestPrincipals", "request.auth.principal" -> isRequestPrincipal(value);
            case "request.auth.audiences" -> claim("aud").anyMatch(text -> glob(value, text));
            case "request.auth.presenter" -> claim("azp").anyMatch(text -> glob(value, text));
            case "request.auth.claims[groups]" -> claim("groups").anyMatch(text -> glob(value, text));
            case "request.auth.claims[deep][er]" -> claim("deep", "er").anyMatch(text -> glob(value, text));
            case "request.headers[X-User]" ->
                header("x-user").filter(user -> glob(value, user)).isPresent();
            case "experimental.envoy.filters.a.b[c]" -> false;
            default -> throw new AssertionError(field);
        };
    }

    /** Equal, or a star at one end; a star alone wants something. */
    private static boolean glob(String pattern, String text) {
        if (pattern.startsWith("*")) {
            return !text.isEmpty() && text.endsWith(pattern.substring(1));
        }
        return pattern.endsWith("*")
                ? text.startsWith(pattern.substring(0, pattern.length() - 1))
                : pattern.equals(text);
    }

    /** In a principal of five parts, a trust domain of the mesh stands for all of them. */
    private static boolean isPrincipal(String written, String peer) {
        String[] parts = written.split("/");
        boolean ours = parts.length == 5
                && !parts[0].equals("*")
                && RandomAccess.TRUST_DOMAINS.stream().anyMatch(domain -> glob(parts[0], domain));
        return glob(written, peer)
                || ours
                        && RandomAccess.TRUST_DOMAINS.contains(part(peer, 0))
                        && glob(behindDomain(written), behindDomain(peer));
    }

    private static String behindDomain(String principal) {
        return principal.substring(principal.indexOf('/'));
    }

    private static boolean isTrustDomain(String written, String domain) {
        return RandomAccess.TRUST_DOMAINS.contains(written)
                ? RandomAccess.TRUST_DOMAINS.contains(domain)
                : glob(written, domain);
    }

    private static boolean isInBlock(String block, String address) {
        return block.endsWith("/16") ? address.startsWith(block.replace("0.0/16", "")) : block.equals(address);
    }

    private String remoteAddress() {
        return header("x-forwarded-for")
                .map(hops -> hops.replaceFirst(".*, ", ""))
                .orElse(request.wire().source());
    }

    /** {@code {*}} is one segment, {@code {**}} any number of them. */
    private static boolean isPath(String pattern, String path) {
        return pattern.contains("{")
                ? fits(Arrays.asList(pattern.split("/", -1)), Arrays.asList(path.split("/", -1)))
                : glob(pattern, path);
    }

    private static boolean fits(List<String> pattern, List<String> path) {
        if (pattern.isEmpty() || path.isEmpty()) {
            return pattern.isEmpty() && path.isEmpty();
        }
        return switch (pattern.get(0)) {
            case "{**}" -> true;
            case "{*}" -> !path.get(0).isEmpty() && fits(rest(pattern), rest(path));
            default -> pattern.get(0).equals(path.get(0)) && fits(rest(pattern), rest(path));
        };
    }

    private static List<String> rest(List<String> list) {
        return list.subList(1, list.size());
    }

    private boolean isRequestPrincipal(String written) {
        String issuer = claim("iss").findFirst().orElse("");
        String subject = claim("sub").findFirst().orElse("");
        if (issuer.isEmpty() || subject.isEmpty()) {
            return false;
        }
        int slash = written.lastIndexOf('/');
        if (slash >= 0) {
            return glob(written.substring(0, slash), issuer) && glob(written.substring(slash + 1), subject);
        }
        return written.startsWith("*") ? glob(written, subject) : glob(written, issuer);
    }

    private Stream<String> claim(String... path) {
        return request.http().map(AccessRequest.Http::token).stream()
                .filter(TokenVerdict.Verified.class::isInstance)
                .map(verdict -> ((TokenVerdict.Verified) verdict).claims())
                .flatMap((TokenClaims claims) -> claims.texts(List.of(path)));
    }

    private AccessRequest.Http http() {
        return request.http().orElseThrow();
    }

    private Optional<String> header(String name) {
        return request.http()
                .flatMap(asked -> Optional.ofNullable(asked.headers().get(name)));
    }

    private static String part(String principal, int index) {
        return principal.split("/")[index];
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Map<String, Object> holder, String key) {
        return (Map<String, Object>) holder.getOrDefault(key, Map.of());
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> list(Map<String, Object> holder, String key) {
        return (List<Map<String, Object>>) holder.getOrDefault(key, List.of());
    }

    @SuppressWarnings("unchecked")
    private static List<String> texts(Object values) {
        return (List<String>) values;
    }
}
