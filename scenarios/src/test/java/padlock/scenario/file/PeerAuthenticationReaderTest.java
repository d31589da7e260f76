package padlock.scenario.file;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import padlock.mesh.resource.Labels;
import padlock.mesh.resource.Located;
import padlock.mesh.resource.Metadata;
import padlock.mesh.resource.MutualTlsMode;
import padlock.mesh.resource.Origin;
import padlock.mesh.resource.PeerAuthentication;
import padlock.mesh.resource.ResourceId;

import static org.assertj.core.api.Assertions.assertThat;

class PeerAuthenticationReaderTest {

    private static final String HEAD = """
            apiVersion: security.istio.io/v1
            kind: PeerAuthentication
            metadata:
              name: backend
            """;

    @Test
    void everyFieldIsReadWithTheLineThatDecides() {
        assertThat(Read.resources("""
                        # a comment
                        apiVersion: security.istio.io/v1beta1
                        kind: PeerAuthentication
                        metadata:
                          name: backend
                          namespace: shop
                          creationTimestamp: 2025-01-01T00:00:00Z
                        spec:
                          selector:
                            matchLabels:
                              app: backend
                          mtls:
                            mode: STRICT
                          portLevelMtls:
                            8080:
                              mode: DISABLE
                            "9090": {}
                            9091: {mode: UNSET}
                        status: {anything: goes}
                        """))
                .containsExactly(new PeerAuthentication(
                        new Metadata(
                                new ResourceId("PeerAuthentication", "shop", "backend"),
                                Optional.of(Instant.parse("2025-01-01T00:00:00Z")),
                                new Origin("-", 2)),
                        Optional.of(Labels.of(Map.of("app", "backend"))),
                        Optional.of(new Located<>(MutualTlsMode.STRICT, new Origin("-", 13))),
                        new TreeMap<>(Map.of(
                                8080,
                                Optional.of(new Located<>(MutualTlsMode.DISABLE, new Origin("-", 16))),
                                9090,
                                Optional.empty(),
                                9091,
                                Optional.empty()))));
    }

    @Test
    void absentEmptyAndUnsetModesInherit() {
        PeerAuthentication inheriting = new PeerAuthentication(
                new Metadata(
                        new ResourceId("PeerAuthentication", "default", "backend"),
                        Optional.empty(),
                        new Origin("-", 1)),
                Optional.empty(),
                Optional.empty(),
                new TreeMap<>());

        assertThat(Stream.of(
                                "",
                                "spec: {}\n",
                                "spec: {mtls: {}}\n",
                                "spec: {mtls: {mode: UNSET}}\n",
                                "spec: {selector: {}}\n")
                        .flatMap(spec -> Read.resources(HEAD + spec).stream()))
                .hasSize(5)
                .allMatch(inheriting::equals);
    }

    @Test
    void aSelectorWithoutLabelsIsAWarningOfIstios() {
        assertThat(Read.notes(HEAD + "spec:\n  selector: {matchLabels: {}}\n"))
                .containsExactly("-:6: workload selector specified without labels (it selects every workload)");
    }

    /** A spec that is rejected, and what a person reads. */
    private record Rejection(String rule, String spec, String... problems) {}

