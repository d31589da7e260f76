package padlock.mesh.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import padlock.mesh.policy.Reason.Field;
import padlock.mesh.policy.Reason.Ignored;
import padlock.mesh.policy.UpstreamTls.Authority;
import padlock.mesh.policy.UpstreamTls.Credentials;
import padlock.mesh.resource.ClientTls;
import padlock.mesh.resource.DestinationRule;
import padlock.mesh.resource.Instance;
import padlock.mesh.resource.MeshSettings;
import padlock.mesh.resource.MutualTlsMode;
import padlock.mesh.resource.PortProtocol;
import padlock.mesh.resource.Resource;
import padlock.mesh.resource.Service;
import padlock.mesh.resource.Service.ServicePort;

/**
 * What a client's sidecar sends to the pods behind one port of one service: what a DestinationRule says, to every pod
 * alike (R6.1); else, by auto mTLS, Istio's mutual TLS where service and pod are thought to accept it (R6.5).
 */
final class ClientTransport {

    private static final String QUESTION = "client transport";
    private static final List<String> MESH_ROOTS =
            List.of("/etc/certs/root-cert.pem", "/var/run/secrets/istio/root-cert.pem");
    private static final String MESH_CERTIFICATE = "/etc/certs/cert-chain.pem";
    private static final String MESH_KEY = "/etc/certs/key.pem";

    private final Service service;
    private final ServicePort port;
    private final String subset;
    private final List<String> serverNames;
    private final DestinationRules.Choice choice;
    private final Explained<MutualTlsMode> inferred;
    private final MeshSettings settings;
    private final ClientKind client;

    /**
     * @param subset the part of the service; empty for all of it
     * @param serverNames the identities of all pods behind the service (R6.19)
     * @param inferred what the service is thought to accept (R6.3)
     * @param ofGateway whether the client is a gateway, which chooses among the pods of a headless service itself
     *     (R6.6) and reads every secret (R10.5)
     */
    ClientTransport(
            Service service,
            ServicePort port,
            String subset,
            List<String> serverNames,
            DestinationRules.Choice choice,
            Explained<MutualTlsMode> inferred,
            MeshSettings settings,
            ClientKind client) {
        this.service = service;
        this.port = port;
        this.subset = subset;
        this.serverNames = serverNames;
        this.choice = choice;
        this.inferred = inferred;
        this.settings = settings;
        this.client = client;
    }

    /** How to reach whoever is called, of whom nothing is known beforehand (R6.2). */
    Explained<UpstreamTls> toAnybody() {
        return alike().orElseGet(() -> istioMutual("R6.6", decider(inferred), losers(inferred)));
    }

    /** How to reach one pod, whose own mode on the port in question is known to the control plane (R6.4). */
    Explained<UpstreamTls> to(Instance endpoint, Explained<MutualTlsMode> mode) {
        Optional<Explained<UpstreamTls>> alike = alike();
        if (alike.isPresent()) {
            return alike.get();
        }
        if (!endpoint.tlsMode().equals("istio")) {
            return plaintext("R6.4", fieldOf(endpoint.workload()), List.of());
        }
        if (choice.ruleWide().isPresent()) {
            return despiteThePortEntry(choice.ruleWide().get());
        }
        if (mode.value() == MutualTlsMode.DISABLE) {
            return plaintext("R6.4", decider(mode), losers(mode));
        }
        return istioMutual("R6.5", decider(inferred).or(() -> decider(mode)), losers(inferred));
    }

    /** What holds for every pod of the service alike. */
    private Optional<Explained<UpstreamTls>> alike() {
        if (choice.tls().isPresent()) {
            return Optional.of(asTheRuleSays(choice.tls().get()));
        }
        if (service.external()) {
            return Optional.of(plaintext("R6.14", fieldOf(service), List.of()));
        }
        if (!settings.enableAutoMtls()) {
            return Optional.of(plaintext("R6.1", fieldOf(settings), List.of()));
        }
        if (inferred.value() == MutualTlsMode.DISABLE) {
            return Optional.of(plaintext("R6.3", decider(inferred), losers(inferred)));
        }
        return originalDestination()
                ? Optional.of(istioMutual("R6.6", decider(inferred), losers(inferred)))
                : Optional.empty();
    }

    /** A gateway tells the pods of a headless service apart. */
    private boolean originalDestination() {
        return service.passthrough() && !(service.headless() && client.gateway()) || choice.passthrough();
    }

    private Explained<UpstreamTls> asTheRuleSays(ClientTls tls) {
        Optional<Field> field = choice.reason().decidedBy();
        return switch (tls.mode()) {
            case DISABLE -> plaintext("R6.1", field, List.of());
            case ISTIO_MUTUAL -> answer(istioMutualWord(), "R6.1", istioMutual(tls), field, List.of());
            case SIMPLE ->
                hasNoSecret(tls)
                        ? plaintext("R6.8", field, List.of())
                        : answer("tls", "R6.1", serverOnly(tls), field, List.of());
            case MUTUAL ->
                hasNoSecret(tls) || hasNoCertificate(tls)
                        ? plaintext("R6.8", field, List.of())
                        : answer("custom-mutual-tls", "R6.1", customMutual(tls), field, List.of());
        };
    }

    /**
     * A port's entry without TLS leaves the cluster to auto mTLS, but the pod's label still follows the rule above it
     * (R6.7).
     */
    private Explained<UpstreamTls> despiteThePortEntry(ClientTls ruleWide) {
        Optional<Field> field = choice.rule()
                .flatMap(MergedRule::author)
                .map(DestinationRule::id)
                .map(id -> new Field(id, ruleWide.origin()));
        return ruleWide.mode() == ClientTls.Mode.ISTIO_MUTUAL
                ? istioMutual("R6.7", field, List.of())
                : plaintext("R6.7", field, List.of());
    }

