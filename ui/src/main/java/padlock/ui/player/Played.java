package padlock.ui.player;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleConsumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import padlock.mesh.history.Holdings;
import padlock.mesh.history.LinkHistory;
import padlock.mesh.history.MeshView;
import padlock.mesh.resource.Resource;
import padlock.scenario.Intervention;
import padlock.scenario.Run;
import padlock.scenario.report.Sentences;
import padlock.sim.Event;
import padlock.sim.recording.Timeline;

/**
 * A run, and what is worked out of it once so that any moment of it can be shown.
 *
 * @param landmarks what happened besides calls
 * @param first how many events lie at or before the start of the scenario
 * @param holdings what each sidecar went by, as far as somebody looked into them
 */
public record Played(
        Run run,
        LinkHistory links,
        Timeline<MeshView> meshes,
        Sentences words,
        List<Landmark> landmarks,
        List<Mark> marks,
        int first,
        Holdings holdings) {

    /** After so many events somebody may want to hear of it. */
    private static final int OFTEN = 4096;

    public Played {
        landmarks = List.copyOf(landmarks);
        marks = List.copyOf(marks);
    }

    /** A run into whose sidecars nobody looked. */
    public static Played of(Run run) {
        return of(run, new Holdings(), looked -> {});
    }

    /**
     * Takes long where much happened; whoever goes to any moment afterwards does not wait.
     *
     * @param watch hears how far it has come, from 0 to 1; what it throws ends it
     */
    public static Played of(Run run, Holdings holdings, DoubleConsumer watch) {
        Timeline<MeshView> meshes = Timeline.over(run.recording(), MeshView.EMPTY, MeshView::after);
        lookThrough(meshes, run.recording().events().size(), watch);
        LinkHistory links = LinkHistory.of(run.calls());
        Sentences words = Sentences.naming(run.recording());
        List<Landmark> landmarks = Landmark.of(run.recording().events());
        List<Mark> marks = Mark.of(run, landmarks, links, words);
        return new Played(
                run,
                links,
                meshes,
                words,
                landmarks,
                marks,
                meshes.indexAt(run.scenario().start()),
                holdings);
    }

    private static void lookThrough(Timeline<MeshView> meshes, int events, DoubleConsumer watch) {
        for (int event = 0; event < events; event += OFTEN) {
            watch.accept(event / (double) events);
            meshes.at(event);
        }
        meshes.end();
        watch.accept(1);
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
        return moment(Duration.between(start(), event.at())) + "  " + words.actor(event.actor()) + "  "
                + words.sentence(event.fact());
    }

    public Instant start() {
        return run.scenario().start();
    }

    public Instant end() {
        return run.recording().end();
    }

    /** As the clock of the window tells it, for a million lines: a format would take most of the time. */
    private static String moment(Duration time) {
        Duration past = time.abs();
        String hours = past.toHours() > 0 ? past.toHours() + ":" : "";
        String minutes = hours.isEmpty() ? String.valueOf(past.toMinutesPart()) : digits(past.toMinutesPart(), 100);
        return (time.isNegative() ? "-" : "") + hours + minutes + ":" + digits(past.toSecondsPart(), 100) + "."
                + digits(past.toMillisPart(), 1000);
    }

    private static String digits(int number, int beyond) {
        return String.valueOf(beyond + number).substring(1);
    }
}