    @TestFactory
    Stream<DynamicTest> whatTheApiServerOrIstioRejectsIsAProblem() {
        String known = " (known: UNSET, DISABLE, PERMISSIVE, STRICT)";
        return Stream.of(
                        new Rejection(
                                "a mode that does not exist",
                                "spec:\n  mtls:\n    mode: DISABLED\n",
                                "-:7: spec.mtls.mode \"DISABLED\" is not a mode (did you mean DISABLE?)"),
                        new Rejection(
                                "a mode in lower case",
                                "spec:\n  mtls:\n    mode: strict\n",
                                "-:7: spec.mtls.mode \"strict\" is not a mode (did you mean STRICT?)"),
                        new Rejection(
                                "a mode that is nothing like the others",
                                "spec:\n  mtls:\n    mode: MUTUAL\n",
                                "-:7: spec.mtls.mode \"MUTUAL\" is not a mode" + known),
                        new Rejection(
                                "a mode that YAML reads as a boolean",
                                "spec:\n  mtls:\n    mode: on\n",
                                "-:7: spec.mtls.mode must be a string, but YAML reads on as true" + known),
                        new Rejection(
                                "a null mode",
                                "spec:\n  mtls:\n    mode:\n",
                                "-:7: spec.mtls.mode must be a string, not null (leave the key out, or give it a value)"),
                        new Rejection(
                                "a null spec",
                                "spec:\n",
                                "-:5: spec must be an object, not null (leave the key out, or give it a value)"),
                        new Rejection(
                                "an unknown field",
                                "spec:\n  mtls:\n    mod: STRICT\n",
                                "-:7: unknown field spec.mtls.mod (did you mean mode?)"),
                        new Rejection(
                                "a field one level too high",
                                "spec:\n  mode: STRICT\n",
                                "-:6: unknown field spec.mode (did you mean mtls.mode?)"),
                        new Rejection(
                                "a label that is no string",
                                "spec:\n  selector:\n    matchLabels:\n      version: 1\n      live: yes\n",
                                "-:8: spec.selector.matchLabels.version must be a string, not the number 1"
                                        + " (write \"1\" in quotes)",
                                "-:9: spec.selector.matchLabels.live must be a string, but YAML reads yes as true"
                                        + " (write \"yes\" in quotes)"),
                        new Rejection(
                                "ports without a selector",
                                "spec:\n  portLevelMtls:\n    8080: {mode: STRICT}\n",
                                "-:6: mesh/namespace peer authentication cannot have port level mTLS"
                                        + " (add selector.matchLabels: ports belong to workloads)"),
                        new Rejection(
                                "ports without a port",
                                "spec:\n  selector: {matchLabels: {app: a}}\n  portLevelMtls: {}\n",
                                "-:7: port level mTLS, if defined, must have at least one element (leave it out)"),
                        new Rejection(
                                "a port out of range, and one by name",
                                "spec:\n  selector: {matchLabels: {app: a}}\n  portLevelMtls:\n    70000: {}\n    http: {}\n",
                                "-:8: port must be in range 1..65535"
                                        + " (\"70000\" is none; write the number that the container listens on)",
                                "-:9: port must be in range 1..65535"
                                        + " (\"http\" is none; write the number that the container listens on)"),
                        new Rejection(
                                "a wildcard in a selector",
                                "spec:\n  selector:\n    matchLabels:\n      app: \"*\"\n",
                                "-:8: wildcard is not supported in selector: \"app=*\""
                                        + " (name the label's value, or leave the selector out)"),
                        new Rejection(
                                "an empty key in a selector",
                                "spec:\n  selector:\n    matchLabels:\n      \"\": v1\n",
                                "-:8: empty key is not supported in selector: \"=v1\""))
                .map(rejection -> DynamicTest.dynamicTest(
                        rejection.rule(),
                        () -> assertThat(Read.problems(HEAD + rejection.spec()))
                                .containsExactly(rejection.problems())));
    }

    @Test
    void metadataIsCheckedToo() {
        assertThat(Read.problems("""
                        apiVersion: security.istio.io/v1
                        kind: PeerAuthentication
                        metadata:
                          name: My_Policy
                          namesapce: shop
                          creationTimestamp: yesterday
                          annotations: {istio.io/dry-run: "true"}
                        specc: {}
                        """))
                .containsExactly(
                        "-:4: metadata.name \"My_Policy\" is not a name"
                                + " (lower-case letters, digits, \"-\" and \".\" only; try my-policy)",
                        "-:5: unknown field metadata.namesapce (did you mean namespace?)",
                        "-:6: metadata.creationTimestamp \"yesterday\" is not an instant (write 2026-01-01T00:00:00Z)",
                        "-:7: default/My_Policy has unsupported annotation istio.io/dry-run, please remove the annotation",
                        "-:8: unknown field specc (did you mean spec?)");
        assertThat(Read.problems(
                        "apiVersion: security.istio.io/v1\nkind: PeerAuthentication\nmetadata: {namespace: shop}\n"))
                .containsExactly("-:3: metadata.name is missing");
        assertThat(Read.problems("apiVersion: security.istio.io/v1\nkind: PeerAuthentication\n"))
                .containsExactly("-:1: metadata is missing");
    }
}