    /**
     * A sidecar, unlike a gateway, reads a secret only for a rule that selects its clients; any other rule is silently
     * without TLS (R6.8).
     */
    private boolean hasNoSecret(ClientTls tls) {
        return tls.credentialName().isPresent()
                && !client.gateway()
                && choice.rule().flatMap(MergedRule::workloadSelector).isEmpty();
    }

    private static boolean hasNoCertificate(ClientTls tls) {
        return tls.credentialName().isEmpty()
                && (tls.clientCertificate().isEmpty() || tls.privateKey().isEmpty());
    }

    private UpstreamTls istioMutual(ClientTls tls) {
        return istioMutual(
                tls.serverName().orElse(serverName()),
                tls.subjectAltNames().isEmpty() ? serverNames : tls.subjectAltNames());
    }

    /** A proxy with certificates in files shows those instead, and leaves Istio's words out of the ALPN (R6.10). */
    private UpstreamTls istioMutual(String serverName, List<String> subjectAltNames) {
        if (client.files().isPresent()) {
            ClientKind.Files files = client.files().get();
            return new UpstreamTls.CustomMutual(
                    Optional.of(serverName),
                    subjectAltNames,
                    authority(files.roots()),
                    credentials(files.chain(), files.key()),
                    ownAlpn());
        }
        boolean http2 = isHttp2();
        List<String> alpn =
                http2 ? List.of("istio-peer-exchange", "istio", "h2") : List.of("istio-peer-exchange", "istio");
        List<String> httpAlpn =
                http2 ? List.of("istio-h2", "istio", "h2") : List.of("istio-http/1.1", "istio", "http/1.1");
        boolean forwardsBytes = port.protocol().handling() == PortProtocol.Handling.TCP;
        return new UpstreamTls.IstioMutual(serverName, subjectAltNames, alpn, forwardsBytes ? alpn : httpAlpn);
    }

    private UpstreamTls serverOnly(ClientTls tls) {
        return new UpstreamTls.ServerOnly(tls.serverName(), expectedNames(tls), authority(tls), ownAlpn());
    }

    private UpstreamTls customMutual(ClientTls tls) {
        return new UpstreamTls.CustomMutual(
                tls.serverName(),
                expectedNames(tls),
                authority(tls),
                credentials(tls.clientCertificate().orElse(""), tls.privateKey().orElse("")),
                ownAlpn());
    }

    /** Of a service outside the mesh its ServiceEntry may tell the names (R6.8). */
    private List<String> expectedNames(ClientTls tls) {
        return tls.subjectAltNames().isEmpty() && service.external() && !tls.insecureSkipVerify()
                ? service.names()
                : tls.subjectAltNames();
    }

    private static Authority authority(ClientTls tls) {
        if (tls.insecureSkipVerify()) {
            return Authority.ANY;
        }
        if (tls.credentialName().isPresent()) {
            return Authority.OUTSIDE;
        }
        return authority(tls.caCertificates());
    }

    private String istioMutualWord() {
        return client.files().isPresent() ? "custom-mutual-tls" : "mutual-tls";
    }

    private static Credentials credentials(String chain, String key) {
        return chain.equals(MESH_CERTIFICATE) && key.equals(MESH_KEY) ? Credentials.WORKLOAD : Credentials.OUTSIDE;
    }

    private static Authority authority(Optional<String> roots) {
        return roots.filter(file -> !file.equals("system"))
                .map(file -> MESH_ROOTS.contains(file) ? Authority.MESH : Authority.OUTSIDE)
                .orElse(Authority.PUBLIC);
    }

    /** Without Istio's words: this is what tells other TLS from Istio's at a PERMISSIVE server (R6.9). */
    private List<String> ownAlpn() {
        return isHttp2() ? List.of("h2") : List.of();
    }

    private boolean isHttp2() {
        return switch (port.protocol()) {
            case HTTP2, GRPC, GRPC_WEB -> true;
            default -> false;
        };
    }

    private String serverName() {
        return "outbound_." + port.number() + "_." + subset + "_." + service.host();
    }

    private Explained<UpstreamTls> istioMutual(String rule, Optional<Field> decidedBy, List<Ignored> ignored) {
        return answer(istioMutualWord(), rule, istioMutual(serverName(), serverNames), decidedBy, ignored);
    }

    private Explained<UpstreamTls> plaintext(String rule, Optional<Field> decidedBy, List<Ignored> ignored) {
        return answer("plaintext", rule, new UpstreamTls.Plaintext(), decidedBy, ignored);
    }

    /** DestinationRules that lost are named whatever decides: each of them could have. */
    private Explained<UpstreamTls> answer(
            String answer, String rule, UpstreamTls upstream, Optional<Field> decidedBy, List<Ignored> ignored) {
        List<Ignored> all = new ArrayList<>(choice.reason().ignored());
        all.addAll(ignored);
        return new Explained<>(upstream, List.of(new Reason(QUESTION, answer, rule, decidedBy, all)));
    }

    private static Optional<Field> decider(Explained<MutualTlsMode> mode) {
        return mode.reasons().stream()
                .map(Reason::decidedBy)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static List<Ignored> losers(Explained<MutualTlsMode> mode) {
        return mode.reasons().stream()
                .flatMap(reason -> reason.ignored().stream())
                .toList();
    }

    private static Optional<Field> fieldOf(Resource resource) {
        return Optional.of(new Field(resource.id(), resource.metadata().origin()));
    }
}
