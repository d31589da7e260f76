package padlock.swarm;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import padlock.mesh.policy.AccessRequest;
import padlock.mesh.policy.Reason;
import padlock.mesh.policy.TokenClaims;
import padlock.mesh.policy.TokenVerdict;
import padlock.mesh.resource.Origin;
import padlock.mesh.resource.ResourceId;
import padlock.sim.RandomSource;
import padlock.tls.identity.SpiffeId;

/** AuthorizationPolicies by chance, as the objects of their manifests, and requests that some of them fit. */
final class RandomAccess {

    static final List<String> TRUST_DOMAINS = List.of("cluster.local", "old");
    static final String NAMESPACE = "shop";
    static final Map<String, String> LABELS = Map.of("app", "till");

    private static final Map<String, List<String>> SOURCES = Map.of(
            "principals",
            List.of(
                    "*",
                    "cluster.local/ns/web/sa/ada",
                    "old/ns/web/sa/ada",
                    "*.local/ns/web/sa/ada",
                    "*/sa/ada",
                    "cluster.local/ns/*",
                    "elsewhere/ns/web/sa/ada",
                    "spiffe://cluster.local/ns/web/sa/ada"),
            "namespaces",
            List.of("*", "web", "w*", "*b", "ops", "we"),
            "serviceAccounts",
            List.of("web/ada", "ada", "ops/bob", "shop/bob"),
            "trustDomains",
            List.of("*", "cluster.local", "old", "*.local", "else*"),
            "ipBlocks",
            List.of("10.1.0.0/16", "10.2.0.9", "10.2.0.0/16"),
            "remoteIpBlocks",
            List.of("10.1.0.0/16", "192.0.2.7"),
            "requestPrincipals",
            List.of("*", "bank/ada", "bank/*", "*/ada", "ban*", "*da", "bank/a*", "*nk/bob", "https://id/x/ada"));

    private static final Map<String, List<String>> OPERATIONS = Map.of(
            "hosts", List.of("*", "till.shop", "TILL*", "*.shop", "till.shop:8080"),
            "ports", List.of("8080", "9090"),
            "methods", List.of("*", "GET", "P*", "*ET"),
            "paths", List.of("*", "/a", "/a/*", "*/b", "/{*}/b", "/a/{**}", "/a/{*}/b"));

    private static final Map<String, List<String>> CONDITIONS = new TreeMap<>(Map.of(
            "request.headers[X-User]", List.of("*", "ada", "a*", "*b"),
            "source.ip", SOURCES.get("ipBlocks"),
            "remote.ip", SOURCES.get("remoteIpBlocks"),
            "destination.ip", List.of("10.3.0.0/16", "10.4.0.1"),
            "destination.port", List.of("8080", "9090"),
            "connection.sni", List.of("*.shop.svc.cluster.local", "outbound*", "other"),
            "experimental.envoy.filters.a.b[c]", List.of("d", "[e]")));

    /** Conditions that a CUSTOM policy may not have. */
    private static final Map<String, List<String>> IDENTITIES = new TreeMap<>(Map.of(
            "source.principal", SOURCES.get("principals"),
            "source.namespace", SOURCES.get("namespaces"),
            "source.serviceAccount", SOURCES.get("serviceAccounts"),
            "source.trustDomain", SOURCES.get("trustDomains"),
            "request.auth.principal", SOURCES.get("requestPrincipals"),
            "request.auth.audiences", List.of("*", "till", "t*"),
            "request.auth.presenter", List.of("app", "*"),
            "request.auth.claims[groups]", List.of("buyers", "*s", "none"),
            "request.auth.claims[deep][er]", List.of("x", "*")));

    private static final List<String> OF_ADDRESSES = List.of("ipBlocks", "remoteIpBlocks");
    private static final List<String> OF_ACCOUNTS = List.of("principals", "namespaces");

    private RandomAccess() {}

    static List<Map<String, Object>> policies(RandomSource chance) {
        return IntStream.range(0, (int) chance.named("how many").below(5))
                .mapToObj(index -> policy("p" + index, chance.named(index)))
                .toList();
    }

