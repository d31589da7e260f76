package padlock.ui.player;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import padlock.mesh.actor.MeshFact;
import padlock.mesh.history.CallResult;
import padlock.mesh.history.CallView;
import padlock.mesh.history.Link;
import padlock.mesh.history.LinkHistory;
import padlock.scenario.Run;
import padlock.scenario.report.Sentences;
import padlock.sim.Event;
import padlock.ui.control.Moments;
import padlock.ui.text.Texts;

/**
 * Something on the time line that is worth going to.
 *
 * @param count how many events have happened by then
 * @param link the connection that it is about, if it is about one
 */
public record Mark(Instant at, int count, Kind kind, String text, Optional<Link> link) {

    /** What it is about. */
    public enum Kind {
        /** Of a resource, by a person or the scenario. */
        CHANGE,
        /** Of a new configuration to the sidecars. */
        PUSH,
        /** Of a sidecar's certificate by the next. */
        ROTATION,
        FAULT,
        FAILURE
    }

    /** All of a run, in the order in which they happen. */
    static List<Mark> of(Run run, List<Landmark> landmarks, LinkHistory links, Sentences words) {
        Instant start = run.scenario().start();
        List<Landmark> since = landmarks.stream()
                .filter(landmark -> landmark.event().at().isAfter(start))
                .toList();
        return Stream.of(told(since, words), pushes(since), failures(run, links))
                .flatMap(marks -> marks)
                .sorted(Comparator.comparing(Mark::at))
                .toList();
    }

    private static Stream<Mark> told(List<Landmark> landmarks, Sentences words) {
        return landmarks.stream()
                .flatMap(landmark -> kind(landmark.event()).stream()
                        .map(kind -> new Mark(
                                landmark.event().at(),
                                landmark.index() + 1,
                                kind,
                                words.actor(landmark.event().actor()) + " "
                                        + words.sentence(landmark.event().fact()),
                                Optional.empty())));
    }

    private static Optional<Kind> kind(Event event) {
        if (event.fact() instanceof MeshFact.CertificateInstalled) return Optional.of(Kind.ROTATION);
        else if (event.fact() instanceof MeshFact.FaultBegan || event.fact() instanceof MeshFact.FaultEnded)
            return Optional.of(Kind.FAULT);
        else return Landmark.isChange(event.fact()) ? Optional.of(Kind.CHANGE) : Optional.empty();
    }

    /** One for each configuration, however many sidecars it goes to. */
    private static Stream<Mark> pushes(List<Landmark> landmarks) {
        Map<Long, List<Landmark>> pushed = new LinkedHashMap<>();
        Map<Long, Instant> held = new LinkedHashMap<>();
        for (Landmark landmark : landmarks) {
            if (landmark.event().fact() instanceof MeshFact.ConfigPushed push) {
                pushed.computeIfAbsent(push.revision(), any -> new ArrayList<>())
                        .add(landmark);
            } else if (landmark.event().fact() instanceof MeshFact.ConfigApplied applied) {
                held.put(applied.revision(), landmark.event().at());
            }
        }
        return pushed.entrySet().stream().map(push -> push(push.getKey(), push.getValue(), held));
    }

    private static Mark push(long revision, List<Landmark> sent, Map<Long, Instant> held) {
        Landmark first = sent.get(0);
        Instant begun = first.event().at();
        String text = Optional.ofNullable(held.get(revision))
                .map(last ->
                        Texts.of("mark.push.held", revision, sent.size(), Moments.words(Duration.between(begun, last))))
                .orElseGet(() -> Texts.of("mark.push.sent", revision, sent.size()));
        return new Mark(begun, first.index() + 1, Kind.PUSH, text, Optional.empty());
    }

    /** The first failure of a link after it worked, or at all: not each of a hundred. */
    private static Stream<Mark> failures(Run run, LinkHistory links) {
        return links.links().stream()
                .flatMap(link -> turns(link, links.calls(link)))
                .sorted(Comparator.comparing(Mark::at))
                .map(mark ->
                        new Mark(mark.at(), run.recording().until(mark.at()), mark.kind(), mark.text(), mark.link()));
    }

    private static Stream<Mark> turns(Link link, List<CallView> calls) {
        Stream.Builder<Mark> turns = Stream.builder();
        boolean worked = true;
        for (CallView call : calls) {
            boolean works = call.verdict().result() == CallResult.SUCCEEDED;
            if (worked && !works && call.ended().isPresent()) {
                turns.add(new Mark(
                        call.ended().get(),
                        0,
                        Kind.FAILURE,
                        call.traffic() + ": " + call.verdict().reason().text(),
                        Optional.of(link)));
            }
            worked = works;
        }
        return turns.build();
    }
}
