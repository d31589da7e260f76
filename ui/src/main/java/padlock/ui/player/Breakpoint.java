package padlock.ui.player;

import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import padlock.mesh.actor.MeshFact;
import padlock.mesh.history.WorkloadName;
import padlock.mesh.resource.ResourceId;
import padlock.sim.Event;
import padlock.ui.text.Texts;

/** Where playing stops by itself. */
public sealed interface Breakpoint {

    /**
     * How many events have happened where it stops: the least count that is more than {@code from} and at most
     * {@code to}.
     */
    OptionalInt within(Played played, int from, int to);

    String words();

    /** How many events it may look at before anybody could notice. */
    default int atOnce() {
        return Integer.MAX_VALUE;
    }

    /** A connection begins to fail. */
    record Failure() implements Breakpoint {

        @Override
        public OptionalInt within(Played played, int from, int to) {
            return played.marks().stream()
                    .filter(mark -> mark.kind() == Mark.Kind.FAILURE)
                    .mapToInt(Mark::count)
                    .filter(count -> count > from && count <= to)
                    .min();
        }

        @Override
        public String words() {
            return Texts.of("stop.failure");
        }
    }

    /** A sidecar of a workload holds the latest change of a policy. */
    record InEffect(ResourceId policy, WorkloadName workload) implements Breakpoint {

        @Override
        public OptionalInt within(Played played, int from, int to) {
            OptionalLong wanted = OptionalLong.empty();
            for (Landmark landmark : played.landmarks()) {
                Event event = landmark.event();
                int count = landmark.index() + 1;
                if (count > to) {
                    break;
                }
                if (event.fact() instanceof MeshFact.PolicyStored stored
                        && stored.policy().equals(policy)) {
                    wanted = OptionalLong.of(stored.revision());
                } else if (event.fact() instanceof MeshFact.ConfigApplied applied
                        && wanted.isPresent()
                        && applied.revision() >= wanted.getAsLong()
                        && WorkloadName.of(applied.sidecar()).equals(workload)) {
                    if (count > from) {
                        return OptionalInt.of(count);
                    }
                    wanted = OptionalLong.empty();
                }
            }
            return OptionalInt.empty();
        }

        @Override
        public String words() {
            return Texts.of("stop.in-effect", policy, workload);
        }
    }

    /** An event is told with all of these words. */
    record Says(String text) implements Breakpoint {

        @Override
        public int atOnce() {
            return 500;
        }

        @Override
        public OptionalInt within(Played played, int from, int to) {
            List<String> wanted = List.of(text.toLowerCase(Locale.ROOT).split("\\s+"));
            return IntStream.range(from, to)
                    .filter(i -> {
                        String line = played.line(i).toLowerCase(Locale.ROOT);
                        return wanted.stream().allMatch(line::contains);
                    })
                    .map(i -> i + 1)
                    .findFirst();
        }

        @Override
        public String words() {
            return Texts.of("stop.says", text);
        }
    }
}
