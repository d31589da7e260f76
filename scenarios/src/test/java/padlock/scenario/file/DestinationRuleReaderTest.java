package padlock.scenario.file;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import padlock.mesh.resource.ClientTls;
import padlock.mesh.resource.DestinationRule;
import padlock.mesh.resource.DestinationRule.PortSettings;
import padlock.mesh.resource.DestinationRule.Subset;
import padlock.mesh.resource.DestinationRule.TrafficPolicy;
import padlock.mesh.resource.Labels;
import padlock.mesh.resource.Metadata;
import padlock.mesh.resource.Origin;
import padlock.mesh.resource.ResourceId;

import static org.assertj.core.api.Assertions.assertThat;

class DestinationRuleReaderTest {

    private static final String HEAD = """
            apiVersion: networking.istio.io/v1
            kind: DestinationRule
            metadata: {name: backend, namespace: shop}
            spec:
            """;

    @Test
    void everyFieldIsReadWithTheLineThatDecides() {
        assertThat(Read.resources(HEAD + """
                          host: backend
                          exportTo: ["."]
                          workloadSelector: {matchLabels: {app: frontend}}
                          trafficPolicy:
                            tls:
                              mode: MUTUAL
                              clientCertificate: /etc/certs/cert-chain.pem
                              privateKey: /etc/certs/key.pem
                              caCertificates: /etc/certs/root-cert.pem
                              subjectAltNames: [spiffe://cluster.local/ns/shop/sa/backend]
                              sni: backend.example
                            portLevelSettings:
                              - port: {number: 8080}
                                tls:
                                  sni: x
                              - port: {number: 8080}
                                tls: {mode: SIMPLE}
                              - port: {number: 9090}
                                loadBalancer: {simple: PASSTHROUGH}
                          subsets:
                            - name: v1
                              labels: {version: v1}
                            - name: v2
                              trafficPolicy: {tls: {mode: ISTIO_MUTUAL}}
                        """))
                .containsExactly(new DestinationRule(
                        new Metadata(
                                new ResourceId("DestinationRule", "shop", "backend"),
                                Optional.empty(),
                                new Origin("-", 1)),
                        "backend",
                        List.of("."),
                        Optional.of(Labels.of(Map.of("app", "frontend"))),
                        Optional.of(new TrafficPolicy(
                                settings(new ClientTls(
                                        ClientTls.Mode.MUTUAL,
                                        Optional.of("backend.example"),
                                        List.of("spiffe://cluster.local/ns/shop/sa/backend"),
                                        Optional.of("/etc/certs/cert-chain.pem"),
                                        Optional.of("/etc/certs/key.pem"),
                                        Optional.of("/etc/certs/root-cert.pem"),
                                        Optional.empty(),
                                        Optional.empty(),
                                        false,
                                        new Origin("-", 10))),
                                new TreeMap<>(Map.of(
                                        8080,
                                        settings(tls(ClientTls.Mode.DISABLE, Optional.of("x"), 18)),
                                        9090,
                                        new PortSettings(
                                                Optional.empty(),
                                                Optional.of(DestinationRule.Balancing.PASSTHROUGH)))))),
                        List.of(
                                new Subset("v1", Labels.of(Map.of("version", "v1")), Optional.empty()),
                                new Subset(
                                        "v2",
                                        Labels.NONE,
                                        Optional.of(new TrafficPolicy(
                                                settings(tls(ClientTls.Mode.ISTIO_MUTUAL, Optional.empty(), 28)),
                                                new TreeMap<>()))))));
    }

    private static PortSettings settings(ClientTls tls) {
        return new PortSettings(Optional.of(tls), Optional.empty());
    }

    private static ClientTls tls(ClientTls.Mode mode, Optional<String> sni, int line) {
        return new ClientTls(
                mode,
                sni,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                new Origin("-", line));
    }

    @Test
    void aKnownFieldThatIsNotModelledIsNotedOnlyIfItCouldChangeAnAnswer() {
        assertThat(Read.notes(HEAD + """
                          host: "*.shop.svc.cluster.local"
                          trafficPolicy:
                            loadBalancer: {simple: ROUND_ROBIN}
                            connectionPool: {tcp: {maxConnections: 1}}
                            tunnel: {targetHost: x, targetPort: 80}
                            tls: {mode: SIMPLE, caCrl: /crl.pem}
                        """))
                .containsExactly(
                        "-:8: not modelled: spec.trafficPolicy.connectionPool (it could change an answer)",
                        "-:9: not modelled: spec.trafficPolicy.tunnel (it could change an answer)");
    }

    @Test
    void istioMutualWithFilesIsAccepted() {
        assertThat(Read.problems(
                        HEAD + "  host: b\n  trafficPolicy: {tls: {mode: ISTIO_MUTUAL, clientCertificate: /x}}\n"))
                .isEmpty();
    }

    /** A spec that is rejected, and what a person reads. */
    private record Rejection(String spec, String... problems) {}

