package padlock.scenario.file;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import padlock.mesh.resource.AuthorizationPolicy;
import padlock.mesh.resource.AuthorizationPolicy.Action;
import padlock.mesh.resource.AuthorizationPolicy.Operation;
import padlock.mesh.resource.AuthorizationPolicy.Rule;
import padlock.mesh.resource.AuthorizationPolicy.Source;
import padlock.mesh.resource.Labels;
import padlock.mesh.resource.Metadata;
import padlock.mesh.resource.Origin;
import padlock.mesh.resource.ResourceId;

import static org.assertj.core.api.Assertions.assertThat;

class AuthorizationPolicyReaderTest {

    private static final String HEAD = """
            apiVersion: security.istio.io/v1
            kind: AuthorizationPolicy
            metadata: {name: allow, namespace: shop}
            """;
    private static final Metadata METADATA =
            new Metadata(new ResourceId("AuthorizationPolicy", "shop", "allow"), Optional.empty(), new Origin("-", 1));

    @Test
    void everyFieldIsReadWithTheLineOfEachRule() {
        assertThat(Read.resources(HEAD + """
                        spec:
                          selector: {matchLabels: {app: backend}}
                          action: DENY
                          rules:
                            - from:
                                - source:
                                    principals: [cluster.local/ns/shop/sa/a]
                                    notPrincipals: [b]
                                    namespaces: [c]
                                    notNamespaces: [d]
                              to:
                                - operation:
                                    ports: ["8080"]
                                    notPorts: ["9090"]
                                    methods: [GET]
                                    notMethods: [POST]
                                    paths: [/a*]
                                    notPaths: ["*/b"]
                            - {}
                        """))
                .containsExactly(new AuthorizationPolicy(
                        METADATA,
                        Optional.of(Labels.of(Map.of("app", "backend"))),
                        Action.DENY,
                        List.of(
                                new Rule(
                                        List.of(new Source(
                                                List.of("cluster.local/ns/shop/sa/a"),
                                                List.of("b"),
                                                List.of("c"),
                                                List.of("d"))),
                                        List.of(new Operation(
                                                List.of("8080"),
                                                List.of("9090"),
                                                List.of("GET"),
                                                List.of("POST"),
                                                List.of("/a*"),
                                                List.of("*/b"))),
                                        new Origin("-", 8)),
                                new Rule(List.of(), List.of(), new Origin("-", 22)))));
    }

    @Test
    void anEmptyPolicyAllowsNothing() {
        AuthorizationPolicy nothing = new AuthorizationPolicy(METADATA, Optional.empty(), Action.ALLOW, List.of());

        assertThat(Read.resources(HEAD)).containsExactly(nothing);
        assertThat(Read.resources(HEAD + "spec: {}\n")).containsExactly(nothing);
    }

    @Test
    void aDenyRuleWithOnlyHttpAttributesIsAWarningOfIstios() {
        assertThat(Read.notes(HEAD + "spec: {action: DENY, rules: [{to: [{operation: {methods: [GET]}}]}]}\n"))
                .containsExactly(
                        "-:4: configured AuthorizationPolicy will deny all traffic to TCP ports under its scope due to"
                                + " the use of only HTTP attributes in a DENY rule; it is recommended to explicitly specify the port");
        assertThat(Read.notes(HEAD
                        + "spec: {action: DENY, rules: [{to: [{operation: {methods: [GET], ports: [\"80\"]}}]}]}\n"))
                .isEmpty();
    }

    /** A spec that is not taken, and what a person reads. */
    private record Refusal(String spec, String... problems) {}

