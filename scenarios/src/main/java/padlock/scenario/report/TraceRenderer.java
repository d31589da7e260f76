package padlock.scenario.report;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import padlock.mesh.actor.MeshFact;
import padlock.sim.Event;
import padlock.sim.Fact;
import padlock.sim.recording.Recording;

/** A recording as lines to read: seconds since the start, who, and a sentence for the fact. */
public final class TraceRenderer {

    private static final String TIME = "%10.3fs";
    private static final String GAP = "  ";

    private TraceRenderer() {}

    /**
     * Every fact from the start on; of the coming up before it, what there is at its end: pods, certificates,
     * resources.
     *
     * @param start the instant from which seconds are counted
     */
    public static String of(Recording recording, Instant start) {
        Sentences sentences = Sentences.naming(recording);
        List<Event> before = recording.events().stream()
                .filter(event -> event.at().isBefore(start) && isLasting(event.fact()))
                .toList();
        List<Event> since = recording.events().stream()
                .filter(event -> !event.at().isBefore(start))
                .toList();
        StringBuilder trace = new StringBuilder();
        trace.append("# ")
                .append(recording.scenario())
                .append(", seed ")
                .append(recording.seed())
                .append('\n');
        trace.append("# what there is at ").append(start).append('\n');
        append(before, start, sentences, trace);
        trace.append("# what happens\n");
        append(since, start, sentences, trace);
        return trace.toString();
    }

    private static boolean isLasting(Fact fact) {
        return fact instanceof MeshFact.RootCreated
                || fact instanceof MeshFact.InstanceStarted
                || fact instanceof MeshFact.CertificateInstalled
                || fact instanceof MeshFact.PolicyStored
                || fact instanceof MeshFact.ResourceStored;
    }

    private static void append(List<Event> events, Instant start, Sentences sentences, StringBuilder trace) {
        int width = events.stream()
                .mapToInt(event -> sentences.actor(event.actor()).length())
                .max()
                .orElse(0);
        for (Event event : events) {
            double seconds = Duration.between(start, event.at()).toNanos() / 1e9;
            String actor = sentences.actor(event.actor());
            trace.append(String.format(Locale.ROOT, TIME, seconds)).append(GAP).append(actor);
            trace.append(" ".repeat(width - actor.length()))
                    .append(GAP)
                    .append(sentences.sentence(event.fact()))
                    .append('\n');
        }
    }
}
