package padlock.ui.details;

import java.util.List;
import java.util.Optional;
import padlock.mesh.history.Link;
import padlock.ui.player.Subject;
import padlock.ui.story.Story;
import padlock.ui.text.Texts;

/**
 * All that is told of one thing.
 *
 * @param kind what it is, in a word or two
 * @param link the connection whose story can be read
 */
record Details(String title, String kind, Optional<Link> link, List<Story.Chapter> chapters) {

    Details {
        chapters = List.copyOf(chapters);
    }

    static Details of(Subject subject, Moment moment) {
        if (subject instanceof Subject.OfWorkload workload)
            return of("workload", subject.name(), WorkloadDetails.of(workload.workload(), moment));
        else if (subject instanceof Subject.OfService service)
            return of("service", subject.name(), ServiceDetails.of(service.host(), moment));
        else if (subject instanceof Subject.OfNamespace namespace)
            return of("namespace", subject.name(), NamespaceDetails.of(namespace.name(), moment));
        else if (subject instanceof Subject.OfLink link)
            return new Details(
                    Texts.of("details.link", link.link().from(), link.link().to()),
                    Texts.of("details.kind.link"),
                    Optional.of(link.link()),
                    LinkDetails.of(link.link(), moment));
        else if (subject instanceof Subject.ControlPlane)
            return of("control-plane", Texts.of("mesh.control-plane"), ControlPlaneDetails.of(moment));
        else if (subject instanceof Subject.Authority)
            return of("authority", Texts.of("mesh.authority"), AuthorityDetails.of(moment));
        else throw new AssertionError(subject);
    }

    private static Details of(String kind, String title, List<Story.Chapter> chapters) {
        return new Details(title, Texts.of("details.kind." + kind), Optional.empty(), chapters);
    }
}