    @TestFactory
    Stream<DynamicTest> whatTheApiServerOrIstioRejectsIsAProblem() {
        String prefix = "-:4: invalid policy allow.shop: ";
        String meaningless =
                " action without `rules` is meaningless as it will never be triggered, add an empty rule `{}` if"
                        + " you want it be triggered for every request";
        return tests(
                new Refusal("{action: DENY}", prefix + "DENY" + meaningless),
                new Refusal("{action: DENY, rules: []}", prefix + "DENY" + meaningless),
                new Refusal("{action: deny}", "-:4: spec.action \"deny\" is not an action (did you mean DENY?)"),
                new Refusal(
                        "{provider: {name: x}}", prefix + "`provider` must not be with non CUSTOM action, found ALLOW"),
                new Refusal("{rules: [{from: []}]}", prefix + "`from` must not be empty, found at rule 0"),
                new Refusal("{rules: [{}, {from: [{}]}]}", prefix + "`from.source` must not be nil, found at rule 1"),
                new Refusal(
                        "{rules: [{from: [{source: {}}]}]}",
                        prefix + "`from.source` must not be empty, found at rule 0"),
                new Refusal("{rules: [{to: []}]}", prefix + "`to` must not be empty, found at rule 0"),
                new Refusal("{rules: [{to: [{}]}]}", prefix + "`to.operation` must not be nil, found at rule 0"),
                new Refusal(
                        "{rules: [{to: [{operation: {}}]}]}",
                        prefix + "`to.operation` must not be empty, found at rule 0"),
                new Refusal(
                        "{rules: [{from: [{source: {principals: [\"\"]}}]}]}",
                        prefix + "empty value not allowed, found in Principals"),
                new Refusal(
                        "{rules: [{to: [{operation: {ports: [http]}}]}]}",
                        prefix + "bad port (http) (write a number in 1..65535, in quotes)"),
                new Refusal(
                        "{rules: [{to: [{operation: {ports: [8080]}}]}]}",
                        "-:4: spec.rules[0].to[0].operation.ports[0] must be a string, not the number 8080"
                                + " (write \"8080\" in quotes)"),
                new Refusal(
                        "{rules: [{from: [{principals: [a]}]}]}",
                        "-:4: unknown field spec.rules[0].from[0].principals (did you mean source.principals?)",
                        prefix + "`from.source` must not be nil, found at rule 0"),
                new Refusal("{selector: {app: a}}", "-:4: unknown field spec.selector.app (known: matchLabels)"));
    }

    @TestFactory
    Stream<DynamicTest> whatPadlockDoesNotEvaluateOfAPolicyIsAProblem() {
        String not = "-:4: Padlock does not evaluate ";
        return tests(
                new Refusal(
                        "{rules: [{when: [{key: source.ip, values: [10.0.0.1]}]}]}", not + "spec.rules[0].when yet"),
                new Refusal(
                        "{rules: [{to: [{operation: {hosts: [a]}}]}]}",
                        not + "spec.rules[0].to[0].operation.hosts yet"),
                new Refusal(
                        "{rules: [{from: [{source: {ipBlocks: [10.0.0.0/8]}}]}]}",
                        not + "spec.rules[0].from[0].source.ipBlocks yet"),
                new Refusal(
                        "{rules: [{from: [{source: {requestPrincipals: [\"*\"]}}]}]}",
                        not + "spec.rules[0].from[0].source.requestPrincipals yet"),
                new Refusal(
                        "{rules: [{from: [{source: {serviceAccounts: [a], namespaces: [b]}}]}]}",
                        not + "spec.rules[0].from[0].source.serviceAccounts yet",
                        "-:4: invalid policy allow.shop: cannot set serviceAccounts with namespaces or principals,"
                                + " found at rule 0"),
                new Refusal(
                        "{targetRefs: [{kind: Gateway, name: g, group: gateway.networking.k8s.io}]}",
                        not + "spec.targetRefs yet"),
                new Refusal("{action: CUSTOM, provider: {name: x}, rules: [{}]}", not + "spec.action CUSTOM yet"),
                new Refusal(
                        "{rules: [{to: [{operation: {paths: [\"/a/{*}\"]}}]}]}", not + "the path template /a/{*} yet"));
    }

    @Test
    void whatPadlockDoesNotEvaluateOfAPolicyIsAProblemAlsoInAnnotations() {
        String annotated = HEAD.replace("namespace: shop", "namespace: shop, annotations: {istio.io/dry-run: VALUE}");

        assertThat(Read.problems(annotated.replace("VALUE", "\"true\"")))
                .containsExactly("-:3: Padlock does not evaluate the annotation istio.io/dry-run yet");
        assertThat(Read.problems(annotated.replace("VALUE", "maybe")))
                .containsExactly("-:3: the annotation istio.io/dry-run must be \"true\" or \"false\"");
        assertThat(Read.problems(annotated.replace("VALUE", "\"false\""))).isEmpty();
    }

    private static Stream<DynamicTest> tests(Refusal... refusals) {
        return Stream.of(refusals)
                .map(refusal -> DynamicTest.dynamicTest(
                        refusal.spec(),
                        () -> assertThat(Read.problems(HEAD + "spec: " + refusal.spec() + "\n"))
                                .containsExactly(refusal.problems())));
    }
}
