package padlock.mesh.policy;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import padlock.mesh.resource.AuthorizationPolicy;
import padlock.mesh.resource.AuthorizationPolicy.Clause;
import padlock.mesh.resource.AuthorizationPolicy.Field;
import padlock.mesh.resource.AuthorizationPolicy.Rule;
import padlock.mesh.resource.AuthorizationPolicy.Subject;
import padlock.mesh.resource.AuthorizationSettings.PathNormalization;
import padlock.tls.identity.SpiffeId;

import static org.assertj.core.api.Assertions.assertThat;
import static padlock.mesh.policy.Given.access;
import static padlock.mesh.policy.Given.byDefault;
import static padlock.mesh.policy.Given.field;
import static padlock.mesh.policy.Given.ignored;
import static padlock.mesh.policy.Given.mesh;
import static padlock.mesh.policy.Given.reason;
import static padlock.mesh.policy.Given.workload;
import static padlock.mesh.resource.AuthorizationPolicy.Action.ALLOW;
import static padlock.mesh.resource.AuthorizationPolicy.Action.AUDIT;
import static padlock.mesh.resource.AuthorizationPolicy.Action.DENY;

class AuthorizationTest {

    private static final String KIND = "AuthorizationPolicy";
    private static final String WEB = "cluster.local/ns/web/sa/default";
    private static final AccessDecision ALLOWED = new AccessDecision.Allowed();
    private static final Rule EVERYTHING = new Rule(List.of(), List.of(), List.of(), Given.at("rule", 7));

    private final AccessRequest get = request(Optional.of(WEB), "GET", "/orders");

    @Test
    void withoutAnyPolicyEverythingIsAllowed() {
        assertThat(decide(get)).isEqualTo(explained(ALLOWED, byDefault("authorization", "allowed", "authz §0")));
    }

    @Test
    void aRuleThatDeniesBeatsEveryRuleThatAllows() {
        AuthorizationPolicy[] policies = {
            access("shop/allow", "", ALLOW, EVERYTHING),
            access("shop/audit", "", AUDIT, EVERYTHING),
            access("shop/deny", "", DENY, principals("other/*"), principals("*"))
        };

        assertThat(decide(get, policies))
                .isEqualTo(explained(
                        new AccessDecision.Denied("ns[shop]-policy[deny]-rule[1]"),
                        reason(
                                "authorization",
                                "denied",
                                "authz §0",
                                new Reason.Field(policies[2].id(), Given.at("rule", 7)),
                                ignored(KIND, "shop/allow", 1, "DENY is looked at before ALLOW"),
                                ignored(KIND, "shop/audit", 1, "only audits"))));
    }

    @Test
    void oncePoliciesAllowAnythingTheRestIsRefused() {
        assertThat(decide(
                        request(Optional.empty(), "GET", "/"),
                        access("shop/web", "", ALLOW, principals(WEB)),
                        access("shop/paths", "", ALLOW, to(paths("/other")))))
                .isEqualTo(explained(
                        new AccessDecision.Denied("none"),
                        reason(
                                "authorization",
                                "denied",
                                "authz §0",
                                field(KIND, "shop/web", 1),
                                ignored(KIND, "shop/paths", 1, "no rule matches: rule[0] by paths"))));
    }

    @Test
    void aPlaintextPeerMatchesOnlyWhatIsNotSaid() {
        AccessRequest plaintext = request(Optional.empty(), "GET", "/");

        assertThat(decide(plaintext, access("shop/p", "", DENY, principals("*")))
                        .value())
                .isEqualTo(ALLOWED);
        assertThat(decide(plaintext, access("shop/p", "", DENY, notPrincipals("*")))
                        .value())
                .isEqualTo(new AccessDecision.Denied("ns[shop]-policy[p]-rule[0]"));
    }

    @Test
    void ofMatchingRulesTheFirstByTheAlphabetIsNamed() {
        Rule[] rules = IntStream.rangeClosed(0, 10)
                .mapToObj(index -> index == 2 || index == 10 ? EVERYTHING : principals("nobody"))
                .toArray(Rule[]::new);

        assertThat(decide(get, access("shop/deny all", "", DENY, rules)).value())
                .isEqualTo(new AccessDecision.Denied("ns[shop]-policy[deny_all]-rule[10]"));
    }

    @Test
    void onTcpAnAllowRuleWithHttpFieldsIsLeftOutAndADenyRuleWidens() {
        AccessRequest tcp = new AccessRequest(Optional.of(id(WEB)), wire(5432), Optional.empty());
        Rule rule = new Rule(
                List.of(),
                List.of(new Clause(List.of(
                        new Field(Subject.PORTS, false, List.of("5432")),
                        new Field(Subject.METHODS, false, List.of("GET"))))),
                List.of(),
                Given.at("rule", 7));

        assertThat(decide(tcp, access("shop/a", "", ALLOW, rule)).value()).isEqualTo(new AccessDecision.Denied("none"));
        assertThat(decide(tcp, access("shop/d", "", DENY, rule)).value())
                .isEqualTo(new AccessDecision.Denied("ns[shop]-policy[d]-rule[0]"));
    }

