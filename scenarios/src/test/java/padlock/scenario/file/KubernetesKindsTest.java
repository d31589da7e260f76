package padlock.scenario.file;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import padlock.mesh.resource.Labels;
import padlock.mesh.resource.Located;
import padlock.mesh.resource.MeshSettings;
import padlock.mesh.resource.Metadata;
import padlock.mesh.resource.Namespace;
import padlock.mesh.resource.Origin;
import padlock.mesh.resource.PortProtocol;
import padlock.mesh.resource.Resource;
import padlock.mesh.resource.ResourceId;
import padlock.mesh.resource.Service;
import padlock.mesh.resource.Service.ServicePort;
import padlock.mesh.resource.Service.TargetPort;
import padlock.mesh.resource.ServiceAccount;
import padlock.mesh.resource.Workload;
import padlock.mesh.resource.Workload.ContainerPort;

import static org.assertj.core.api.Assertions.assertThat;

class KubernetesKindsTest {

    private static Metadata metadata(String kind, String namespace, String name, int line) {
        return new Metadata(new ResourceId(kind, namespace, name), Optional.empty(), new Origin("-", line));
    }

    private static Labels labels(int line, String key, String value) {
        return new Labels(new TreeMap<>(Map.of(key, value)), new TreeMap<>(Map.of(key, new Origin("-", line))));
    }

    @Test
    void aNamespaceHasLabels() {
        assertThat(
                        Read.resources(
                                "apiVersion: v1\nkind: Namespace\nmetadata: {name: shop, labels: {istio-injection: enabled}}\n"))
                .containsExactly(
                        new Namespace(metadata("Namespace", "", "shop", 1), labels(3, "istio-injection", "enabled")));
    }

    @Test
    void aServiceAccountIsAName() {
        assertThat(Read.resources(
                        "apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: web}\nsecrets: [{name: x}]\n"))
                .containsExactly(new ServiceAccount(metadata("ServiceAccount", "default", "web", 1)));
    }

    private static ServicePort port(int line, String name, int number, TargetPort target, PortProtocol protocol) {
        return new ServicePort(name, number, target, protocol, Optional.of(new Origin("-", line)));
    }

    @Test
    void aServiceHasItsTcpPortsWithTheirProtocols() {
        assertThat(Read.resources("""
                        apiVersion: v1
                        kind: Service
                        metadata: {name: backend, namespace: shop, labels:}
                        spec:
                          clusterIP: None
                          selector: {app: backend}
                          ports:
                            - {name: http-web, port: 80, targetPort: 8080}
                            - {name: named, port: 81, targetPort: web}
                            - {name: grpc, port: 82, appProtocol: tcp}
                            - {port: 3306}
                            - {name: GRPC-Web-x, port: 83}
                            - {name: dns, port: 53, protocol: UDP}
                            - {name: x, port: 84, appProtocol: kubernetes.io/h2c, targetPort: null}
                        status: {loadBalancer: {}}
                        """))
                .containsExactly(new Service(
                        metadata("Service", "shop", "backend", 1),
                        Optional.of(Labels.of(Map.of("app", "backend"))),
                        List.of(
                                port(8, "http-web", 80, new TargetPort.Numbered(8080), PortProtocol.HTTP),
                                port(9, "named", 81, new TargetPort.Named("web"), PortProtocol.UNDECLARED),
                                port(10, "grpc", 82, new TargetPort.Numbered(82), PortProtocol.TCP),
                                port(11, "", 3306, new TargetPort.Numbered(3306), PortProtocol.TCP),
                                port(12, "GRPC-Web-x", 83, new TargetPort.Numbered(83), PortProtocol.GRPC_WEB),
                                port(14, "x", 84, new TargetPort.Numbered(84), PortProtocol.HTTP2)),
                        true));
    }

    @Test
    void aServiceWithAnExternalNameIsAnotherNameForAHost() {
        Resource alias = Read.resources("""
                apiVersion: v1
                kind: Service
                metadata: {name: x, namespace: ns}
                spec: {type: ExternalName, externalName: db.example.com.}
                """).get(0);

        assertThat(((Service) alias).aliasOf()).contains("db.example.com");
    }

    @Test
    void aDeploymentIsItsTemplate() {
        assertThat(Read.resources("""
                        apiVersion: apps/v1
                        kind: Deployment
                        metadata: {name: backend, namespace: shop, labels: {not: these}}
                        spec:
                          replicas: 3
                          template:
                            metadata:
                              labels: {app: backend, empty: }
                              annotations: {sidecar.istio.io/inject: "false"}
                            spec:
                              serviceAccountName: web
                              hostNetwork: true
                              containers:
                                - name: app
                                  ports:
                                    - {containerPort: 8080, name: web}
                                    - {containerPort: 53, protocol: UDP}
                              initContainers:
                                - {name: setup, ports: [{containerPort: 1}]}
                                - {name: native, restartPolicy: Always, ports: [{containerPort: 2}]}
                              unheardOf: [1, 2]
                        """))
                .containsExactly(new Workload(
                        metadata("Deployment", "shop", "backend", 1),
                        labels(8, "app", "backend").with(labels(8, "empty", "")),
                        labels(9, "sidecar.istio.io/inject", "false"),
                        "web",
                        3,
                        List.of(new ContainerPort("web", 8080), new ContainerPort("", 2)),
                        Optional.of(new Origin("-", 12)),
                        Optional.empty(),
                        Labels.NONE,
                        Optional.empty(),
                        List.of(),
                        Labels.NONE,
                        List.of(),
                        List.of()));
    }

