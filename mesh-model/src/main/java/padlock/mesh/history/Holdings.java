package padlock.mesh.history;

import java.time.Instant;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import padlock.mesh.actor.Wiretap;
import padlock.mesh.resource.InstanceId;

/**
 * What each sidecar of a run goes by at any instant: the very configuration that it acts on, its roots and its
 * certificate. No fact has all of it, so it is seen while the run goes on.
 */
public final class Holdings implements Wiretap {

    private final SortedMap<InstanceId, NavigableMap<Instant, Holding>> held = new TreeMap<>();

    @Override
    public void saw(Flight flight) {
        // Whoever looks into sidecars looks at no bytes.
    }

    @Override
    public void holds(Holding holding) {
        held.computeIfAbsent(holding.sidecar(), sidecar -> new TreeMap<>()).put(holding.at(), holding);
    }

    /** What a sidecar goes by at an instant; empty where none runs yet. */
    public Optional<Holding> at(InstanceId sidecar, Instant instant) {
        return Optional.ofNullable(held.get(sidecar))
                .map(history -> history.floorEntry(instant))
                .map(NavigableMap.Entry::getValue);
    }

    /** What every sidecar that ran until then goes by at an instant, or went by at last. */
    public Stream<Holding> all(Instant instant) {
        return held.keySet().stream().flatMap(sidecar -> at(sidecar, instant).stream());
    }
}
