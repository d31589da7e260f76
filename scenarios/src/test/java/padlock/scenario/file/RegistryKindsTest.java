package padlock.scenario.file;

import org.junit.jupiter.api.Test;
import padlock.mesh.resource.Service;
import padlock.mesh.resource.ServiceEntry;
import padlock.mesh.resource.SidecarScope;

import static org.assertj.core.api.Assertions.assertThat;

/** The kinds that say what sidecars know of services. */
final class RegistryKindsTest {

    @Test
    void aServiceEntryGivesOneServiceForEachHost() {
        ServiceEntry entry = (ServiceEntry) Read.resources("""
                apiVersion: networking.istio.io/v1
                kind: ServiceEntry
                metadata: {name: s, namespace: ns}
                spec:
                  hosts: [a.example, b.example]
                  ports: [{number: 443, name: https, protocol: HTTPS}]
                  resolution: DNS
                """).get(0);

        assertThat(entry.services()).extracting(Service::host).containsExactly("a.example", "b.example");
        assertThat(entry.services()).allMatch(Service::external);
    }

    @Test
    void anEntryOfResolutionNoneHasNoEndpoints() {
        assertThat(Read.problems("""
                apiVersion: networking.istio.io/v1
                kind: ServiceEntry
                metadata: {name: s, namespace: ns}
                spec:
                  hosts: ["*"]
                  endpoints:
                    - address: 10.0.0.1
                """))
                .containsExactlyInAnyOrder(
                        "-:5: invalid host * (name hosts, such as *.example.com)",
                        "-:6: no endpoints should be provided for resolution type none"
                                + " (write resolution: STATIC, or leave them out)");
    }

    @Test
    void aPolicyForOutboundTrafficWithoutAModeAllowsTheRegistryAlone() {
        SidecarScope scope = (SidecarScope) Read.resources("""
                apiVersion: networking.istio.io/v1
                kind: Sidecar
                metadata: {name: default, namespace: ns}
                spec:
                  egress:
                    - hosts: ["./*"]
                  outboundTrafficPolicy: {}
                """).get(0);

        assertThat(scope.registryOnly())
                .hasValueSatisfying(only -> assertThat(only.value()).isTrue());
    }

    @Test
    void aHostOfASidecarNamesItsNamespace() {
        assertThat(Read.problems("""
                apiVersion: networking.istio.io/v1
                kind: Sidecar
                metadata: {name: default, namespace: ns}
                spec:
                  egress:
                    - hosts: [backend]
                """))
                .containsExactly("-:6: sidecar: host must be of form namespace/dnsName"
                        + " (write \"./*\" for this namespace, \"*/*\" for all)");
    }

    @Test
    void aListenerOfASidecarCanHaveTlsFromFilesAlone() {
        assertThat(Read.problems("""
                        apiVersion: networking.istio.io/v1
                        kind: Sidecar
                        metadata: {name: s, namespace: shop}
                        spec:
                          ingress:
                          - port: {number: 9080, name: http, protocol: HTTP}
                            tls: {mode: SIMPLE, serverCertificate: c.pem}
                          - port: {number: 9081, name: https, protocol: HTTPS}
                            tls:
                              mode: MUTUAL
                              credentialName: cred
                              subjectAltNames: [a]
                              httpsRedirect: false
                          - port: {number: 9082, name: tls, protocol: TLS}
                            tls: {mode: ISTIO_MUTUAL}
                        """))
                .containsExactly(
                        "-:7: server cannot have TLS settings for non HTTPS/TLS ports (write protocol: HTTPS where HTTP is"
                                + " inside, else TLS)",
                        "-:7: SIMPLE TLS requires a private key (write privateKey)",
                        "-:11: sidecar: credentialName is not currently supported",
                        "-:12: sidecar: subjectAltNames is not supported in ingress tls",
                        "-:15: configuration is invalid: cannot set mode to ISTIO_MUTUAL in sidecar ingress tls (without"
                                + " tls, the mode is that of the PeerAuthentication)");
    }
}