    @Test
    void everyControllerIsAWorkload() {
        String template = "template: {metadata: {labels: {app: a}}, spec: {containers: []}}";
        String all = Stream.of("Deployment", "StatefulSet", "DaemonSet", "ReplicaSet")
                        .map(kind -> "apiVersion: apps/v1\nkind: " + kind + "\nmetadata: {name: a}\nspec: {" + template
                                + "}\n---\n")
                        .reduce("", String::concat)
                + "apiVersion: batch/v1\nkind: Job\nmetadata: {name: a}\nspec: {" + template + "}\n---\n"
                + "apiVersion: batch/v1\nkind: CronJob\nmetadata: {name: a}\nspec: {jobTemplate: {spec: {" + template
                + "}}}\n";

        assertThat(Read.resources(all))
                .extracting(resource -> resource.id().kind() + " " + ((Workload) resource).labels() + " "
                        + ((Workload) resource).serviceAccount() + " " + ((Workload) resource).replicas())
                .containsExactly(
                        "Deployment app=a default 1",
                        "StatefulSet app=a default 1",
                        "DaemonSet app=a default 1",
                        "ReplicaSet app=a default 1",
                        "Job app=a default 1",
                        "CronJob app=a default 1");
    }

    @Test
    void noReplicasAreNoReplicas() {
        assertThat(Read.resources("""
                        apiVersion: apps/v1
                        kind: Deployment
                        metadata: {name: a}
                        spec: {replicas: 0, template: {spec: {containers: []}}}
                        """))
                .extracting(resource -> ((Workload) resource).replicas())
                .containsExactly(0);
    }

    @Test
    void aPodShowsWhetherItHasAProxy() {
        assertThat(Read.resources("""
                        apiVersion: v1
                        kind: PodList
                        items:
                          - metadata: {name: bare}
                            spec: {containers: [{name: app, ports: [{containerPort: 80}]}]}
                          - metadata: {name: classic}
                            spec: {containers: [{name: app}, {name: istio-proxy, ports: [{containerPort: 15090}]}]}
                          - metadata: {name: native}
                            spec: {containers: [{name: app}], initContainers: [{name: istio-proxy, restartPolicy: Always}]}
                          - metadata: {name: only-init}
                            spec: {containers: [{name: app}], initContainers: [{name: istio-proxy}]}
                        """))
                .extracting(resource -> resource.id().name() + " "
                        + ((Workload) resource).hasProxyContainer().orElseThrow() + " " + ((Workload) resource).ports())
                .containsExactly(
                        "bare false " + List.of(new ContainerPort("", 80)),
                        "classic true []",
                        "native true []",
                        "only-init false []");
    }

    @Test
    void aTemplateThatBringsItsOwnProxyHasOne() {
        String template = """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: a}
                spec: {template: {spec: {containers: [{name: istio-proxy, image: IMAGE}]}}}
                """;

        assertThat(Stream.of("docker.io/istio/proxyv2:1.30.3", "auto")
                        .flatMap(image -> Read.resources(template.replace("IMAGE", image)).stream())
                        .map(resource -> ((Workload) resource).hasProxyContainer()))
                .containsExactly(Optional.of(true), Optional.empty());
    }

    @Test
    void whatTheApiServerCannotReadIsAProblem() {
        assertThat(Read.problems("""
                        apiVersion: apps/v1
                        kind: Deployment
                        metadata: {name: a, labels: {version: 1.10}}
                        spec:
                          replicas: "3"
                          template:
                            spec:
                              containers:
                                - name: app
                                  ports: [{containerPort: "8080"}, {containerPort: 70000}, {name: x}]
                        ---
                        apiVersion: apps/v1
                        kind: StatefulSet
                        metadata: {name: a}
                        spec: {}
                        ---
                        apiVersion: v1
                        kind: Service
                        metadata: {name: a}
                        spec: {ports: 80, selector: [app]}
                        """))
                .containsExactly(
                        "-:3: metadata.labels.version must be a string, not the number 1.10 (write \"1.10\" in quotes)",
                        "-:5: spec.replicas must be a whole number, not a string (leave the quotes out)",
                        "-:10: spec.template.spec.containers[0].ports[0].containerPort must be a whole number, not a string"
                                + " (leave the quotes out)",
                        "-:10: spec.template.spec.containers[0].ports[1].containerPort 70000 is not in 1..65535",
                        "-:10: spec.template.spec.containers[0].ports[2].containerPort is missing",
                        "-:15: spec.template is missing",
                        "-:20: spec.ports must be a list, not the number 80",
                        "-:20: spec.selector must be an object, not a list");
    }

