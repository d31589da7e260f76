package padlock.mesh.actor;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import padlock.mesh.resource.InstanceId;
import padlock.sim.ActorId;

/** All that goes wrong in a run, and when: whomever it may befall asks what is there at an instant. */
final class Faults {

    private final List<Window> windows = new ArrayList<>();

    /** When a fault is there. */
    record Window(int number, Fault fault, Instant from, Optional<Instant> until) {

        boolean isOpenAt(Instant instant) {
            return !instant.isBefore(from) && until.map(instant::isBefore).orElse(true);
        }
    }

    void add(Fault fault, Instant from, Optional<Instant> until) {
        windows.add(new Window(windows.size() + 1, fault, from, until));
    }

    /** In the order of the file. */
    List<Window> at(Instant instant) {
        return windows.stream().filter(window -> window.isOpenAt(instant)).toList();
    }

    /** Whether the network parts these two at an instant. */
    boolean part(ActorId one, ActorId other, Instant instant) {
        return at(instant).stream()
                .map(Window::fault)
                .anyMatch(fault -> fault instanceof Fault.Partition partition && partition.parts(one, other));
    }

    /** Whether such a fault is there at any time of the run. */
    boolean foresee(Predicate<Fault> kind) {
        return windows.stream().map(Window::fault).anyMatch(kind);
    }

    /** Those of one kind that befall a pod, in the order of the file. */
    <F extends Fault.OfWorkload> Stream<F> befalling(InstanceId pod, Class<F> kind, Instant instant) {
        return at(instant).stream()
                .map(Window::fault)
                .filter(kind::isInstance)
                .map(kind::cast)
                .filter(fault -> fault.workload().has(MeshIds.application(pod)));
    }
}
