package padlock.scenario;

import java.util.List;
import padlock.mesh.history.CallView;
import padlock.mesh.history.LedgerEntry;
import padlock.mesh.history.PolicyView;
import padlock.sim.recording.Recording;

/**
 * A scenario that was run.
 *
 * @param calls in the order in which they were made
 * @param policies every change of a policy, in order; those in force at the start first
 * @param ledger what crossed the network in plaintext
 */
public record Run(
        Scenario scenario,
        Recording recording,
        List<CallView> calls,
        List<PolicyView> policies,
        List<LedgerEntry> ledger,
        List<Judged> expectations) {

    /** An expectation, and what became of it. */
    public record Judged(Expectation expectation, Verdict verdict) {}

    public Run {
        calls = List.copyOf(calls);
        policies = List.copyOf(policies);
        ledger = List.copyOf(ledger);
        expectations = List.copyOf(expectations);
    }
}
