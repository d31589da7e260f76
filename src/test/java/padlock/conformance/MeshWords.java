package padlock.conformance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import padlock.tls.identity.CertifiedKey;

/**
 * Turns the short words of a table into the manifests that a person would apply. A policy is written {@code {Kind:
 * name, in: namespace, created: seconds, labels: …, spec: …}}; the others are:
 *
 * <pre>
 * {settings: {rootNamespace: root}}
 * {injector: {policy: disabled}}
 * {istiod: {VARIABLE: value}}
 * {pluggedIn: path/to/cacerts.yaml}
 * {namespace: shop, labels: {…}}
 * {workload: orders, in: shop, sidecar: true, labels: {…}, annotations: {…}, account: orders, hostNetwork: true,
 *  liveness: {httpGet: {path: /, port: 8080}}, secrets: [those that it mounts]}
 * {service: orders, in: shop, selects: {…}, ports: [http 80 to 8080], headless: true}
 * {service: other, in: shop, aliasOf: orders.shop.svc.cluster.local}
 * {secret: cred, in: shop, certificate: {by: an authority, for: a host or an identity}, trusts: an authority,
 *  revoked: {by: an authority, for: [hosts or identities]}}
 * {tokens: orders, in: shop, selects: {…}, issuers: [me@example.com]}
 * </pre>
 */
final class MeshWords {

    /** Ages count from here. */
    private static final Instant FIRST = Instant.parse("2024-01-01T00:00:00Z");

    private static final List<String> SECURITY =
            List.of("PeerAuthentication", "AuthorizationPolicy", "RequestAuthentication");
    private static final String INJECT = "sidecar.istio.io/inject";
    private static final Pattern PORT = Pattern.compile("(?<name>[a-z0-9-]+ )?(?<port>\\d+)( to (?<target>\\d+))?");

    private MeshWords() {}

