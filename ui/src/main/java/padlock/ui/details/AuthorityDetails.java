package padlock.ui.details;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import padlock.mesh.actor.Wiretap.Holding;
import padlock.mesh.history.MeshView;
import padlock.mesh.history.WorkloadName;
import padlock.ui.player.Subject;
import padlock.ui.story.Story;
import padlock.ui.story.Story.Line;
import padlock.ui.text.Texts;

/** The certificate authority: its roots, what it signed, whom the sidecars trust, and who asks next. */
final class AuthorityDetails {

    private static final int NEXT = 8;

    private AuthorityDetails() {}

    static List<Story.Chapter> of(Moment moment) {
        MeshView.Authority authority = moment.mesh().authority();
        return new Chapters()
                .add("details.what", what(authority))
                .add("details.roots", authority.roots().stream().map(AuthorityDetails::root))
                .add("details.trusted", trusted(moment))
                .add("details.next-rotations", rotations(moment))
                .told();
    }

    private static Stream<Line> what(MeshView.Authority authority) {
        Stream<Line> last = authority.last().stream()
                .map(issued -> Line.plain(Texts.of(
                        "details.last-issued", issued.identity(), issued.serialNumber(), Chapters.time(issued.at()))));
        Stream<Line> signing =
                authority.signing().stream().map(serial -> Line.plain(Texts.of("details.signing", serial)));
        return Stream.of(
                        Stream.of(
                                Line.plain(Texts.of("details.authority")),
                                Line.plain(Texts.of("details.issued", authority.issued()))),
                        signing,
                        last)
                .flatMap(lines -> lines);
    }

    private static Line root(MeshView.Root root) {
        return Line.plain(Texts.of(
                "details.own-root", root.subject(), Chapters.time(root.since()), Chapters.time(root.notAfter())));
    }

    /** The anchors that any sidecar trusts now, and how many of them do. */
    private static Stream<Line> trusted(Moment moment) {
        List<Holding> holdings = moment.mesh().pods().values().stream()
                .flatMap(pod -> moment.holding(pod).stream())
                .filter(holding -> holding.roots().isPresent())
                .toList();
        return holdings.stream()
                .flatMap(holding -> holding.roots().orElseThrow().anchors().stream())
                .distinct()
                .map(anchor -> Line.plain(Texts.of(
                        "details.trusted-by",
                        anchor.subject(),
                        anchor.serialNumber().toString(16),
                        holdings.stream()
                                .filter(holding ->
                                        holding.roots().orElseThrow().anchors().contains(anchor))
                                .count(),
                        holdings.size())));
    }

    private static Stream<Line> rotations(Moment moment) {
        return moment.mesh().pods().values().stream()
                .filter(pod -> pod.certificate().isPresent())
                .sorted(Comparator.comparing(
                        pod -> pod.certificate().orElseThrow().rotatesAt()))
                .limit(NEXT)
                .map(pod -> Line.about(
                        new Subject.OfWorkload(WorkloadName.of(pod.id())),
                        Texts.of(
                                "details.rotation",
                                pod.id(),
                                Chapters.time(pod.certificate().orElseThrow().rotatesAt()))));
    }
}
