package padlock.scenario;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import padlock.mesh.actor.Call;
import padlock.mesh.actor.CallTarget;
import padlock.mesh.actor.Settings;
import padlock.mesh.history.CallView;
import padlock.mesh.resource.InstanceId;
import padlock.scenario.file.Loaded;
import padlock.scenario.file.ManifestFiles;
import padlock.scenario.file.Manifests;

/** A mesh with a gateway before its STRICT service, and calls that come to it. */
final class Door {

    private static final String MESH = """
            apiVersion: v1
            kind: Namespace
            metadata: {name: shop, labels: {istio-injection: enabled}}
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: front, namespace: edge}
            spec:
              template:
                metadata:
                  annotations: {inject.istio.io/templates: gateway}
                  labels: {istio: ingressgateway, sidecar.istio.io/inject: "true"}
                spec: {containers: [{name: istio-proxy, image: auto}]}
            ---
            apiVersion: v1
            kind: Service
            metadata: {name: front, namespace: edge}
            spec:
              selector: {istio: ingressgateway}
              ports: [{name: http2, port: 80, targetPort: 8080}, {name: https, port: 443, targetPort: 8443}, {name: tcp, port: 31400}]
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: visitor, namespace: outside}
            spec: {template: {metadata: {labels: {app: visitor}}, spec: {containers: [{name: app, image: x}]}}}
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: page, namespace: shop}
            spec: {template: {metadata: {labels: {app: page}}, spec: {containers: [{name: app, image: x}]}}}
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: reviews, namespace: shop}
            spec: {template: {metadata: {labels: {app: reviews}}, spec: {containers: [{name: app, image: x}]}}}
            ---
            apiVersion: v1
            kind: Service
            metadata: {name: reviews, namespace: shop}
            spec:
              selector: {app: reviews}
              ports: [{name: http, port: 9080}, {name: https, port: 9443}, {name: tcp, port: 9000}]
            ---
            apiVersion: security.istio.io/v1
            kind: PeerAuthentication
            metadata: {name: default, namespace: shop}
            spec: {mtls: {mode: STRICT}}
            ---
            """;

    /** Routes for {@code shop.example.com}, which comes in plaintext. */
    static final String BOUND =
            gateway("door", "{port: {number: 80, name: http, protocol: HTTP}, hosts: [\"*.example.com\"]}") + """
            apiVersion: networking.istio.io/v1
            kind: VirtualService
            metadata: {name: door, namespace: shop}
            spec:
              hosts: [shop.example.com]
              gateways: [door]
              http:
                - match: [{uri: {prefix: /reviews}}]
                  route: [{destination: {host: reviews, port: {number: 9080}}}]
            ---
            """;

    private Door() {}

    /** The manifest of a Gateway with these servers. */
    static String gateway(String name, String... servers) {
        return """
                apiVersion: networking.istio.io/v1
                kind: Gateway
                metadata: {name: NAME, namespace: shop}
                spec:
                  selector: {istio: ingressgateway}
                  servers:
                """.replace("NAME", name)
                + Stream.of(servers).map(server -> "  - " + server + "\n").collect(Collectors.joining())
                + "---\n";
    }

    static CallView visit(String to, String policies) {
        return call("outside/visitor", to, CallTarget.parse(to).authority(), policies);
    }

    static CallView call(String from, String to, String host, String policies) {
        String[] caller = from.split("/");
        Call call = new Call(
                "call", "call", CallTarget.parse(to), "GET", new TreeMap<>(Map.of("Host", host)), Optional.empty());
        return questions(policies)
                .ask(new InstanceId(caller[0], caller[1], 1), call, MeshQuestions.SETTLED)
                .call();
    }

    static MeshQuestions questions(String policies) {
        Loaded<Manifests> loaded = ManifestFiles.read(
                List.of("-"), new ByteArrayInputStream((MESH + policies).getBytes(StandardCharsets.UTF_8)));
        if (!(loaded instanceof Loaded.Accepted<Manifests> accepted)) {
            throw new AssertionError(loaded);
        }
        return new MeshQuestions(
                accepted.value().resources(), Instant.parse("2026-01-01T00:00:00Z"), 1, Settings.DEFAULTS);
    }
}