    /** The manifests as one JSON list. */
    static InputStream manifests(List<Object> words) {
        List<Map<String, Object>> items =
                words.stream().map(word -> manifest(TableFiles.map(word))).toList();
        try {
            String json =
                    new ObjectMapper().writeValueAsString(Map.of("apiVersion", "v1", "kind", "List", "items", items));
            return new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8));
        } catch (JsonProcessingException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** Labels and the like, of which a table may write the values without quotes. */
    static Map<String, String> texts(Map<String, Object> written) {
        Map<String, String> texts = new LinkedHashMap<>();
        written.forEach((key, value) -> texts.put(key, String.valueOf(value)));
        return texts;
    }

    private static Map<String, Object> manifest(Map<String, Object> words) {
        String kind = words.keySet().iterator().next();
        return switch (kind) {
            case "settings" -> settings(TableFiles.map(words.get(kind)));
            case "injector" -> injector(TableFiles.map(words.get(kind)));
            case "istiod" -> istiod(TableFiles.map(words.get(kind)));
            case "pluggedIn" -> TableFiles.map(TableFiles.read(Path.of((String) words.get(kind))));
            case "namespace" -> namespace(words);
            case "workload" -> workload(words);
            case "service" -> service(words);
            case "tokens" -> tokens(words);
            case "secret" -> secret(words);
            default -> policy(kind, words);
        };
    }

    private static Map<String, Object> settings(Map<String, Object> mesh) {
        Map<String, Object> manifest = object("v1", "ConfigMap", "istio", "istio-system");
        try {
            Map<String, Object> written = new LinkedHashMap<>(mesh);
            written.computeIfPresent("caCertificates", (key, authorities) -> withRoots(authorities));
            manifest.put("data", Map.of("mesh", new ObjectMapper().writeValueAsString(written)));
        } catch (JsonProcessingException impossible) {
            throw new AssertionError(impossible);
        }
        return manifest;
    }

    /** A table writes {@code pem: {roots of: an authority}}. */
    private static List<Object> withRoots(Object authorities) {
        return TableFiles.list(authorities).stream()
                .<Object>map(each -> {
                    Map<String, Object> authority = new LinkedHashMap<>(TableFiles.map(each));
                    authority.computeIfPresent(
                            "pem",
                            (key, of) -> TestAuthority.named(
                                            (String) TableFiles.map(of).get("roots of"))
                                    .roots());
                    return authority;
                })
                .toList();
    }

    private static Map<String, Object> injector(Map<String, Object> config) {
        Map<String, Object> manifest = object("v1", "ConfigMap", "istio-sidecar-injector", "istio-system");
        try {
            manifest.put("data", Map.of("config", new ObjectMapper().writeValueAsString(config)));
        } catch (JsonProcessingException impossible) {
            throw new AssertionError(impossible);
        }
        return manifest;
    }

    private static Map<String, Object> istiod(Map<String, Object> environment) {
        Map<String, Object> manifest = workload(Map.of(
                "workload", "istiod", "in", "istio-system", "sidecar", false, "labels", Map.of("app", "istiod")));
        Map<String, Object> template =
                TableFiles.map(TableFiles.map(manifest.get("spec")).get("template"));
        container(TableFiles.map(template.get("spec")))
                .put(
                        "env",
                        texts(environment).entrySet().stream()
                                .map(variable -> Map.of("name", variable.getKey(), "value", variable.getValue()))
                                .toList());
        return manifest;
    }

    private static Map<String, Object> container(Map<String, Object> pod) {
        return TableFiles.map(TableFiles.list(pod.get("containers")).get(0));
    }

    private static void mount(List<String> secrets, Map<String, Object> pod) {
        pod.put(
                "volumes",
                secrets.stream()
                        .map(secret -> Map.of("name", secret, "secret", Map.of("secretName", secret)))
                        .toList());
        container(pod)
                .put(
                        "volumeMounts",
                        secrets.stream()
                                .map(secret -> Map.of("name", secret, "mountPath", "/certs/" + secret))
                                .toList());
    }

    private static Map<String, Object> namespace(Map<String, Object> words) {
        Map<String, Object> manifest = object("v1", "Namespace", (String) words.get("namespace"), "");
        metadata(manifest).put("labels", texts(TableFiles.map(words.get("labels"))));
        return manifest;
    }

    private static Map<String, Object> workload(Map<String, Object> words) {
        Map<String, String> labels = new LinkedHashMap<>(texts(TableFiles.map(words.get("labels"))));
        if (words.containsKey("sidecar")) {
            labels.put(INJECT, String.valueOf(words.get("sidecar")));
        }
        Map<String, Object> pod = new LinkedHashMap<>();
        Map<String, Object> container =
                new LinkedHashMap<>(Map.of("name", "app", "image", "app", "ports", ports(words)));
        if (words.containsKey("liveness")) {
            container.put("livenessProbe", words.get("liveness"));
        }
        pod.put("containers", List.of(container));
        mount(TableFiles.list(words.get("secrets")), pod);
        pod.put("hostNetwork", words.getOrDefault("hostNetwork", false));
        if (words.containsKey("account")) {
            pod.put("serviceAccountName", words.get("account"));
        }
        Map<String, Object> template = new LinkedHashMap<>();
        template.put(
                "metadata", Map.of("labels", labels, "annotations", texts(TableFiles.map(words.get("annotations")))));
        template.put("spec", pod);
        Map<String, Object> manifest =
                object("apps/v1", "Deployment", (String) words.get("workload"), (String) words.get("in"));
        metadata(manifest).put("labels", texts(TableFiles.map(words.get("deploymentLabels"))));
        manifest.put("spec", Map.of("replicas", 1, "template", template));
        return manifest;
    }

    private static List<Object> ports(Map<String, Object> words) {
        return TableFiles.list(words.get("listens")).stream()
                .<Object>map(port -> Map.of("containerPort", port))
                .toList();
    }

    private static Map<String, Object> service(Map<String, Object> words) {
        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put("selector", texts(TableFiles.map(words.get("selects"))));
        spec.put(
                "ports",
                TableFiles.<String>list(words.get("ports")).stream()
                        .map(MeshWords::port)
                        .toList());
        if (words.containsKey("aliasOf")) {
            spec.put("type", "ExternalName");
            spec.put("externalName", words.get("aliasOf"));
        }
        if (words.getOrDefault("headless", false).equals(true)) {
            spec.put("clusterIP", "None");
        }
        Map<String, Object> manifest = object("v1", "Service", (String) words.get("service"), (String) words.get("in"));
        manifest.put("spec", spec);
        return manifest;
    }

    /** What is in it is made by a {@link TestAuthority}. */
    private static Map<String, Object> secret(Map<String, Object> words) {
        Map<String, Object> files = new LinkedHashMap<>();
        if (words.containsKey("certificate")) {
            Map<String, Object> certificate = TableFiles.map(words.get("certificate"));
            CertifiedKey own = authority(certificate).certify((String) certificate.get("for"));
            files.put("tls.crt", TestAuthority.pem(own.chain()));
            files.put("tls.key", TestAuthority.pem(own.key()));
        }
        if (words.containsKey("trusts")) {
            files.put(
                    "ca.crt", TestAuthority.named((String) words.get("trusts")).roots());
        }
        if (words.containsKey("revoked")) {
            Map<String, Object> revoked = TableFiles.map(words.get("revoked"));
            files.put("ca.crl", authority(revoked).revoking(TableFiles.list(revoked.get("for"))));
        }
        Map<String, Object> manifest = object("v1", "Secret", (String) words.get("secret"), (String) words.get("in"));
        manifest.put("stringData", files);
        return manifest;
    }

    private static TestAuthority authority(Map<String, Object> words) {
        return TestAuthority.named((String) words.get("by"));
    }

    /** All issuers sign with the key of {@link TestIssuer}. */
    private static Map<String, Object> tokens(Map<String, Object> words) {
        Map<String, Object> manifest =
                object("security.istio.io/v1", "RequestAuthentication", (String) words.get("tokens"), (String)
                        words.get("in"));
        manifest.put(
                "spec",
                Map.of(
                        "selector",
                        Map.of("matchLabels", texts(TableFiles.map(words.get("selects")))),
                        "jwtRules",
                        TableFiles.<String>list(words.get("issuers")).stream()
                                .map(issuer -> Map.of("issuer", issuer, "jwks", TestIssuer.keys()))
                                .toList()));
        return manifest;
    }

    private static Map<String, Object> port(String written) {
        Matcher form = PORT.matcher(written);
        if (!form.matches()) {
            throw new IllegalArgumentException("\"" + written + "\" is not a port; write \"http 80 to 8080\"");
        }
        Map<String, Object> port = new LinkedHashMap<>();
        if (form.group("name") != null) {
            port.put("name", form.group("name").strip());
        }
        port.put("port", Integer.valueOf(form.group("port")));
        if (form.group("target") != null) {
            port.put("targetPort", Integer.valueOf(form.group("target")));
        }
        return port;
    }

    private static Map<String, Object> policy(String kind, Map<String, Object> words) {
        String group = SECURITY.contains(kind) ? "security.istio.io/v1" : "networking.istio.io/v1";
        Map<String, Object> manifest = object(group, kind, (String) words.get(kind), (String) words.get("in"));
        if (words.containsKey("created")) {
            Instant created = FIRST.plusSeconds((Integer) words.get("created"));
            metadata(manifest).put("creationTimestamp", created.toString());
        }
        for (String pairs : List.of("labels", "annotations")) {
            if (words.containsKey(pairs)) {
                metadata(manifest).put(pairs, texts(TableFiles.map(words.get(pairs))));
            }
        }
        manifest.put("spec", words.get("spec"));
        return manifest;
    }

    private static Map<String, Object> object(String apiVersion, String kind, String name, String namespace) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("name", name);
        if (!namespace.isEmpty()) {
            metadata.put("namespace", namespace);
        }
        Map<String, Object> manifest = new LinkedHashMap<>();
        manifest.put("apiVersion", apiVersion);
        manifest.put("kind", kind);
        manifest.put("metadata", metadata);
        return manifest;
    }

    private static Map<String, Object> metadata(Map<String, Object> manifest) {
        return TableFiles.map(manifest.get("metadata"));
    }
}