    @Test
    void meshSettingsAreTheYamlInsideTheConfigMap() {
        assertThat(Read.resources("""
                        apiVersion: v1
                        kind: ConfigMap
                        metadata: {name: istio, namespace: istio-system}
                        data:
                          meshNetworks: "networks: {}"
                          mesh: |-
                            # settings
                            rootNamespace: policies
                            trustDomain: example.org
                            trustDomainAliases: [old.example.org]
                            enableAutoMtls: false
                            defaultDestinationRuleExportTo: ["."]
                            accessLogFile: /dev/stdout
                        """))
                .containsExactly(new MeshSettings(
                        metadata("ConfigMap", "istio-system", "istio", 1),
                        "policies",
                        "example.org",
                        List.of("old.example.org"),
                        Optional.of(new Located<>(false, new Origin("-", 11))),
                        List.of("."),
                        List.of("*")));
    }

    @Test
    void mistakesInsideTheMeshConfigHaveTheirOwnLines() {
        String head = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: istio, namespace: istio-system}\ndata:\n";

        assertThat(Read.problems(head + "  mesh: |-\n    trustDomain: 1\n    enableAutoMTLS: false\n"))
                .containsExactly(
                        "-:6: mesh.trustDomain must be a string, not the number 1 (write \"1\" in quotes)",
                        "-:7: unknown field mesh.enableAutoMTLS (did you mean enableAutoMtls?)");
        assertThat(Read.problems(head + "  mesh: |-\n    a: 1\n    trustDomain: Example.org\n"))
                .containsExactly("-:7: mesh.trustDomain \"Example.org\" is no trust domain"
                        + " (lower-case letters, digits, dots, dashes and underscores)");
        assertThat(Read.problems(head + "  mesh: |-\n    trustDomain: somebody@example.org\n"))
                .isEmpty();
        assertThat(Read.problems(head + "  mesh: |-\n    a: 1\n    b: [\n"))
                .containsExactly("-:7: what began with [ or { does not end (add ] or })");
        assertThat(Read.problems(head + "  mesh: \"a: 1\\nenableAutoMtls: 7\"\n"))
                .containsExactly("-:5: mesh.enableAutoMtls must be true or false, not the number 7");
        assertThat(Read.notes(head + "  mesh: |-\n    inboundTrafficPolicy: {mode: LOCALHOST}\n"))
                .containsExactly("-:6: not modelled: mesh.inboundTrafficPolicy (it could change an answer)");
    }

    @Test
    void theConfigMapInIstioSystemCountsElseTheOnlyOne() {
        String here =
                "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: istio, namespace: NS}\ndata: {mesh: \"\"}\n---\n";
        String other = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: other}\ndata: {mesh: \"[\"}\n";

        assertThat(Read.resources(here.replace("NS", "a") + other))
                .extracting(each -> each.id().namespace())
                .containsExactly("a");
        assertThat(Read.resources(here.replace("NS", "a") + here.replace("NS", "istio-system")))
                .extracting(each -> each.id().namespace())
                .containsExactly("istio-system");
        assertThat(Read.notes(here.replace("NS", "a") + here.replace("NS", "b")))
                .containsExactly(
                        "-:1: not used: ConfigMap/a/istio is one of several ConfigMaps named istio"
                                + " (none of them is in istio-system)",
                        "-:6: not used: ConfigMap/b/istio is one of several ConfigMaps named istio"
                                + " (none of them is in istio-system)");
    }

    @Test
    void aPodHasTheSecretsThatItsProgramMountsAndTheVariablesThatAreWritten() {
        Workload workload = (Workload) Read.resources("""
                        apiVersion: v1
                        kind: Pod
                        metadata: {name: p, namespace: shop}
                        spec:
                          containers:
                          - name: app
                            env:
                            - {name: MODE, value: "true"}
                            - {name: NODE, valueFrom: {fieldRef: {fieldPath: spec.nodeName}}}
                            volumeMounts: [{name: certs, mountPath: /certs}, {name: more, mountPath: /more}]
                          - name: istio-proxy
                            volumeMounts: [{name: proxy, mountPath: /etc/proxy}]
                          volumes:
                          - {name: certs, secret: {secretName: server-cert}}
                          - {name: more, projected: {sources: [{secret: {name: ca-cert}}, {configMap: {name: x}}]}}
                          - {name: proxy, secret: {secretName: of-the-proxy}}
                          - {name: unused, secret: {secretName: unused}}
                        """).get(0);

        assertThat(workload.secrets()).containsExactly("server-cert", "ca-cert");
        assertThat(workload.environment()).isEqualTo(Labels.of(Map.of("MODE", "true")));
    }
}
