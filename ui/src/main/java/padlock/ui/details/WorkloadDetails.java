package padlock.ui.details;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import padlock.mesh.actor.Wiretap.Holding;
import padlock.mesh.history.Link;
import padlock.mesh.history.MeshView;
import padlock.mesh.history.WorkloadName;
import padlock.mesh.policy.Cluster;
import padlock.mesh.policy.Explained;
import padlock.mesh.policy.SidecarConfig;
import padlock.mesh.resource.DestinationRule;
import padlock.mesh.resource.Workload;
import padlock.tls.identity.Certificate;
import padlock.tls.identity.TrustBundle;
import padlock.ui.player.Subject;
import padlock.ui.story.Story;
import padlock.ui.story.Story.Line;
import padlock.ui.text.Texts;
import padlock.ui.topology.LinkState;
import padlock.ui.topology.Standings;

/** A program, and the sidecar before it: what that accepts, what it sends, and what it proves itself with. */
final class WorkloadDetails {

    private WorkloadDetails() {}

    static List<Story.Chapter> of(WorkloadName name, Moment moment) {
        List<MeshView.Pod> pods = moment.pods(name);
        Chapters chapters = new Chapters()
                .add("details.what", what(name, pods, moment))
                .add("details.services", services(name, moment));
        pods.stream().filter(MeshView.Pod::sidecar).findFirst().ifPresent(pod -> tell(chapters, pod, pods, moment));
        return chapters.add("details.calls", calls(name, moment)).told();
    }

    private static void tell(Chapters chapters, MeshView.Pod pod, List<MeshView.Pod> pods, Moment moment) {
        Optional<SidecarConfig> config = moment.config(pod);
        Optional<Holding> holding = moment.holding(pod);
        chapters.add("details.configuration", pods.stream().map(each -> standing(each, moment)))
                .add("details.accepts", config.stream().flatMap(WorkloadDetails::accepts))
                .add("details.lets-in", config.stream().flatMap(WorkloadDetails::letsIn))
                .add("details.sends", config.stream().flatMap(held -> sends(pod, held, moment)))
                .add("details.certificate", certificate(pod, holding, moment))
                .add("details.trusts", holding.flatMap(Holding::roots).stream().flatMap(WorkloadDetails::roots))
                .add(
                        "details.domains",
                        config.stream()
                                .flatMap(held -> held.acceptedTrustDomains().stream())
                                .map(Line::plain));
    }

    private static Stream<Line> what(WorkloadName name, List<MeshView.Pod> pods, Moment moment) {
        Subject namespace = new Subject.OfNamespace(name.namespace());
        Stream<Line> manifest = moment
                .played()
                .manifest(
                        moment.now(),
                        resource -> resource instanceof Workload workload
                                && workload.namespace().equals(name.namespace())
                                && workload.name().equals(name.name()))
                .map(workload ->
                        Line.written(Texts.of("details.workload", workload.id().kind()), workload))
                .stream();
        Stream<Line> running = pods.isEmpty()
                ? Stream.of(Line.plain(Texts.of("mesh.gone")))
                : pods.stream()
                        .map(pod -> Line.plain(Texts.of("mesh.pod", pod.id(), pod.address(), pod.serviceAccount())));
        Stream<Line> sidecar = pods.stream()
                .limit(1)
                .map(pod -> Chapters.because(
                        Texts.of(pod.sidecar() ? "details.has-sidecar" : "details.no-sidecar"), pod.because()));
        return Stream.of(
                        Stream.of(Line.about(namespace, Texts.of("details.in-namespace", name.namespace()))),
                        manifest,
                        running,
                        sidecar)
                .flatMap(lines -> lines);
    }

    private static Stream<Line> services(WorkloadName name, Moment moment) {
        return moment.hosts(name).stream().map(host -> Line.about(new Subject.OfService(host), host));
    }

    private static Line standing(MeshView.Pod pod, Moment moment) {
        String words = Standings.words(moment.mesh().standing(pod));
        return Line.about(
                new Subject.ControlPlane(),
                Texts.of(
                        "details.standing",
                        pod.id(),
                        words,
                        pod.applied(),
                        moment.mesh().revision()));
    }

    private static Stream<Line> accepts(SidecarConfig config) {
        Stream<Line> ports = config.inbound().entrySet().stream()
                .map(port -> Chapters.because(
                        Texts.of(
                                "details.port",
                                String.valueOf(port.getKey()),
                                port.getValue().mode().value()),
                        port.getValue().mode()));
        Explained<?> others = config.otherPorts().mode();
        return Stream.concat(
                ports, Stream.of(Chapters.because(Texts.of("details.other-ports", others.value()), others)));
    }