    @TestFactory
    Stream<DynamicTest> whatTheApiServerOrIstioRejectsIsAProblem() {
        String exportToHint = " (write exportTo: [.])";
        return Stream.of(
                        new Rejection("trafficPolicy: {tls: {mode: DISABLE}}", "-:4: spec.host is missing"),
                        new Rejection(
                                "host: back_end.shop",
                                "-:5: domain name \"back_end.shop\" invalid (label \"back_end\" invalid)"
                                        + " (write a service's name, such as backend.shop.svc.cluster.local)"),
                        new Rejection(
                                "host: 10.0.0.1",
                                "-:5: domain name \"0.0.1\" invalid (top level domain \"1\" cannot be all-numeric)"
                                        + " (write a service's name, such as backend.shop.svc.cluster.local)"),
                        new Rejection(
                                "host: b\n  trafficPolicy: {}",
                                "-:6: traffic policy must have at least one field (leave it out)"),
                        new Rejection(
                                "host: b\n  trafficPolicy: {tls: {mode: MTLS}}",
                                "-:6: spec.trafficPolicy.tls.mode \"MTLS\" is not a mode"
                                        + " (known: DISABLE, SIMPLE, MUTUAL, ISTIO_MUTUAL)"),
                        new Rejection(
                                "host: b\n  trafficPolicy: {tls: {mode: ISTIO_MUTAL}}",
                                "-:6: spec.trafficPolicy.tls.mode \"ISTIO_MUTAL\" is not a mode (did you mean ISTIO_MUTUAL?)"),
                        new Rejection(
                                "host: b\n  trafficPolicy:\n    tls:\n      mode: MUTUAL",
                                "-:8: client certificate required for mutual tls",
                                "-:8: private key required for mutual tls"),
                        new Rejection(
                                "host: b\n  trafficPolicy: {tls: {mode: SIMPLE, credentialName: c, caCertificates: /x}}",
                                "-:6: cannot specify client certificates or CA certificate or CA CRL If credentialName is set"),
                        new Rejection(
                                "host: b\n  trafficPolicy: {tls: {mode: SIMPLE, insecureSkipVerify: true, caCertificates: /x}}",
                                "-:6: cannot specify CaCertificates or CredentialName or SubjectAltNames"
                                        + " when InsecureSkipVerify is set true"),
                        new Rejection(
                                "host: b\n  trafficPolicy: {tls: {mode: SIMPLE, credentialName: \"configmap://other/x\"}}",
                                "-:6: invalid configmap:// credentialName: namespace must match the configuration namespace"
                                        + " \"shop\""),
                        new Rejection(
                                "host: b\n  trafficPolicy:\n    portLevelSettings:\n      - {}",
                                "-:8: portTrafficPolicy must have valid port (add port: {number: 8080})",
                                "-:8: port traffic policy must have at least one field"),
                        new Rejection(
                                "host: b\n  subsets:\n    - name: v1\n    - name: v1\n    - name: \"a b\"\n    - {}",
                                "-:8: duplicate subset names: v1",
                                "-:9: subset name is invalid: a b (letters, digits and \"-\" only)",
                                "-:10: spec.subsets[3].name is missing"),
                        new Rejection("host: b\n  exportTo: [a, a]", "-:6: duplicate entries in exportTo for entry a"),
                        new Rejection(
                                "host: b\n  exportTo: [shop, \".\"]",
                                "-:6: duplicate entries in exportTo: . and current namespace shop"),
                        new Rejection(
                                "host: b\n  exportTo: [\"*\", other]",
                                "-:6: cannot have both public (*) and non-public exportTo values for a resource (* says it all)"),
                        new Rejection(
                                "host: b\n  exportTo: [\"~\"]",
                                "-:6: \"~\" is not a namespace to export to (known: \".\", \"*\", a namespace)"),
                        new Rejection(
                                "host: b\n  workloadSelector: {matchLabels: {a: b}}\n  exportTo: [other]",
                                "-:7: destination rule with workload selector cannot have exportTo beyond current namespace"
                                        + exportToHint),
                        new Rejection(
                                "host: b\n  workloadSelector: {matchLabels: {a: b}}\n  exportTo: [\".\", other]",
                                "-:7: destination rule with workload selector cannot have multiple entries in exportTo"
                                        + exportToHint),
                        new Rejection(
                                "host: b\n  trafficPolicy: {tls: {mode: SIMPLE}, connectionPool: {tcp: {maxConections: 1}}}",
                                "-:6: unknown field spec.trafficPolicy.connectionPool.tcp.maxConections"
                                        + " (did you mean maxConnections?)"))
                .map(rejection -> DynamicTest.dynamicTest(
                        rejection.spec(),
                        () -> assertThat(Read.problems(HEAD + "  " + rejection.spec() + "\n"))
                                .containsExactly(rejection.problems())));
    }

    @Test
    void aRuleWithoutASpecIsRejected() {
        assertThat(Read.problems("apiVersion: networking.istio.io/v1\nkind: DestinationRule\nmetadata: {name: x}\n"))
                .containsExactly("-:1: empty domain name not allowed (a DestinationRule needs spec.host)");
    }
}
