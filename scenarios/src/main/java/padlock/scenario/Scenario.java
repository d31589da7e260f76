package padlock.scenario;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import padlock.mesh.actor.Settings;
import padlock.mesh.resource.Resource;

/**
 * What is run: a mesh, the calls that its programs make, what happens to it, and what a person expects of it.
 *
 * @param mesh what is in force at the start, in the order of the files; the same resource twice means that the last
 *     wins
 * @param timeline by instant; what happens at one instant is in the order of the file
 */
public record Scenario(
        String name,
        String title,
        String description,
        Instant start,
        Duration length,
        long seed,
        List<Resource> mesh,
        Settings settings,
        List<Traffic> traffic,
        List<Intervention> timeline,
        List<Expectation> expectations) {

    /** When a scenario starts that does not say so. */
    public static final Instant DEFAULT_START = Instant.parse("2026-01-01T00:00:00Z");

    /** The seed of a scenario that names none. */
    public static final long DEFAULT_SEED = 1;

    public Scenario {
        mesh = List.copyOf(mesh);
        traffic = List.copyOf(traffic);
        timeline = List.copyOf(timeline);
        expectations = List.copyOf(expectations);
    }
}
