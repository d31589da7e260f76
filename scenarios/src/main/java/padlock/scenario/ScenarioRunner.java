package padlock.scenario;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleConsumer;
import padlock.mesh.actor.Call;
import padlock.mesh.actor.MeshSimulation;
import padlock.mesh.actor.Wiretap;
import padlock.mesh.history.CallHistory;
import padlock.mesh.history.CallView;
import padlock.mesh.history.PlaintextLedger;
import padlock.mesh.history.PolicyHistory;
import padlock.mesh.history.ToldFlight;
import padlock.mesh.history.TranscriptTap;
import padlock.mesh.resource.InstanceId;
import padlock.sim.recording.Recording;

/** Runs a scenario from its start to its end. */
public final class ScenarioRunner {

    /** How long bytes of a call that is over may be on their way. */
    private static final Duration AFTERMATH = Duration.ofSeconds(1);

    private ScenarioRunner() {}

    public static Run run(Scenario scenario) {
        return run(scenario, Wiretap.NONE);
    }

    /** Runs a scenario while somebody looks at the bytes of its connections. */
    public static Run run(Scenario scenario, Wiretap wiretap) {
        return run(scenario, wiretap, looked -> {});
    }

    /**
     * Runs a scenario while somebody looks at the bytes of its connections.
     *
     * @param watch hears, once the run is over, how far its calls have been looked through, from 0 to 1; what it throws
     *     ends it
     */
    public static Run run(Scenario scenario, Wiretap wiretap, DoubleConsumer watch) {
        Instant start = scenario.start();
        PlaintextLedger ledger = new PlaintextLedger();
        Recording recording = simulation(scenario, wiretap.and(ledger)).runUntil(start.plus(scenario.length()));
        List<CallView> calls = CallHistory.of(recording, watch);
        List<Run.Judged> judged = scenario.expectations().stream()
                .map(expectation -> new Run.Judged(expectation, Judge.of(expectation, calls, start)))
                .toList();
        return new Run(scenario, recording, calls, PolicyHistory.of(recording), ledger.entries(recording), judged);
    }

    /**
     * What crossed the wire for a call of a scenario, from the opening of its connections on. Bytes are not recorded:
     * the run is made again until the call is over.
     */
    public static List<ToldFlight> flights(Scenario scenario, CallView call) {
        TranscriptTap tap = new TranscriptTap();
        Instant end = scenario.start().plus(scenario.length());
        Instant over = call.ended()
                .map(ended -> ended.plus(AFTERMATH))
                .filter(end::isAfter)
                .orElse(end);
        return tap.of(call.name(), simulation(scenario, tap).runUntil(over));
    }

    static MeshSimulation simulation(Scenario scenario, Wiretap wiretap) {
        Instant start = scenario.start();
        MeshSimulation simulation = new MeshSimulation(
                scenario.name(), scenario.seed(), start, scenario.settings(), scenario.mesh(), wiretap);
        scenario.timeline().forEach(intervention -> schedule(intervention, start, simulation));
        scenario.traffic().forEach(traffic -> schedule(traffic, scenario, simulation));
        return simulation;
    }

    private static void schedule(Intervention intervention, Instant start, MeshSimulation simulation) {
        Instant at = start.plus(intervention.at());
        if (intervention instanceof Intervention.Apply apply) simulation.apply(at, apply.resources());
        else if (intervention instanceof Intervention.Delete delete) simulation.delete(at, delete.resources());
        else if (intervention instanceof Intervention.ReadPrecedence read)
            simulation.readPrecedence(at, read.precedence());
        else if (intervention instanceof Intervention.Inject inject)
            simulation.fault(at, inject.lasting().map(at::plus), inject.fault());
        else throw new AssertionError(intervention);
    }

    private static void schedule(Traffic traffic, Scenario scenario, MeshSimulation simulation) {
        InstanceId from =
                new InstanceId(traffic.from().namespace(), traffic.from().workload(), 1);
        int number = 0;
        for (Duration at : traffic.schedule().within(scenario.length())) {
            number++;
            Call call = new Call(
                    traffic.name() + "#" + number,
                    traffic.name(),
                    traffic.to(),
                    traffic.method(),
                    traffic.headers(),
                    Optional.empty());
            simulation.call(scenario.start().plus(at), from, call);
        }
    }
}
