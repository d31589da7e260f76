package padlock.mesh.analysis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import padlock.mesh.policy.Reason;
import padlock.mesh.policy.Secrets;
import padlock.mesh.policy.SidecarConfig;
import padlock.mesh.resource.ClientTls;
import padlock.mesh.resource.ClientTls.Mode;
import padlock.mesh.resource.DestinationRule;
import padlock.mesh.resource.DestinationRule.PortSettings;
import padlock.mesh.resource.DestinationRule.TrafficPolicy;
import padlock.mesh.resource.ResourceId;
import padlock.mesh.resource.Service;

/** TLS settings of DestinationRules that mean something else than they seem to, or nothing (R5.10 to R6.8). */
final class DestinationRuleTlsChecks implements Check {

    @Override
    public void look(StudiedMesh mesh, Consumer<Finding> found) {
        for (DestinationRule rule : mesh.mesh().destinationRules()) {
            rule.trafficPolicy().ifPresent(policy -> look(mesh, rule, policy, found));
            blocks(rule).forEach(tls -> secrets(new Secrets(mesh.mesh()), rule, tls, found));
        }
        undecided(mesh, found);
    }

    private static void look(StudiedMesh mesh, DestinationRule rule, TrafficPolicy policy, Consumer<Finding> found) {
        policy.whole().tls().ifPresent(tls -> settings(rule, tls, Optional.empty(), found));
        int index = 0;
        for (Map.Entry<Integer, PortSettings> entry : policy.portLevel().entrySet()) {
            int port = entry.getKey();
            Optional<ClientTls> tls = entry.getValue().tls();
            Where where = tls.map(each -> new Where(rule.id(), each.origin(), List.of()))
                    .orElse(Where.in(
                            rule, "spec", "trafficPolicy", "portLevelSettings", String.valueOf(index), "port"));
            tls.ifPresent(block -> settings(rule, block, Optional.of(port), found));
            if (tls.isEmpty() && policy.whole().tls().isPresent()) {
                found.accept(new Finding(
                        Code.PAD016,
                        where,
                        "The entry for port " + port
                                + " replaces the settings above it whole, tls too: towards that port"
                                + " clients no longer follow tls mode "
                                + policy.whole().tls().get().mode() + " but auto mTLS.",
                        "repeat tls in the entry"));
            }
            List<Service> services = mesh.servicesOf(rule);
            if (!services.isEmpty()
                    && services.stream().noneMatch(service -> service.port(port).isPresent())) {
                found.accept(new Finding(
                        Code.PAD017,
                        where,
                        "No service of host " + rule.host() + " has port " + port
                                + "; a DestinationRule goes by the port of the service, not of the container.",
                        "ports of the service: "
                                + Names.of(services.stream()
                                        .flatMap(service -> service.ports().stream())
                                        .map(each -> String.valueOf(each.number()))
                                        .toList())));
            }
            index++;
        }
    }

    private static void settings(DestinationRule rule, ClientTls tls, Optional<Integer> port, Consumer<Finding> found) {
        Where where = new Where(rule.id(), tls.origin(), List.of());
        boolean ownFiles = tls.mode() == Mode.SIMPLE || tls.mode() == Mode.MUTUAL;
        boolean credentials = tls.credentialName().isPresent();
        boolean selects = rule.workloadSelector().isPresent();
        if (ownFiles && tls.caCertificates().isEmpty() && !(credentials && selects) && !tls.insecureSkipVerify()) {
            found.accept(new Finding(
                    port.isPresent() ? Code.IST0129 : Code.IST0128,
                    where,
                    "DestinationRule " + rule.id().name() + " in namespace " + rule.namespace()
                            + " has TLS mode set to "
                            + tls.mode() + " but no caCertificates are set to validate server identity for host: "
                            + rule.host()
                            + port.map(number -> " at port " + number).orElse("")
                            + ". Public roots are used, which know no certificate of a mesh.",
                    "name the CA's file in caCertificates"));
        }
        if (ownFiles && credentials && !selects) {
            found.accept(new Finding(
                    Code.PAD018,
                    where,
                    "A sidecar reads credentialName only in a DestinationRule with a workloadSelector; without one it"
                            + " silently sends plaintext.",
                    "add workloadSelector.matchLabels with labels of the clients"));
        }
        if (tls.mode() == Mode.ISTIO_MUTUAL
                && (tls.clientCertificate().isPresent()
                        || tls.privateKey().isPresent()
                        || tls.caCertificates().isPresent())) {
            found.accept(new Finding(
                    Code.PAD019,
                    where,
                    "tls mode ISTIO_MUTUAL uses the certificates that Istio issues; the files named here are ignored.",
                    "remove the files, or write mode MUTUAL if they are meant"));
        }
    }

