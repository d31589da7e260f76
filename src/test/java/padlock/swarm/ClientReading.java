package padlock.swarm;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import padlock.mesh.resource.MutualTlsMode;
import padlock.swarm.DecisionTable.Bytes;
import padlock.swarm.DecisionTable.Opinion;
import padlock.swarm.DecisionTable.Wire;

/** What leaves the pod of a client with a sidecar, read from the rules §6 and R5.9. */
final class ClientReading {

    /**
     * What is sent to one endpoint.
     *
     * @param ofProgram what the sidecar would make of the certificate of a program that speaks TLS itself
     * @param by what decides, where it is one resource
     */
    record Sent(Wire wire, Opinion ofProgram, Optional<String> by) {}

    private static final Sent PLAINTEXT = new Sent(new Wire(Bytes.PLAIN, Opinion.FINE), Opinion.FINE, Optional.empty());

    private final ReadManifests manifests;
    private final ServerReading servers;
    private final RuleReading rules;
    private final List<ReadWorkload> workloads;

    ClientReading(ReadManifests manifests, List<ReadWorkload> workloads) {
        this.manifests = manifests;
        this.workloads = workloads;
        servers = new ServerReading(manifests);
        rules = new RuleReading(manifests);
    }

    /** The subset that a VirtualService leads HTTP to (R5.12). */
    Optional<String> subset(ReadService service) {
        return manifests
                .all("VirtualService")
                .filter(each -> each.at("/spec/hosts/0").asText().equals(service.host()))
                .findFirst()
                .map(each -> each.at("/spec/http/0/route/0/destination/subset").asText());
    }

    /** The labels of a subset that the rule which the client follows defines. */
    Optional<Map<String, String>> labels(ReadService service, String subset, ReadWorkload client) {
        return rules.subset(service.host(), service.namespace(), subset, client)
                .map(part -> ReadManifests.pairs(part.at("/labels")));
    }

    /** Whether the client's sidecar has the service at all (R5.9). */
    boolean knows(ReadWorkload client, ReadService service) {
        return service.isSeenFrom(client.namespace())
                && scope(client)
                        .map(scope -> ReadManifests.texts(scope.at("/spec/egress/0/hosts")).stream()
                                .anyMatch(hosts -> covers(hosts.split("/"), client, service)))
                        .orElse(true);
    }

    private static boolean covers(String[] hosts, ReadWorkload client, ReadService service) {
        String namespace = hosts[0].equals(".") ? client.namespace() : hosts[0];
        boolean in = namespace.equals("*") || namespace.equals(service.namespace());
        return in
                && (hosts[1].startsWith("*")
                        ? service.host().endsWith(hosts[1].substring(1))
                        : service.host().equals(hosts[1]));
    }

    boolean refusesWhatItDoesNotKnow(ReadWorkload client) {
        String everywhere =
                manifests.settings().at("/outboundTrafficPolicy/mode").asText();
        return scope(client)
                .flatMap(scope -> ReadManifests.at(scope, "/spec/outboundTrafficPolicy/mode"))
                .map(JsonNode::asText)
                .orElse(everywhere)
                .equals("REGISTRY_ONLY");
    }

    /** One that selects the client, else that of its namespace, else that of the root namespace. */
    private Optional<JsonNode> scope(ReadWorkload client) {
        List<JsonNode> own = manifests.oldestFirst("Sidecar", client.namespace());
        return own.stream()
                .filter(scope -> scope.at("/spec").has("workloadSelector"))
                .filter(scope -> client.isSelectedBy(ReadManifests.pairs(scope.at("/spec/workloadSelector/labels"))))
                .findFirst()
                .or(() -> own.stream().filter(ClientReading::isWide).findFirst())
                .or(() -> manifests.oldestFirst("Sidecar", manifests.rootNamespace()).stream()
                        .filter(ClientReading::isWide)
                        .findFirst());
    }

    private static boolean isWide(JsonNode scope) {
        return !scope.at("/spec").has("workloadSelector");
    }

    /** What is sent; empty where that depends on a Secret, since there are none. */
    Optional<Sent> sent(ReadWorkload client, MutualTlsReading.Question question, Optional<String> subset) {
        ReadService service = question.service();
        int port = question.port();
        RuleReading.Said said = rules.toward(service.host(), service.namespace(), port, subset, client);
        Sent plainly = new Sent(PLAINTEXT.wire(), Opinion.FINE, said.author());
        if (said.tls().isPresent()) {
            JsonNode tls = said.tls().get();
            Bytes bytes = bytes(tls, said.selective());
            Sent sent = bytes == Bytes.PLAIN
                    ? plainly
                    : new Sent(new Wire(bytes, opinion(tls, bytes, question)), ofProgram(tls, bytes), said.author());
            return Optional.of(sent).filter(any -> !tls.has("credentialName") || !said.selective());
        }
        return Optional.of(byItself(said, service, port, question.endpoint()));
    }

