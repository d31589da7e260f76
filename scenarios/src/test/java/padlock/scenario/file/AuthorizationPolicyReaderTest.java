package padlock.scenario.file;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import padlock.mesh.resource.Attachment;
import padlock.mesh.resource.AuthorizationPolicy;
import padlock.mesh.resource.AuthorizationPolicy.Action;
import padlock.mesh.resource.AuthorizationPolicy.Clause;
import padlock.mesh.resource.AuthorizationPolicy.Field;
import padlock.mesh.resource.AuthorizationPolicy.Rule;
import padlock.mesh.resource.AuthorizationPolicy.Subject;
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
                        Attachment.selecting(Labels.of(Map.of("app", "backend"))),
                        Action.DENY,
                        Optional.empty(),
                        Optional.empty(),
                        List.of(
                                new Rule(
                                        List.of(new Clause(List.of(
                                                new Field(
                                                        Subject.PRINCIPALS,
                                                        false,
                                                        List.of("cluster.local/ns/shop/sa/a")),
                                                new Field(Subject.PRINCIPALS, true, List.of("b")),
                                                new Field(Subject.NAMESPACES, false, List.of("c")),
                                                new Field(Subject.NAMESPACES, true, List.of("d"))))),
                                        List.of(new Clause(List.of(
                                                new Field(Subject.PORTS, false, List.of("8080")),
                                                new Field(Subject.PORTS, true, List.of("9090")),
                                                new Field(Subject.METHODS, false, List.of("GET")),
                                                new Field(Subject.METHODS, true, List.of("POST")),
                                                new Field(Subject.PATHS, false, List.of("/a*")),
                                                new Field(Subject.PATHS, true, List.of("*/b"))))),
                                        List.of(),
                                        new Origin("-", 8)),
                                new Rule(List.of(), List.of(), List.of(), new Origin("-", 22)))));
    }

    @Test
    void anEmptyPolicyAllowsNothing() {
        AuthorizationPolicy nothing = new AuthorizationPolicy(
                METADATA, Attachment.TO_ALL, Action.ALLOW, Optional.empty(), Optional.empty(), List.of());

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
    Stream<DynamicTest> valuesThatIstioCannotReadAreProblems() {
        String prefix = "-:4: invalid policy allow.shop: ";
        return tests(
                new Refusal("{rules: [{from: [{source: {ipBlocks: [1.2.3]}}]}]}", prefix + "bad IP address (1.2.3)"),
                new Refusal(
                        "{rules: [{from: [{source: {ipBlocks: [5.6.7.0/33]}}]}]}",
                        prefix + "bad CIDR range (5.6.7.0/33): it is not an address, a slash and a number of bits"),
                new Refusal(
                        "{rules: [{from: [{source: {serviceAccounts: [\"a*\"]}}]}]}",
                        prefix + "wildcard not allowed, found in ServiceAccounts"),
                new Refusal(
                        "{rules: [{from: [{source: {serviceAccounts: [a], namespaces: [b]}}]}]}",
                        prefix + "cannot set serviceAccounts with namespaces or principals, found at rule 0"),
                new Refusal(
                        "{rules: [{to: [{operation: {paths: [\"/a/{**}/{*}\"]}}]}]}",
                        prefix + "invalid or unsupported path /a/{**}/{*}, found in Paths."
                                + " {**} is not the last operator"),
                new Refusal(
                        "{rules: [{when: [{key: source.ip}]}]}",
                        prefix + "at least one of `values` or `notValues` must be set for key source.ip"),
                new Refusal(
                        "{rules: [{when: [{key: source.name, values: [a]}]}]}",
                        prefix + "invalid `value` for `key` source.name: unknown attribute: source.name"),
                new Refusal(
                        "{action: CUSTOM, provider: {name: x}, rules: [{from: [{source: {namespaces: [a]}}]}]}",
                        prefix + "From.Namespaces is currently not supported with CUSTOM action"),
                new Refusal(
                        "{targetRefs: [{kind: Gateway, name: g, namespace: other, group: gateway.networking.k8s.io}]}",
                        "-:4: targetRef namespace must not be set; cross namespace referencing is not supported"));
    }

    @Test
    void aDryRunIsForAllowAndDenyAlone() {
        String annotated = HEAD.replace("namespace: shop", "namespace: shop, annotations: {istio.io/dry-run: VALUE}");

        assertThat(Read.problems(annotated.replace("VALUE", "\"true\""))).isEmpty();
        assertThat(Read.problems(annotated.replace("VALUE", "maybe")))
                .containsExactly("-:3: the annotation istio.io/dry-run must be \"true\" or \"false\"");
        assertThat(Read.problems(annotated.replace("VALUE", "\"true\"") + "spec: {action: AUDIT}\n"))
                .containsExactly("-:3: shop/allow has unsupported annotation istio.io/dry-run, please remove the"
                        + " annotation (only ALLOW and DENY can be tried)");
    }

    private static Stream<DynamicTest> tests(Refusal... refusals) {
        return Stream.of(refusals)
                .map(refusal -> DynamicTest.dynamicTest(
                        refusal.spec(),
                        () -> assertThat(Read.problems(HEAD + "spec: " + refusal.spec() + "\n"))
                                .containsExactly(refusal.problems())));
    }
}
