package padlock.ui.details;

import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;
import padlock.mesh.history.MeshView;
import padlock.mesh.policy.SidecarConfig;
import padlock.ui.story.Story;
import padlock.ui.story.Story.Line;
import padlock.ui.text.Texts;

/** istiod: the newest configuration, which sidecars do not hold it yet, and how far each policy has come. */
final class ControlPlaneDetails {

    private ControlPlaneDetails() {}

    static List<Story.Chapter> of(Moment moment) {
        return new Chapters()
                .add("details.what", what(moment))
                .add("details.behind-the-times", behind(moment))
                .add("details.policies", policies(moment, namespace -> true))
                .told();
    }

    private static Stream<Line> what(Moment moment) {
        MeshView mesh = moment.mesh();
        long sidecars = sidecars(mesh).count();
        long newest = sidecars(mesh)
                .filter(pod -> mesh.standing(pod) == MeshView.Standing.NEWEST)
                .count();
        Stream<Line> domains = mesh.pods().values().stream()
                .flatMap(pod -> moment.config(pod).stream())
                .map(SidecarConfig::acceptedTrustDomains)
                .findFirst()
                .map(accepted -> Line.plain(Texts.of("details.trust-domains", String.join(", ", accepted))))
                .stream();
        return Stream.concat(
                Stream.of(
                        Line.plain(Texts.of("details.istiod")),
                        Line.plain(Texts.of("details.newest", mesh.revision(), newest, sidecars)),
                        Line.plain(Texts.of("policy.precedence."
                                + mesh.precedence()
                                        .name()
                                        .toLowerCase(Locale.ROOT)
                                        .replace('_', '-')))),
                domains);
    }

    private static Stream<MeshView.Pod> sidecars(MeshView mesh) {
        return mesh.pods().values().stream().filter(MeshView.Pod::sidecar);
    }

    private static Stream<Line> behind(Moment moment) {
        return sidecars(moment.mesh())
                .filter(pod -> moment.mesh().standing(pod) != MeshView.Standing.NEWEST)
                .map(pod -> NamespaceDetails.pod(pod, moment));
    }

    /** The policies in force in some namespaces, each with how many sidecars act on it already. */
    static Stream<Line> policies(Moment moment, Predicate<String> namespace) {
        return moment.mesh().policies().values().stream()
                .filter(rollout -> namespace.test(rollout.policy().namespace()))
                .map(rollout -> rollout(rollout, moment));
    }

    private static Line rollout(MeshView.Rollout rollout, Moment moment) {
        String text = Texts.of("details.rollout", rollout.policy(), rollout.reached(), rollout.sidecars());
        return moment.played()
                .manifest(moment.now(), resource -> resource.id().equals(rollout.policy()))
                .map(resource -> Line.written(text, resource))
                .orElseGet(() -> Line.plain(text));
    }
}
