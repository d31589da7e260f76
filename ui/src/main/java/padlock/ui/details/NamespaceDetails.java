package padlock.ui.details;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import padlock.mesh.history.MeshView;
import padlock.mesh.history.WorkloadName;
import padlock.mesh.resource.Namespace;
import padlock.ui.player.Subject;
import padlock.ui.story.Story;
import padlock.ui.story.Story.Line;
import padlock.ui.text.Texts;
import padlock.ui.topology.Standings;

/** A namespace: its labels, who lives in it, and the policies that are written for it. */
final class NamespaceDetails {

    private NamespaceDetails() {}

    static List<Story.Chapter> of(String name, Moment moment) {
        return new Chapters()
                .add("details.what", what(name, moment))
                .add("details.workloads", workloads(name, moment))
                .add("details.policies", ControlPlaneDetails.policies(moment, name::equals))
                .told();
    }

    private static Stream<Line> what(String name, Moment moment) {
        return moment
                .played()
                .manifest(
                        moment.now(),
                        resource -> resource instanceof Namespace
                                && resource.id().name().equals(name))
                .map(found -> Line.written(Texts.of("details.labels", ((Namespace) found).labels()), found))
                .or(() -> Optional.of(Line.plain(Texts.of("details.unwritten"))))
                .stream();
    }

    private static Stream<Line> workloads(String name, Moment moment) {
        return moment.mesh().pods().values().stream()
                .filter(pod -> pod.id().namespace().equals(name))
                .map(pod -> pod(pod, moment));
    }

    static Line pod(MeshView.Pod pod, Moment moment) {
        String words = pod.sidecar() ? Standings.words(moment.mesh().standing(pod)) : Texts.of("mesh.bare");
        return Line.about(new Subject.OfWorkload(WorkloadName.of(pod.id())), Texts.of("details.pod", pod.id(), words));
    }
}
