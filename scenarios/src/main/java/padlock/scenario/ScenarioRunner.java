package padlock.scenario;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import padlock.mesh.actor.Call;
import padlock.mesh.actor.MeshSimulation;
import padlock.mesh.actor.Wiretap;
import padlock.mesh.history.CallHistory;
import padlock.mesh.history.CallView;
import padlock.mesh.history.PlaintextLedger;
import padlock.mesh.history.PolicyHistory;
import padlock.mesh.resource.InstanceId;
import padlock.sim.recording.Recording;

/** Runs a scenario from its start to its end. */
public final class ScenarioRunner {

    private ScenarioRunner() {}

    public static Run run(Scenario scenario) {
        return run(scenario, Wiretap.NONE);
    }

    /** Runs a scenario while somebody looks at the bytes of its connections. */
    public static Run run(Scenario scenario, Wiretap wiretap) {
        Instant start = scenario.start();
        PlaintextLedger ledger = new PlaintextLedger();
        MeshSimulation simulation = new MeshSimulation(
                scenario.name(), scenario.seed(), start, scenario.settings(), scenario.mesh(), wiretap.and(ledger));
        scenario.timeline().forEach(intervention -> schedule(intervention, start, simulation));
        scenario.traffic().forEach(traffic -> schedule(traffic, scenario, simulation));
        Recording recording = simulation.runUntil(start.plus(scenario.length()));
        List<CallView> calls = CallHistory.of(recording);
        List<Run.Judged> judged = scenario.expectations().stream()
                .map(expectation -> new Run.Judged(expectation, Judge.of(expectation, calls, start)))
                .toList();
        return new Run(scenario, recording, calls, PolicyHistory.of(recording), ledger.entries(recording), judged);
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
