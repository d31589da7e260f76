package padlock.ui.player;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import padlock.mesh.actor.MeshFact;
import padlock.mesh.history.CallResult;
import padlock.mesh.history.CallView;
import padlock.mesh.history.Holdings;
import padlock.mesh.history.Link;
import padlock.mesh.history.LinkHistory;
import padlock.mesh.history.MeshView;
import padlock.mesh.resource.Resource;
import padlock.scenario.Intervention;
import padlock.scenario.Run;
import padlock.scenario.report.TraceRenderer;
import padlock.sim.Event;
import padlock.sim.recording.Timeline;

/**
 * A run, and what is worked out of it once so that any moment of it can be shown.
 *
 * @param first how many events lie at or before the start of the scenario
 * @param holdings what each sidecar went by, as far as somebody looked into them
 */
public record Played(
        Run run,
        LinkHistory links,
        Timeline<MeshView> meshes,
        TraceRenderer words,
        List<Mark> marks,
        int first,
        Holdings holdings) {

    /**
     * Something on the time line that is worth going to.
     *
     * @param link the connection that it is about, if it is about one
     */
    public record Mark(Instant at, Kind kind, String text, Optional<Link> link) {

        /** What it is about. */
        public enum Kind {
            CHANGE,
            FAULT,
            FAILURE
        }
    }

    public Played {
        marks = List.copyOf(marks);
    }

    /** A run into whose sidecars nobody looked. */
    public static Played of(Run run) {
        return of(run, new Holdings());
    }

    /** Takes long where much happened. */
    public static Played of(Run run, Holdings holdings) {
        LinkHistory links = LinkHistory.of(run.calls());
        Timeline<MeshView> meshes = Timeline.over(run.recording(), MeshView.EMPTY, MeshView::after);
        TraceRenderer words = TraceRenderer.naming(run.recording());
        List<Mark> marks = Stream.concat(changes(run, words), failures(links))
                .sorted(Comparator.comparing(Mark::at))
                .toList();
        return new Played(
                run, links, meshes, words, marks, meshes.indexAt(run.scenario().start()), holdings);
    }

    public List<Event> events() {
        return run.recording().events();
    }

    /** The latest of the manifests applied by an instant that is wanted. */
    public Optional<Resource> manifest(Instant now, Predicate<Resource> wanted) {
        Duration elapsed = Duration.between(start(), now);
        Stream<Resource> since = run.scenario().timeline().stream()
                .filter(intervention -> intervention.at().compareTo(elapsed) <= 0)
                .flatMap(intervention ->
                        intervention instanceof Intervention.Apply apply ? apply.resources().stream() : Stream.empty());
        return Stream.concat(run.scenario().mesh().stream(), since)
                .filter(wanted)
                .reduce((first, second) -> second);
    }

    /** An event in a line: when, who, what. */
    public String line(int index) {
        Event event = events().get(index);
        double seconds = Duration.between(start(), event.at()).toNanos() / 1e9;
        return String.format(Locale.ROOT, "%.3fs  ", seconds) + words.actor(event.actor()) + "  "
                + words.sentence(event.fact());
    }

    public Instant start() {
        return run.scenario().start();
    }

    public Instant end() {
        return run.recording().end();
    }

    private static Stream<Mark> changes(Run run, TraceRenderer words) {
        return run.recording().events().stream()
                .filter(event -> event.at().isAfter(run.scenario().start()) && isChange(event))
                .map(event -> new Mark(
                        event.at(),
                        isFault(event) ? Mark.Kind.FAULT : Mark.Kind.CHANGE,
                        words.actor(event.actor()) + " " + words.sentence(event.fact()),
                        Optional.empty()));
    }

    private static boolean isFault(Event event) {
        return event.fact() instanceof MeshFact.FaultBegan || event.fact() instanceof MeshFact.FaultEnded;
    }

    private static boolean isChange(Event event) {
        return isFault(event)
                || event.fact() instanceof MeshFact.PolicyStored
                || event.fact() instanceof MeshFact.PolicyDeleted
                || event.fact() instanceof MeshFact.ResourceStored
                || event.fact() instanceof MeshFact.ResourceDeleted
                || event.fact() instanceof MeshFact.PrecedenceRead;
    }

    /** The first failure of a link after it worked, or at all: not each of a hundred. */
    private static Stream<Mark> failures(LinkHistory links) {
        return links.links().stream().flatMap(link -> turns(link, links.calls(link)));
    }

    private static Stream<Mark> turns(Link link, List<CallView> calls) {
        Stream.Builder<Mark> turns = Stream.builder();
        boolean worked = true;
        for (CallView call : calls) {
            boolean works = call.verdict().result() == CallResult.SUCCEEDED;
            if (worked && !works && call.ended().isPresent()) {
                turns.add(new Mark(
                        call.ended().get(),
                        Mark.Kind.FAILURE,
                        call.traffic() + ": " + call.verdict().reason().text(),
                        Optional.of(link)));
            }
            worked = works;
        }
        return turns.build();
    }
}