    private static Stream<Line> letsIn(SidecarConfig config) {
        Stream<Line> policies = config.authorization().policies().stream()
                .map(policy -> Line.written(Texts.of("details.policy", policy.id(), policy.action()), policy));
        Stream<Line> tokens = config.authorization().tokens().stream()
                .map(tokenRule -> Line.written(tokenRule.id().toString(), tokenRule));
        return config.authorization().looksAtRequests()
                ? Stream.concat(policies, tokens)
                : Stream.of(Line.plain(Texts.of("details.lets-in-anybody")));
    }

    /** What it calls, and what a DestinationRule has a say in; the others are counted. */
    private static Stream<Line> sends(MeshView.Pod pod, SidecarConfig config, Moment moment) {
        List<String> called =
                moment.links(WorkloadName.of(pod.id())).map(Link::to).toList();
        List<Cluster> told = config.clusters().stream()
                .filter(cluster -> called.contains(cluster.host() + ":" + cluster.port()) || isRuled(cluster))
                .toList();
        long others = config.clusters().stream()
                .filter(cluster -> !told.contains(cluster))
                .count();
        Stream<Line> counted =
                others == 0 ? Stream.empty() : Stream.of(Line.plain(Texts.of("details.other-services", others)));
        return Stream.concat(told.stream().flatMap(WorkloadDetails::toward), counted);
    }

    private static boolean isRuled(Cluster cluster) {
        return cluster.upstreams()
                .flatMap(upstream -> upstream.reasons().stream())
                .flatMap(reason -> reason.decidedBy().stream())
                .anyMatch(field -> field.resource().kind().equals(DestinationRule.KIND));
    }

    private static Stream<Line> toward(Cluster cluster) {
        String part = cluster.subset().isEmpty() ? "" : " (" + cluster.subset() + ")";
        String name = cluster.host() + ":" + cluster.port() + part;
        return cluster.upstreams()
                .distinct()
                .map(upstream ->
                        Chapters.because(Texts.of("details.toward", name, Chapters.sends(upstream)), upstream));
    }

    private static Stream<Line> certificate(MeshView.Pod pod, Optional<Holding> holding, Moment moment) {
        Optional<Certificate> shown = pod.certificate().flatMap(own -> holding.flatMap(Holding::certificate));
        if (shown.isEmpty()) {
            return Stream.of(Line.plain(Texts.of("details.no-certificate")));
        }
        Certificate leaf = shown.get();
        String key = moment.now().isAfter(leaf.notAfter())
                ? "details.expired"
                : moment.now().isBefore(leaf.notBefore()) ? "details.not-yet-valid" : "details.valid";
        return Stream.concat(
                Stream.of(
                        Line.plain(String.join(", ", leaf.uriSans())),
                        Line.plain(
                                Texts.of("details.serial", leaf.serialNumber().toString(16))),
                        Line.plain(Texts.of(key, Chapters.time(leaf.notBefore()), Chapters.time(leaf.notAfter()))),
                        Line.about(new Subject.Authority(), Texts.of("details.issuer", leaf.issuer())),
                        Line.plain(Texts.of("details.key", leaf.publicKey(), leaf.signatureAlgorithm()))),
                pod.certificate().stream()
                        .map(own -> Line.plain(Texts.of("details.renewed", Chapters.time(own.rotatesAt())))));
    }

    private static Stream<Line> roots(TrustBundle bundle) {
        return bundle.anchors().stream().map(WorkloadDetails::root);
    }

    static Line root(Certificate anchor) {
        return Line.about(
                new Subject.Authority(),
                Texts.of(
                        "details.root",
                        anchor.subject(),
                        anchor.serialNumber().toString(16),
                        Chapters.time(anchor.notAfter())));
    }

    private static Stream<Line> calls(WorkloadName name, Moment moment) {
        return moment.links().links().stream()
                .filter(link -> link.from().equals(name)
                        || link.endpoint().filter(name::equals).isPresent())
                .map(link -> call(link, moment));
    }

    static Line call(Link link, Moment moment) {
        LinkState state = LinkState.of(moment.links().last(link, moment.now()));
        return Line.about(
                new Subject.OfLink(link),
                Texts.of("details.call", link.from(), link.to(), Texts.of("state." + state.word())));
    }
}
