package padlock.ui.details;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import padlock.mesh.history.WorkloadName;
import padlock.mesh.policy.Cluster;
import padlock.mesh.policy.Explained;
import padlock.mesh.resource.MutualTlsMode;
import padlock.mesh.resource.Service;
import padlock.mesh.resource.ServiceEntry;
import padlock.ui.player.Subject;
import padlock.ui.story.Story;
import padlock.ui.story.Story.Line;
import padlock.ui.text.Texts;

/** A name: where it is written, who stands behind each of its ports and demands what, and who calls it. */
final class ServiceDetails {

    private ServiceDetails() {}

    static List<Story.Chapter> of(String host, Moment moment) {
        List<Cluster> ports = moment.clusters(host).stream()
                .filter(cluster -> cluster.subset().isEmpty())
                .toList();
        Chapters chapters = new Chapters().add("details.what", what(host, ports, moment));
        for (Cluster port : ports) {
            chapters.add("details.behind", port.endpoints().stream().map(endpoint -> endpoint(port, endpoint, moment)));
        }
        return chapters.add(
                        "details.calls",
                        moment.links().links().stream()
                                .filter(link -> link.host().equals(host))
                                .map(link -> WorkloadDetails.call(link, moment)))
                .told();
    }

    private static Stream<Line> what(String host, List<Cluster> ports, Moment moment) {
        Stream<Line> written = moment
                .played()
                .manifest(
                        moment.now(),
                        resource -> resource instanceof Service service
                                        && service.host().equals(host)
                                || resource instanceof ServiceEntry entry
                                        && entry.services().stream()
                                                .anyMatch(service ->
                                                        service.host().equals(host)))
                .map(resource ->
                        Line.written(Texts.of("details.workload", resource.id().kind()), resource))
                .stream();
        Stream<Line> numbers = ports.isEmpty()
                ? Stream.of(Line.plain(Texts.of("details.unknown-service")))
                : ports.stream()
                        .map(port -> Line.plain(
                                Texts.of("details.service-port", String.valueOf(port.port()), port.protocol())));
        return Stream.concat(written, numbers);
    }

    private static Line endpoint(Cluster port, Cluster.Endpoint endpoint, Moment moment) {
        Optional<Explained<MutualTlsMode>> mode = Optional.ofNullable(
                        moment.mesh().pods().get(endpoint.instance()))
                .flatMap(moment::config)
                .map(config -> config.inboundPort(endpoint.port()).mode());
        Subject workload = new Subject.OfWorkload(WorkloadName.of(endpoint.instance()));
        String text = Texts.of(
                "details.endpoint",
                String.valueOf(port.port()),
                endpoint.instance(),
                String.valueOf(endpoint.port()),
                mode.map(demanded -> demanded.value().name()).orElseGet(() -> Texts.of("mesh.bare")));
        return mode.map(demanded -> leadingTo(workload, Chapters.because(text, demanded)))
                .orElseGet(() -> Line.about(workload, text));
    }

    private static Line leadingTo(Subject subject, Line line) {
        return new Line(line.text(), line.note(), false, line.decidedBy(), Optional.of(subject));
    }
}