    private static Map<String, Object> policy(String name, RandomSource chance) {
        String action = one(List.of("ALLOW", "ALLOW", "DENY", "DENY", "AUDIT", "CUSTOM"), chance.named("action"));
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("name", name);
        metadata.put("namespace", one(List.of(NAMESPACE, NAMESPACE, "istio-system", "web"), chance.named("namespace")));
        if (List.of("ALLOW", "DENY").contains(action) && chance.named("trial").chance(0.2)) {
            metadata.put("annotations", Map.of("istio.io/dry-run", "true"));
        }
        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put("action", action);
        if (action.equals("CUSTOM")) {
            spec.put("provider", Map.of("name", "nobody"));
        }
        String reach = one(List.of("all", "all", "this", "other", "target"), chance.named("reach"));
        if (reach.equals("target")) {
            spec.put("targetRefs", List.of(Map.of("group", "", "kind", "Service", "name", "till")));
        } else if (!reach.equals("all")) {
            spec.put("selector", Map.of("matchLabels", reach.equals("this") ? LABELS : Map.of("app", "other")));
        }
        int fewest = List.of("DENY", "CUSTOM").contains(action) ? 1 : 0;
        spec.put(
                "rules",
                IntStream.range(0, fewest + (int) chance.named("rules").below(3))
                        .mapToObj(index -> rule(action.equals("CUSTOM"), chance.named("rule", index)))
                        .toList());
        return Map.of(
                "apiVersion",
                "security.istio.io/v1",
                "kind",
                "AuthorizationPolicy",
                "metadata",
                metadata,
                "spec",
                spec);
    }

    private static Map<String, Object> rule(boolean custom, RandomSource chance) {
        Map<String, Object> rule = new LinkedHashMap<>();
        if (chance.named("from").chance(0.6)) {
            Map<String, List<String>> fields = new TreeMap<>(SOURCES);
            fields.keySet().removeIf(field -> custom && !OF_ADDRESSES.contains(field));
            rule.put("from", clauses("source", fields, chance.named("sources")));
        }
        if (chance.named("to").chance(0.5)) {
            rule.put("to", clauses("operation", new TreeMap<>(OPERATIONS), chance.named("operations")));
        }
        if (chance.named("when").chance(0.4)) {
            Map<String, List<String>> keys = new TreeMap<>(CONDITIONS);
            if (!custom) {
                keys.putAll(IDENTITIES);
            }
            rule.put(
                    "when",
                    IntStream.rangeClosed(0, (int) chance.named("conditions").below(2))
                            .mapToObj(index -> condition(keys, chance.named("condition", index)))
                            .toList());
        }
        return rule;
    }

    private static List<Object> clauses(String word, Map<String, List<String>> fields, RandomSource chance) {
        return IntStream.rangeClosed(0, (int) chance.named("clauses").below(2))
                .<Object>mapToObj(index -> Map.of(word, clause(fields, chance.named(index))))
                .toList();
    }

    private static Map<String, Object> clause(Map<String, List<String>> fields, RandomSource chance) {
        Map<String, Object> clause = new LinkedHashMap<>();
        List<String> left = new ArrayList<>(fields.keySet());
        for (int i = 0; i <= (int) chance.named("fields").below(2) && !left.isEmpty(); i++) {
            String field = one(left, chance.named("field", i));
            left.remove(field);
            // The webhook refuses accounts beside namespaces and principals.
            if (field.equals("serviceAccounts")) {
                left.removeAll(OF_ACCOUNTS);
            } else if (OF_ACCOUNTS.contains(field)) {
                left.remove("serviceAccounts");
            }
            boolean negated = chance.named("negated", i).chance(0.3);
            String name = negated ? "not" + field.substring(0, 1).toUpperCase(Locale.ROOT) + field.substring(1) : field;
            clause.put(name, some(fields.get(field), chance.named("values", i)));
        }
        return clause;
    }