    /** Auto mTLS: R6.1 (b), R6.3 to R6.7. */
    private Sent byItself(RuleReading.Said said, ReadService service, int port, ReadWorkload endpoint) {
        ServerReading.Mode inferred = servers.wide(service.namespace());
        if (service.external() || !manifests.settings().at("/enableAutoMtls").asBoolean(true)) {
            return PLAINTEXT;
        }
        boolean oneIsWithout = service.headless()
                && service.endpoints(port, workloads).stream()
                        .anyMatch(each -> each.tlsMode().equals("disabled"));
        if (oneIsWithout) {
            return PLAINTEXT;
        }
        if (inferred.value() == MutualTlsMode.DISABLE) {
            return new Sent(PLAINTEXT.wire(), Opinion.FINE, inferred.by());
        }
        if (service.headless()) {
            return istio();
        }
        ServerReading.Mode own =
                servers.on(endpoint, service.target(port, endpoint).orElseThrow());
        if (!endpoint.tlsMode().equals("istio")) {
            return PLAINTEXT;
        }
        if (said.wide().isPresent()) {
            boolean mutual = said.wide().get().at("/mode").asText().equals("ISTIO_MUTUAL");
            return mutual ? istio() : new Sent(PLAINTEXT.wire(), Opinion.FINE, said.author());
        }
        return own.value() == MutualTlsMode.DISABLE ? new Sent(PLAINTEXT.wire(), Opinion.FINE, own.by()) : istio();
    }

    /** The identities of all endpoints are accepted (R6.19), and a program is none of them. */
    private static Sent istio() {
        return new Sent(new Wire(Bytes.ISTIO, Opinion.FINE), Opinion.UNKNOWN_ISSUER, Optional.empty());
    }

    /** R5.13, R6.1 (a), and what has no secret to show (R6.8). */
    private static Bytes bytes(JsonNode tls, boolean selective) {
        boolean ofMesh = tls.at("/clientCertificate").asText().startsWith("/etc/certs/");
        boolean withoutSecret = tls.has("credentialName") && !selective;
        return switch (tls.at("/mode").asText("DISABLE")) {
            case "ISTIO_MUTUAL" -> Bytes.ISTIO;
            case "SIMPLE" -> withoutSecret ? Bytes.PLAIN : Bytes.ONE_WAY;
            case "MUTUAL" -> ofMesh ? Bytes.TRUSTED : Bytes.UNTRUSTED;
            default -> Bytes.PLAIN;
        };
    }

    /** R6.8, R6.19: the chain, then the name. */
    private Opinion opinion(JsonNode tls, Bytes bytes, MutualTlsReading.Question question) {
        boolean anybody = tls.at("/insecureSkipVerify").asBoolean();
        boolean ofMesh = tls.at("/caCertificates").asText().equals("/etc/certs/root-cert.pem");
        if (bytes != Bytes.ISTIO && anybody) {
            return Opinion.FINE;
        } else if (bytes != Bytes.ISTIO && !ofMesh) {
            return Opinion.UNKNOWN_ISSUER;
        }
        List<String> names = ReadManifests.texts(tls.at("/subjectAltNames"));
        boolean byRequest = bytes != Bytes.ISTIO && !tls.has("sni") && question.speaksHttp();
        String trustDomain = manifests.settings().at("/trustDomain").asText("cluster.local");
        boolean fits = names.isEmpty()
                ? !byRequest
                : names.contains(question.endpoint().identity(trustDomain));
        return fits ? Opinion.FINE : Opinion.WRONG_NAME;
    }

    /** A program's certificate is of an outside authority, which neither the mesh's nor the public roots know. */
    private static Opinion ofProgram(JsonNode tls, Bytes bytes) {
        boolean own = tls.at("/caCertificates").asText().equals("/own/ca.pem");
        boolean anybody = tls.at("/insecureSkipVerify").asBoolean();
        boolean open = bytes != Bytes.ISTIO && (anybody || own || !tls.has("caCertificates"));
        return open ? Opinion.FINE : Opinion.UNKNOWN_ISSUER;
    }
}
