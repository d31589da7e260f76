package padlock.mesh.analysis;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import padlock.mesh.policy.Hosts;
import padlock.mesh.resource.ClientTls;
import padlock.mesh.resource.ClientTls.Mode;
import padlock.mesh.resource.DestinationRule;
import padlock.mesh.resource.MutualTlsMode;
import padlock.mesh.resource.PeerAuthentication;

/**
 * DestinationRules for the whole mesh ({@code *.local}) or a whole namespace against PeerAuthentications of the same
 * reach, as Kiali compares them.
 */
final class WideRuleChecks implements Check {

    private static final List<Mode> MUTUAL = List.of(Mode.ISTIO_MUTUAL, Mode.MUTUAL);

    /** A rule of a wide host with its TLS settings. */
    private record Wide(DestinationRule rule, ClientTls tls) {

        boolean mutual() {
            return MUTUAL.contains(tls.mode());
        }

        boolean disables() {
            return tls.mode() == Mode.DISABLE;
        }

        Where where() {
            return new Where(rule.id(), tls.origin(), List.of());
        }
    }

    @Override
    public void look(StudiedMesh mesh, Consumer<Finding> found) {
        String root = mesh.mesh().settings().rootNamespace();
        boolean automatic = mesh.mesh().settings().enableAutoMtls();
        Optional<Wide> meshRule = rule(mesh, "*.local");
        Optional<PeerAuthentication> meshPolicy = PeerAuthenticationChecks.wide(mesh, root);
        Optional<MutualTlsMode> meshMode = mode(meshPolicy);
        meshWide(meshRule, meshPolicy, meshMode, automatic, found);
        mesh.namespaces().stream()
                .filter(name -> !name.equals(root))
                .forEach(name -> namespaceWide(mesh, name, meshRule, meshMode, automatic, found));
        mesh.mesh().destinationRules().forEach(rule -> overriding(mesh, rule, found));
    }

    private static void meshWide(
            Optional<Wide> rule,
            Optional<PeerAuthentication> policy,
            Optional<MutualTlsMode> mode,
            boolean automatic,
            Consumer<Finding> found) {
        rule.filter(wide -> wide.tls().mode() == Mode.ISTIO_MUTUAL && !automatic && !enables(mode))
                .ifPresent(wide -> found.accept(new Finding(
                        Code.KIA0205,
                        wide.where(),
                        "PeerAuthentication enabling mTLS at mesh level is missing, while this rule makes all clients send"
                                + " it.",
                        "apply a PeerAuthentication without selector and with mode PERMISSIVE or STRICT in the root"
                                + " namespace")));
        rule.filter(wide -> wide.disables() && mode.equals(Optional.of(MutualTlsMode.STRICT)))
                .ifPresent(wide -> found.accept(new Finding(
                        Code.KIA0208,
                        wide.where(),
                        "PeerAuthentication enabling mTLS found, permissive mode needed: this rule makes all clients send"
                                + " plaintext, and " + policy.orElseThrow().id() + " is STRICT.",
                        "remove the rule, or make the policy PERMISSIVE")));
        if (mode.equals(Optional.of(MutualTlsMode.STRICT))
                && !automatic
                && rule.filter(Wide::mutual).isEmpty()) {
            found.accept(new Finding(
                    Code.KIA0401,
                    PeerAuthenticationChecks.where(policy.orElseThrow()),
                    "Mesh-wide Destination Rule enabling mTLS is missing: the mesh is STRICT and auto mTLS is off, so"
                            + " clients send plaintext.",
                    "set enableAutoMtls: true, or apply a DestinationRule for *.local with tls mode ISTIO_MUTUAL"));
        }
        if (mode.equals(Optional.of(MutualTlsMode.DISABLE))
                && rule.filter(Wide::mutual).isPresent()) {
            found.accept(new Finding(
                    Code.KIA0506,
                    PeerAuthenticationChecks.where(policy.orElseThrow()),
                    "Destination Rule disabling mesh-wide mTLS is missing: the mesh is DISABLE, and "
                            + rule.get().rule().id() + " makes clients send mutual TLS.",
                    "remove that DestinationRule, or give it tls mode DISABLE"));
        }
    }