    /** A cluster waits for a Secret for ever; it is looked for where the clients are that the rule selects. */
    private static void secrets(Secrets secrets, DestinationRule rule, ClientTls tls, Consumer<Finding> found) {
        boolean ownFiles = tls.mode() == Mode.SIMPLE || tls.mode() == Mode.MUTUAL;
        if (!ownFiles
                || tls.credentialName().isEmpty()
                || rule.workloadSelector().isEmpty()) {
            return;
        }
        String name = tls.credentialName().get();
        List<Secrets.Found<?>> needed = new ArrayList<>();
        if (tls.mode() == Mode.MUTUAL) {
            needed.add(secrets.certificate(rule.namespace(), name));
        }
        if (!tls.insecureSkipVerify()) {
            needed.add(secrets.authorities(rule.namespace(), name));
        }
        needed.stream()
                .filter(each -> each.value().isEmpty())
                .findFirst()
                .ifPresent(missing -> found.accept(new Finding(
                        missing.secret().isEmpty() ? Code.IST0101 : Code.PAD022,
                        new Where(rule.id(), tls.origin(), List.of()),
                        (missing.secret().isEmpty()
                                        ? "Referenced credentialName not found: \"" + name + "\""
                                        : "credentialName \"" + name + "\": " + missing.why())
                                + ". The clients that this rule selects have no healthy upstream: they get 503 UH.",
                        tls.mode() == Mode.MUTUAL
                                ? "create the Secret in namespace " + rule.namespace()
                                        + " with tls.crt, tls.key and ca.crt"
                                : "create the Secret in namespace " + rule.namespace() + " with ca.crt")));
    }

    private static Stream<ClientTls> blocks(DestinationRule rule) {
        return rule.trafficPolicy().stream()
                .flatMap(policy -> Stream.concat(Stream.of(policy.whole()), policy.portLevel().values().stream()))
                .flatMap(settings -> settings.tls().stream());
    }

    /** Rules that are looked at for some client, and decide for none. */
    private static void undecided(StudiedMesh mesh, Consumer<Finding> found) {
        Set<ResourceId> deciding = new LinkedHashSet<>();
        Map<ResourceId, Reason.Ignored> ignored = new LinkedHashMap<>();
        for (SidecarConfig config : mesh.configs()) {
            config.clusters().stream()
                    .flatMap(cluster -> cluster.endpoints().stream())
                    .flatMap(endpoint -> endpoint.upstream().reasons().stream())
                    .forEach(reason -> {
                        reason.decidedBy().map(Reason.Field::resource).ifPresent(deciding::add);
                        reason.ignored()
                                .forEach(loser ->
                                        ignored.putIfAbsent(loser.field().resource(), loser));
                    });
        }
        for (DestinationRule rule : mesh.mesh().destinationRules()) {
            Optional<Reason.Ignored> loser = Optional.ofNullable(ignored.get(rule.id()));
            if (setsTls(rule)
                    && !deciding.contains(rule.id())
                    && loser.isPresent()
                    && !mesh.servicesOf(rule).isEmpty()) {
                found.accept(new Finding(
                        Code.PAD014,
                        Where.of(loser.get().field()),
                        "The TLS settings of this DestinationRule decide for no client: "
                                + loser.get().why() + ".",
                        "a DestinationRule is looked for in the client's namespace, then in the service's, then in the"
                                + " root namespace, and the first with a matching host wins: move it there, or remove the"
                                + " one that hides it"));
            }
        }
    }

    private static boolean setsTls(DestinationRule rule) {
        return blocks(rule).findAny().isPresent();
    }
}
