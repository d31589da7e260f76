package padlock.mesh.actor;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import padlock.mesh.policy.Cluster;
import padlock.mesh.policy.GatewayServer;
import padlock.mesh.policy.SidecarConfig;
import padlock.mesh.policy.VirtualHost;
import padlock.mesh.resource.Instance;
import padlock.sim.ActorContext;
import padlock.tls.handshake.PeerTrust;
import padlock.tls.handshake.SanRule;
import padlock.tls.identity.RevocationList;
import padlock.tls.identity.Svid;
import padlock.tls.identity.TrustBundle;

/** What one sidecar holds at this moment; its two halves and its agent look at the same. */
final class SidecarState {

    private final Instance instance;
    private final Settings settings;
    private final PodNetwork network;
    private final PodClock clock;
    private final Wiretap wiretap;
    private final SortedMap<String, Cluster> clusters = new TreeMap<>();
    private final SortedMap<String, VirtualHost> routes = new TreeMap<>();
    private Optional<SidecarConfig> config = Optional.empty();
    private long revision;
    private Optional<TrustBundle> roots = Optional.empty();
    private List<RevocationList> revocations = List.of();
    private Optional<Svid> svid = Optional.empty();
    private Optional<Svid> stolen = Optional.empty();
    private Directory directory;

    SidecarState(Instance instance, Settings settings, Directory directory, Wiretap wiretap, PodClock clock) {
        this.instance = instance;
        this.settings = settings;
        this.directory = directory;
        this.network = new PodNetwork(instance.id(), wiretap);
        this.clock = clock;
        this.wiretap = wiretap;
    }

    void hold(SidecarConfig pushed, long as, ActorContext context) {
        config = Optional.of(pushed);
        revision = as;
        clusters.clear();
        routes.clear();
        pushed.routes().forEach(host -> routes.put(host.name(), host));
        tell(context);
    }

    /** Whether these are other roots than those trusted until now. */
    boolean trust(TrustBundle bundle, ActorContext context) {
        boolean others = roots.filter(before -> !before.equals(bundle)).isPresent();
        if (others) {
            context.record(new MeshFact.RootsTrusted(instance.id(), bundle.serialNumbers()));
        }
        roots = Optional.of(bundle);
        tell(context);
        return others;
    }

    /** From now on nobody is believed whom these lists name. */
    void heed(List<RevocationList> lists, ActorContext context) {
        if (!lists.equals(revocations)) {
            revocations = List.copyOf(lists);
            context.record(new MeshFact.RevocationsHeeded(instance.id(), RevocationList.serialNumbers(lists)));
        }
    }

    void present(Svid issued, ActorContext context) {
        svid = Optional.of(issued);
        tell(context);
    }

    /** Shows this in place of its own, which it keeps. */
    void impersonate(Optional<Svid> another, ActorContext context) {
        stolen = another;
        tell(context);
    }

    private void tell(ActorContext context) {
        wiretap.holds(
                new Wiretap.Holding(instance.id(), context.instant(), revision, config, roots, svid().map(Svid::leaf)));
    }

    void know(Directory now) {
        directory = now;
    }

    Instance instance() {
        return instance;
    }

    Settings settings() {
        return settings;
    }

    PodNetwork network() {
        return network;
    }

    Optional<SidecarConfig> config() {
        return config;
    }

    /** The cluster of this name; they are looked through once after a push, and by those sidecars alone that call. */
    Optional<Cluster> cluster(String name) {
        if (clusters.isEmpty()) {
            config.ifPresent(held -> held.clusters().forEach(cluster -> clusters.put(cluster.name(), cluster)));
        }
        return Optional.ofNullable(clusters.get(name));
    }

    /** What VirtualServices say of a port of a host. */
    Optional<VirtualHost> routes(String host, int port) {
        return Optional.ofNullable(routes.get(VirtualHost.name(host, port)));
    }

    /** What its Gateways say of a host, to a gateway that calls it. */
    Optional<VirtualHost> ownRoutes(String host) {
        return config.stream()
                .flatMap(held -> held.listeners().values().stream())
                .flatMap(listener -> listener.servers().stream())
                .filter(server -> server.traffic() == GatewayServer.Traffic.REQUESTS)
                .flatMap(server -> server.host(host).stream())
                .findFirst();
    }

    Optional<TrustBundle> roots() {
        return roots;
    }

    /** Of the mesh's authorities; none where nobody publishes any. */
    List<RevocationList> revocations() {
        return revocations;
    }

    /** How a peer of the mesh is believed to be one of those names; empty while there are no roots. */
    Optional<PeerTrust> trustIn(SanRule names) {
        return roots.map(anchors -> new PeerTrust(anchors.and(furtherRoots()), names, revocations));
    }

    private TrustBundle furtherRoots() {
        return new TrustBundle(config.map(SidecarConfig::furtherRoots).orElse(List.of()));
    }

    /** What it shows as its own. */
    Optional<Svid> svid() {
        return stolen.or(() -> svid);
    }

    /** What the clock here shows. */
    Instant now(ActorContext context) {
        return clock.now(context);
    }

    Directory directory() {
        return directory;
    }
}