    @ParameterizedTest
    @CsvSource({
        "cluster.local/ns/web/sa/default, true",
        "cluster.local/ns/web/*,          true",
        "*/sa/default,                    true",
        "*,                               true",
        "cluster.local/ns/*/sa/default,   false",
        "spiffe://cluster.local/ns/web/sa/default, false",
    })
    void aPrincipalIsWrittenWithoutItsScheme(String pattern, boolean matches) {
        assertThat(decide(get, access("shop/a", "", ALLOW, principals(pattern)))
                        .value()
                        .equals(ALLOWED))
                .isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource({
        "web,  true",
        "w*b,  true",
        "we,   false",
        "*,    true",
    })
    void aNamespaceIsTheOneOfTheIdentity(String pattern, boolean matches) {
        Rule namespaces = from(new Field(Subject.NAMESPACES, false, List.of(pattern)));

        assertThat(decide(get, access("shop/a", "", ALLOW, namespaces)).value().equals(ALLOWED))
                .isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource({
        "/orders,         /orders?page=2,     true",
        "/orders,         /orders/,           false",
        "/orders/*,       /orders/7,          true",
        "*/7,             /orders/7,          true",
        "*a*,             /a,                 false",
        "/private,        /public/../private, true",
        "/private,        /x/%2E%2e/private,  true",
        "/orders/{*}/ok,  /orders/7/ok,       true",
        "/orders/{*}/ok,  /orders/7/8/ok,     false",
        "/orders/{**},    /orders/7/8/ok,     true",
    })
    void aPathIsComparedWithoutQueryAndDots(String pattern, String path, boolean matches) {
        AccessRequest request = request(Optional.of(WEB), "GET", path);

        assertThat(decide(request, access("shop/a", "", ALLOW, to(paths(pattern))))
                        .value()
                        .equals(ALLOWED))
                .isEqualTo(matches);
    }

    @Test
    void aPrincipalOfTheMeshHoldsInAllItsTrustDomains() {
        AuthorizationPolicy policy = access("shop/a", "", ALLOW, principals(WEB));
        AccessRequest aliased = request(Optional.of("old/ns/web/sa/default"), "GET", "/");

        assertThat(decide(aliased, List.of("new", "old"), policy).value()).isEqualTo(ALLOWED);
        assertThat(decide(aliased, List.of("new"), policy).value()).isEqualTo(new AccessDecision.Denied("none"));
    }

    @Test
    void policiesOfTheRootNamespaceHoldEverywhereAndComeFirst() {
        AuthorizationPolicy own = access("shop/own", "app=backend", ALLOW, EVERYTHING);
        AuthorizationPolicy root = access("istio-system/root", "app=backend", DENY, EVERYTHING);

        assertThat(new AccessControls(mesh(
                                own,
                                access("shop/other", "app=other", DENY, EVERYTHING),
                                access("web/all", "", DENY, EVERYTHING),
                                root))
                        .of(workload("shop/backend", "app=backend")).policies().stream()
                                .map(AuthorizationPolicy::id))
                .containsExactly(root.id(), own.id());
    }

    private static Explained<AccessDecision> decide(AccessRequest request, AuthorizationPolicy... attached) {
        return decide(request, List.of("cluster.local"), attached);
    }

    private static Explained<AccessDecision> decide(
            AccessRequest request, List<String> trustDomains, AuthorizationPolicy... attached) {
        return new AccessControl(
                        Stream.of(attached)
                                .map(policy -> CompiledPolicy.of(policy, trustDomains))
                                .toList(),
                        List.of(),
                        List.of(),
                        PathNormalization.BASE,
                        List.of())
                .decide(request);
    }

    private static AccessRequest request(Optional<String> peer, String method, String path) {
        return new AccessRequest(
                peer.map(AuthorizationTest::id),
                wire(8080),
                Optional.of(new AccessRequest.Http(method, path, new TreeMap<>(), new TokenVerdict.Absent())));
    }

    private static AccessRequest.Wire wire(int port) {
        return new AccessRequest.Wire("10.0.0.1", "10.0.0.2", port, Optional.empty());
    }

    private static SpiffeId id(String principal) {
        return SpiffeId.parse("spiffe://" + principal);
    }

    private static Rule principals(String principal) {
        return from(new Field(Subject.PRINCIPALS, false, List.of(principal)));
    }

    private static Rule notPrincipals(String principal) {
        return from(new Field(Subject.PRINCIPALS, true, List.of(principal)));
    }

    private static Rule from(Field field) {
        return new Rule(List.of(new Clause(List.of(field))), List.of(), List.of(), Given.at("rule", 7));
    }

    private static Rule to(Field field) {
        return new Rule(List.of(), List.of(new Clause(List.of(field))), List.of(), Given.at("rule", 7));
    }

    private static Field paths(String path) {
        return new Field(Subject.PATHS, false, List.of(path));
    }

    private static Explained<AccessDecision> explained(AccessDecision decision, Reason reason) {
        return new Explained<>(decision, List.of(reason));
    }
}
