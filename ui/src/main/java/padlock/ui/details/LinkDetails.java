package padlock.ui.details;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import padlock.mesh.history.CallResult;
import padlock.mesh.history.CallView;
import padlock.mesh.history.Link;
import padlock.mesh.history.MeshView;
import padlock.mesh.history.WorkloadName;
import padlock.mesh.policy.Cluster;
import padlock.ui.player.Subject;
import padlock.ui.story.Story;
import padlock.ui.story.Story.Line;
import padlock.ui.text.Texts;
import padlock.ui.topology.LinkState;

/** A connection: both its ends, how it went so far, and what each end is told to do from now on. */
final class LinkDetails {

    private LinkDetails() {}

    static List<Story.Chapter> of(Link link, Moment moment) {
        return new Chapters()
                .add("details.what", what(link))
                .add("details.so-far", soFar(link, moment))
                .add("details.client-now", clientNow(link, moment))
                .add("details.server-now", serverNow(link, moment))
                .told();
    }

    private static Stream<Line> what(Link link) {
        String host = link.host();
        return Stream.concat(
                Stream.of(
                        workload("details.from", link.from()),
                        Line.about(new Subject.OfService(host), Texts.of("details.to", link.to()))),
                link.endpoint().map(answering -> workload("details.answers", answering)).stream());
    }

    private static Line workload(String key, WorkloadName name) {
        return Line.about(new Subject.OfWorkload(name), Texts.of(key, name));
    }

    private static Stream<Line> soFar(Link link, Moment moment) {
        Optional<CallView> last = moment.links().last(link, moment.now());
        List<CallView> over = moment.links().calls(link).stream()
                .filter(call -> isOver(call, moment.now()))
                .toList();
        long failed = over.stream()
                .filter(call -> call.verdict().result() != CallResult.SUCCEEDED)
                .count();
        return Stream.of(
                Line.plain(Texts.of(
                        "details.last-call",
                        Texts.of("state." + LinkState.of(last).word()))),
                Line.plain(Texts.of("details.counted", over.size(), failed)));
    }

    private static boolean isOver(CallView call, Instant now) {
        return call.ended().filter(end -> !end.isAfter(now)).isPresent();
    }

    private static Stream<Line> clientNow(Link link, Moment moment) {
        List<MeshView.Pod> pods = moment.pods(link.from());
        if (pods.stream().noneMatch(MeshView.Pod::sidecar)) {
            return Stream.of(Line.plain(Texts.of(pods.isEmpty() ? "mesh.gone" : "details.client-bare")));
        }
        return pods.stream()
                .limit(1)
                .flatMap(pod -> moment.config(pod).stream())
                .flatMap(config -> config.clusters().stream())
                .filter(cluster -> (cluster.host() + ":" + cluster.port()).equals(link.to()))
                .filter(cluster -> cluster.subset().isEmpty())
                .flatMap(cluster -> cluster.endpoints().stream())
                .filter(endpoint -> answers(link, endpoint))
                .map(Cluster.Endpoint::upstream)
                .distinct()
                .map(upstream ->
                        Chapters.because(Texts.of("details.client-sends", Chapters.sends(upstream)), upstream));
    }

    private static boolean answers(Link link, Cluster.Endpoint endpoint) {
        return link.endpoint()
                .filter(WorkloadName.of(endpoint.instance())::equals)
                .isPresent();
    }

    private static Stream<Line> serverNow(Link link, Moment moment) {
        List<MeshView.Pod> pods = link.endpoint().map(moment::pods).orElse(List.of());
        if (pods.stream().noneMatch(MeshView.Pod::sidecar)) {
            return Stream.of(Line.plain(Texts.of(pods.isEmpty() ? "mesh.gone" : "details.server-bare")));
        }
        return moment.clusters(link.host()).stream()
                .filter(cluster -> cluster.subset().isEmpty() && link.to().endsWith(":" + cluster.port()))
                .flatMap(cluster -> cluster.endpoints().stream())
                .filter(endpoint -> answers(link, endpoint))
                .flatMap(endpoint -> pods.stream()
                        .filter(pod -> pod.id().equals(endpoint.instance()))
                        .flatMap(pod -> moment.config(pod).stream())
                        .map(config -> Chapters.because(
                                Texts.of(
                                        "details.server-demands",
                                        String.valueOf(endpoint.port()),
                                        config.inboundPort(endpoint.port())
                                                .mode()
                                                .value()),
                                config.inboundPort(endpoint.port()).mode())))
                .distinct();
    }
}
