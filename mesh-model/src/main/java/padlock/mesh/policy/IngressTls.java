package padlock.mesh.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import padlock.mesh.policy.FilterChain.Filter;
import padlock.mesh.policy.FilterChain.Transport;
import padlock.mesh.policy.Reason.Field;
import padlock.mesh.policy.Reason.Ignored;
import padlock.mesh.resource.Mesh;
import padlock.mesh.resource.MutualTlsMode;
import padlock.mesh.resource.PortProtocol;
import padlock.mesh.resource.PortProtocol.Handling;
import padlock.mesh.resource.ServerTls;
import padlock.mesh.resource.SidecarScope;
import padlock.mesh.resource.Workload;

/**
 * TLS that a Sidecar gives to a listener of its own (R7.5). istiod heeds it behind a switch, and where mutual TLS is
 * off on the port; whoever comes in plaintext then finds no chain.
 */
public final class IngressTls {

    /** The variable of istiod's environment that turns it on. */
    public static final String SWITCH = "ENABLE_TLS_ON_SIDECAR_INGRESS";

    private static final String QUESTION = "listener tls";

    private final SidecarScopes scopes;
    private final boolean enabled;

    public IngressTls(Mesh mesh) {
        this(mesh, new SidecarScopes(mesh));
    }

    IngressTls(Mesh mesh, SidecarScopes scopes) {
        this.scopes = scopes;
        this.enabled = mesh.istiodEnables(SWITCH);
    }

    /** The ports on which the program of a workload is spared TLS, whether istiod heeds that or not. */
    public SortedSet<Integer> sparing(Workload workload) {
        SortedSet<Integer> ports = new TreeSet<>();
        scopes.of(workload).stream()
                .flatMap(scope -> scope.ingress().stream())
                .filter(ingress -> ingress.tls().isPresent())
                .forEach(ingress -> ports.add(ingress.port()));
        return ports;
    }

    /** How the sidecar takes connections on a port for which TLS is written. */
    InboundPort port(SidecarScope scope, SidecarScope.Ingress ingress, Explained<MutualTlsMode> mode) {
        ServerTls tls = ingress.tls().orElseThrow();
        Field field = new Field(scope.id(), tls.origin());
        Optional<String> why = whyNot(tls, mode.value());
        if (why.isPresent()) {
            Handling handling = ingress.protocol().handling();
            Reason ignored = new Reason(
                    QUESTION, "the mesh's", "R7.5", Optional.empty(), List.of(new Ignored(field, why.get())));
            return new InboundPort(handling, because(mode, ignored), InboundPorts.chains(handling, mode.value()));
        }
        boolean http = ingress.protocol() == PortProtocol.HTTPS;
        FilterChain chain = new FilterChain(
                http ? "tls-http" : "tls-tcp",
                Transport.TLS,
                List.of(),
                http ? Filter.TLS_HTTP : Filter.TLS_TCP,
                Optional.of(DownstreamTls.ofFiles(tls)));
        Reason heeded = new Reason(QUESTION, tls.mode().name(), "R7.5", Optional.of(field), List.of());
        return new InboundPort(http ? Handling.HTTP : Handling.TCP, because(mode, heeded), List.of(chain));
    }

    private Optional<String> whyNot(ServerTls tls, MutualTlsMode mode) {
        if (!enabled) {
            return Optional.of("istiod heeds it only with " + SWITCH);
        } else if (mode != MutualTlsMode.DISABLE) {
            return Optional.of("the port is " + mode + "; TLS of its own takes DISABLE");
        }
        return tls.mode().endsTls() ? Optional.empty() : Optional.of(tls.mode() + " ends no TLS");
    }

    private static Explained<MutualTlsMode> because(Explained<MutualTlsMode> mode, Reason more) {
        List<Reason> reasons = new ArrayList<>(mode.reasons());
        reasons.add(more);
        return new Explained<>(mode.value(), reasons);
    }
}
