package padlock.mesh.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import padlock.mesh.policy.Reason.Field;
import padlock.mesh.policy.Reason.Ignored;
import padlock.mesh.resource.ClientTls;
import padlock.mesh.resource.DestinationRule;
import padlock.mesh.resource.Instance;
import padlock.mesh.resource.MeshSettings;
import padlock.mesh.resource.MutualTlsMode;
import padlock.mesh.resource.PortProtocol;
import padlock.mesh.resource.Service;
import padlock.mesh.resource.Service.ServicePort;

/**
 * What a client's sidecar sends to the pods behind one port of one service: what a DestinationRule says, to every pod
 * alike (R6.1); else, by auto mTLS, Istio's mutual TLS where service and pod are thought to accept it (R6.5).
 */
final class ClientTransport {

    private static final String QUESTION = "client transport";
    private static final String CONFIG_MAP = "configmap://";

    private final Service service;
    private final ServicePort port;
    private final String subset;
    private final List<String> serverNames;
    private final DestinationRules.Choice choice;
    private final Explained<Optional<MutualTlsMode>> inferred;
    private final MeshSettings settings;
    private final ClientKind client;
    private final Secrets secrets;

    /**
     * @param subset the part of the service; empty for all of it
     * @param serverNames the identities of all pods behind the service (R6.19)
     * @param inferred what the service is thought to accept (R6.3); empty where nobody can think anything
     */
    ClientTransport(
            Service service,
            ServicePort port,
            String subset,
            List<String> serverNames,
            DestinationRules.Choice choice,
            Explained<Optional<MutualTlsMode>> inferred,
            MeshSettings settings,
            ClientKind client,
            Secrets secrets) {
        this.service = service;
        this.port = port;
        this.subset = subset;
        this.serverNames = serverNames;
        this.choice = choice;
        this.inferred = inferred;
        this.settings = settings;
        this.client = client;
        this.secrets = secrets;
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
            return plaintext("R6.4", Optional.of(Endpoints.withoutMutualTls(endpoint)), List.of());
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
        if (inferred.value().isEmpty()) {
            return Optional.of(plaintext("R6.14", decider(inferred), losers(inferred)));
        }
        if (!settings.enableAutoMtls()) {
            return Optional.of(
                    plaintext("R6.1", settings.autoMtls().map(written -> Field.of(settings, written)), List.of()));
        }
        if (inferred.value().get() == MutualTlsMode.DISABLE) {
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
                readsNoSecret(tls)
                        ? plaintext("R6.8", field, List.of())
                        : withSecrets("tls", serverOnly(tls), tls, field.orElseThrow());
            case MUTUAL ->
                readsNoSecret(tls) || hasNoCertificate(tls)
                        ? plaintext("R6.8", field, List.of())
                        : withSecrets("custom-mutual-tls", customMutual(tls), tls, field.orElseThrow());
        };
    }

    /** What a Secret is needed for waits for it for ever where it is not there (R6.8). */
    private Explained<UpstreamTls> withSecrets(String answer, UpstreamTls intended, ClientTls tls, Field field) {
        List<Reason> reasons = new ArrayList<>(
                answer(answer, "R6.1", intended, Optional.of(field), List.of()).reasons());
        boolean complete = true;
        if (tls.mode() == ClientTls.Mode.MUTUAL && namesSecret(tls)) {
            Secrets.Found<Credentials.InSecret> shown = shown(tls);
            reasons.add(shown.reason("client certificate", field));
            complete = shown.value().isPresent();
        }
        if (namesSecret(tls) && !tls.insecureSkipVerify()) {
            Secrets.Found<Authority.InSecret> trusted = trusted(tls);
            reasons.add(trusted.reason("trusted authorities", field));
            complete = complete && trusted.value().isPresent();
        }
        return new Explained<>(complete ? intended : new UpstreamTls.Warming(intended), reasons);
    }

    /** Of an authority in a ConfigMap nothing is known; it counts as one outside the mesh. */
    private static boolean namesSecret(ClientTls tls) {
        return tls.credentialName().filter(name -> !name.startsWith(CONFIG_MAP)).isPresent();
    }

    private Secrets.Found<Credentials.InSecret> shown(ClientTls tls) {
        return secrets.certificate(
                client.readsSecretsOf(choice), tls.credentialName().orElseThrow());
    }

    private Secrets.Found<Authority.InSecret> trusted(ClientTls tls) {
        return secrets.authorities(
                client.readsSecretsOf(choice), tls.credentialName().orElseThrow());
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
    private boolean readsNoSecret(ClientTls tls) {
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
                    Authority.inFile(files.roots()),
                    Credentials.inFiles(files.chain(), files.key()),
                    ownAlpn(),
                    List.of());
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
        return new UpstreamTls.ServerOnly(
                tls.serverName(), expectedNames(tls), authority(tls), ownAlpn(), settings.ecdhCurves());
    }

    private UpstreamTls customMutual(ClientTls tls) {
        return new UpstreamTls.CustomMutual(
                tls.serverName(),
                expectedNames(tls),
                authority(tls),
                credentials(tls),
                ownAlpn(),
                settings.ecdhCurves());
    }

    /** Of a service outside the mesh its ServiceEntry may tell the names (R6.8). */
    private List<String> expectedNames(ClientTls tls) {
        return tls.subjectAltNames().isEmpty() && service.external() && !tls.insecureSkipVerify()
                ? service.names()
                : tls.subjectAltNames();
    }

    private Authority authority(ClientTls tls) {
        if (tls.insecureSkipVerify()) {
            return Authority.Named.ANY;
        }
        if (tls.credentialName().isPresent()) {
            return Optional.of(tls)
                    .filter(ClientTransport::namesSecret)
                    .flatMap(named -> trusted(named).value())
                    .map(Authority.class::cast)
                    .orElse(Authority.Named.OUTSIDE);
        }
        Authority.Named named = Authority.inFile(tls.caCertificates());
        return tls.caCrl()
                .<Authority>map(list -> new Authority.Revoking(named, list))
                .orElse(named);
    }

    private Credentials credentials(ClientTls tls) {
        return Optional.of(tls)
                .filter(ClientTransport::namesSecret)
                .flatMap(named -> shown(named).value())
                .map(Credentials.class::cast)
                .orElseGet(() -> Credentials.inFiles(
                        tls.clientCertificate().orElse(""), tls.privateKey().orElse("")));
    }

    private String istioMutualWord() {
        return client.files().isPresent() ? "custom-mutual-tls" : "mutual-tls";
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

    private static Optional<Field> decider(Explained<?> mode) {
        return mode.reasons().stream()
                .map(Reason::decidedBy)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static List<Ignored> losers(Explained<?> mode) {
        return mode.reasons().stream()
                .flatMap(reason -> reason.ignored().stream())
                .toList();
    }
}