    private static void namespaceWide(
            StudiedMesh mesh,
            String name,
            Optional<Wide> meshRule,
            Optional<MutualTlsMode> meshMode,
            boolean automatic,
            Consumer<Finding> found) {
        Optional<Wide> rule = rule(mesh, "*." + name + ".svc.cluster.local");
        Optional<PeerAuthentication> policy = PeerAuthenticationChecks.wide(mesh, name);
        Optional<MutualTlsMode> mode = mode(policy);
        rule.filter(wide ->
                        wide.tls().mode() == Mode.ISTIO_MUTUAL && !automatic && !enables(mode) && !enables(meshMode))
                .ifPresent(wide -> found.accept(new Finding(
                        Code.KIA0206,
                        wide.where(),
                        "PeerAuthentication enabling namespace-wide mTLS is missing in " + name
                                + ", while this rule makes clients send it.",
                        "apply a PeerAuthentication without selector and with mode PERMISSIVE or STRICT in " + name)));
        if (rule.filter(Wide::disables).isPresent() && mode.equals(Optional.of(MutualTlsMode.STRICT))) {
            found.accept(new Finding(
                    Code.KIA0207,
                    rule.get().where(),
                    "PeerAuthentication with TLS strict mode found, it should be permissive: this rule makes clients send"
                            + " plaintext to " + name + ", and "
                            + policy.orElseThrow().id() + " is STRICT.",
                    "remove the rule, or make the policy PERMISSIVE"));
        } else if (rule.filter(Wide::disables).isPresent()
                && mode.isEmpty()
                && meshMode.equals(Optional.of(MutualTlsMode.STRICT))) {
            found.accept(new Finding(
                    Code.KIA0208,
                    rule.get().where(),
                    "PeerAuthentication enabling mTLS found, permissive mode needed: this rule makes clients send plaintext"
                            + " to " + name + ", and the mesh is STRICT.",
                    "remove the rule, or apply a PERMISSIVE PeerAuthentication in " + name));
        }
        if (mode.equals(Optional.of(MutualTlsMode.STRICT))
                && !automatic
                && rule.or(() -> meshRule).filter(Wide::mutual).isEmpty()) {
            found.accept(new Finding(
                    Code.KIA0501,
                    PeerAuthenticationChecks.where(policy.orElseThrow()),
                    "Destination Rule enabling namespace-wide mTLS is missing: " + name
                            + " is STRICT and auto mTLS is off, so clients send plaintext.",
                    "set enableAutoMtls: true, or apply a DestinationRule for *." + name
                            + ".svc.cluster.local with tls mode ISTIO_MUTUAL"));
        }
        if (mode.equals(Optional.of(MutualTlsMode.DISABLE))
                && rule.or(() -> meshRule).filter(Wide::mutual).isPresent()) {
            found.accept(new Finding(
                    Code.KIA0505,
                    PeerAuthenticationChecks.where(policy.orElseThrow()),
                    "Destination Rule disabling namespace-wide mTLS is missing: " + name + " is DISABLE, and "
                            + rule.or(() -> meshRule).get().rule().id() + " makes clients send mutual TLS.",
                    "apply a DestinationRule for *." + name + ".svc.cluster.local with tls mode DISABLE"));
        }
    }

    private static void overriding(StudiedMesh mesh, DestinationRule rule, Consumer<Finding> found) {
        boolean silent =
                rule.trafficPolicy().flatMap(policy -> policy.whole().tls()).isEmpty();
        String host = Hosts.resolve(rule.host(), rule.namespace());
        mesh.mesh().destinationRules().stream()
                .filter(other -> silent && !other.equals(rule))
                .filter(other -> other.host().startsWith("*") && Hosts.matches(other.host(), host))
                .filter(other -> other.trafficPolicy()
                        .flatMap(policy -> policy.whole().tls())
                        .filter(tls -> MUTUAL.contains(tls.mode()))
                        .isPresent())
                .findFirst()
                .ifPresent(other -> found.accept(new Finding(
                        Code.KIA0204,
                        Where.in(rule, "spec", "host"),
                        "mTLS settings of a non-local Destination Rule are overridden: " + other.id()
                                + " has TLS settings for this host, and rules are never merged, so towards "
                                + rule.host() + " auto mTLS decides.",
                        "repeat tls in this rule")));
    }

    private static Optional<Wide> rule(StudiedMesh mesh, String host) {
        return mesh.mesh().destinationRules().stream()
                .filter(rule -> rule.host().equals(host))
                .flatMap(rule -> rule
                        .trafficPolicy()
                        .flatMap(policy -> policy.whole().tls())
                        .stream()
                        .map(tls -> new Wide(rule, tls)))
                .findFirst();
    }

    private static Optional<MutualTlsMode> mode(Optional<PeerAuthentication> policy) {
        return policy.flatMap(PeerAuthentication::mode).map(located -> located.value());
    }

    private static boolean enables(Optional<MutualTlsMode> mode) {
        return mode.filter(set -> set != MutualTlsMode.DISABLE).isPresent();
    }
}