    private static Map<String, Object> condition(Map<String, List<String>> keys, RandomSource chance) {
        String key = one(new ArrayList<>(keys.keySet()), chance.named("key"));
        Map<String, Object> condition = new LinkedHashMap<>();
        condition.put("key", key);
        boolean negated = chance.named("negated").chance(0.3);
        condition.put(negated ? "notValues" : "values", some(keys.get(key), chance.named("values")));
        if (chance.named("both").chance(0.2)) {
            condition.put(negated ? "values" : "notValues", some(keys.get(key), chance.named("more")));
        }
        return condition;
    }

    static AccessRequest request(RandomSource chance) {
        Optional<SpiffeId> peer = Optional.of(one(
                        List.of(
                                "",
                                "cluster.local/ns/web/sa/ada",
                                "old/ns/web/sa/ada",
                                "elsewhere/ns/web/sa/ada",
                                "cluster.local/ns/ops/sa/bob"),
                        chance.named("peer")))
                .filter(name -> !name.isEmpty())
                .map(name -> SpiffeId.parse("spiffe://" + name));
        AccessRequest.Wire wire = new AccessRequest.Wire(
                one(List.of("10.1.0.5", "10.2.0.9"), chance.named("source")),
                one(List.of("10.3.0.1", "10.4.0.1"), chance.named("destination")),
                Integer.parseInt(one(OPERATIONS.get("ports"), chance.named("port"))),
                peer.map(mutual -> "outbound_.80_._.till.shop.svc.cluster.local"));
        return new AccessRequest(
                peer, wire, chance.named("http").chance(0.7) ? Optional.of(http(chance)) : Optional.empty());
    }

    private static AccessRequest.Http http(RandomSource chance) {
        TreeMap<String, String> headers = new TreeMap<>();
        headers.put("host", one(List.of("till.shop", "Till.Shop", "till.shop:8080"), chance.named("host")));
        if (chance.named("user").chance(0.5)) {
            headers.put("x-user", one(List.of("ada", "bob"), chance.named("who")));
        }
        if (chance.named("forwarded").chance(0.3)) {
            headers.put("x-forwarded-for", one(List.of("192.0.2.7", "10.1.0.1, 198.51.100.1"), chance.named("hops")));
        }
        return new AccessRequest.Http(
                one(List.of("GET", "PUT", "POST"), chance.named("method")),
                one(List.of("/", "/a", "/a/", "/a/b", "/a/x/b", "/a?q=/b", "/x/b"), chance.named("path")),
                headers,
                chance.named("token").chance(0.5) ? token(chance.named("claims")) : new TokenVerdict.Absent());
    }

    private static TokenVerdict token(RandomSource chance) {
        TreeMap<String, TokenClaims.Value> claims = new TreeMap<>();
        claims.put("iss", text(one(List.of("bank", "https://id/x"), chance.named("issuer"))));
        claims.put("sub", text(one(List.of("ada", "bob"), chance.named("subject"))));
        if (chance.named("audience").chance(0.5)) {
            claims.put("aud", new TokenClaims.Value.Texts(List.of("desk", "till")));
        }
        if (chance.named("group").chance(0.5)) {
            claims.put("groups", text("buyers"));
        }
        if (chance.named("presenter").chance(0.3)) {
            claims.put("azp", text("app"));
        }
        if (chance.named("nested").chance(0.3)) {
            claims.put("deep", new TokenClaims.Value.Group(new TokenClaims(new TreeMap<>(Map.of("er", text("x"))))));
        }
        return new TokenVerdict.Verified(
                new TokenClaims(claims),
                new Reason.Field(
                        new ResourceId("RequestAuthentication", NAMESPACE, "bank"), new Origin("by chance", 1)));
    }

    private static TokenClaims.Value text(String text) {
        return new TokenClaims.Value.Text(text);
    }

    private static String one(List<String> of, RandomSource chance) {
        return of.get((int) chance.below(of.size()));
    }

    private static List<String> some(List<String> of, RandomSource chance) {
        return Stream.of(one(of, chance.named(1)), one(of, chance.named(2)))
                .distinct()
                .limit(1 + chance.named("how many").below(2))
                .toList();
    }
}
