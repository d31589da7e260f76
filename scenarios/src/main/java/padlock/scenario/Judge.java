package padlock.scenario;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import padlock.mesh.history.CallReason;
import padlock.mesh.history.CallResult;
import padlock.mesh.history.CallView;
import padlock.mesh.history.Transport;

/**
 * Holds an expectation against every call that it speaks of; one that no call can answer is inconclusive, never passed.
 */
final class Judge {

    private Judge() {}

    static Verdict of(Expectation expectation, List<CallView> calls, Instant start) {
        List<CallView> asked = calls.stream()
                .filter(call -> expectation.traffic().contains(call.traffic()))
                .filter(call -> expectation
                        .during()
                        .map(interval -> interval.contains(Duration.between(start, call.at())))
                        .orElse(true))
                .toList();
        List<CallView> answered =
                asked.stream().filter(call -> call.ended().isPresent()).toList();
        if (answered.isEmpty()) {
            String when = expectation.during().isPresent() ? " in this interval" : "";
            return new Verdict.Inconclusive(
                    asked.isEmpty()
                            ? "no such call was made" + when
                            : "no such call was over before the end of the run");
        }
        List<CallView> against =
                answered.stream().filter(call -> !holds(expectation, call)).toList();
        if (against.isEmpty()) {
            return new Verdict.Passed(
                    answered.size() == 1
                            ? "the one call: " + said(answered.get(0))
                            : "all " + answered.size() + " calls: " + distinct(answered));
        }
        CallView first = against.get(0);
        return new Verdict.Failed(against.size() + " of " + answered.size() + " calls did not; first " + first.name()
                + " at " + first.at() + ": " + said(first));
    }

    private static boolean holds(Expectation expectation, CallView call) {
        CallView.Verdict verdict = call.verdict();
        return anyOf(expectation.transport(), verdict.transport())
                && anyOf(expectation.result(), verdict.result())
                && anyOf(expectation.reason(), verdict.reason())
                && (expectation.status().isEmpty()
                        || call.status().filter(expectation.status()::contains).isPresent());
    }

    private static <T> boolean anyOf(List<T> allowed, T actual) {
        return allowed.isEmpty() || allowed.contains(actual);
    }

    private static String distinct(List<CallView> calls) {
        return calls.stream().map(Judge::said).distinct().collect(Collectors.joining("; "));
    }

    private static String said(CallView call) {
        CallResult result = call.verdict().result();
        Transport transport = call.verdict().transport();
        List<String> words = new ArrayList<>();
        words.add(result.text());
        if (transport != Transport.NONE) {
            words.add("over " + transport.text());
        }
        if (call.verdict().reason() != CallReason.OK) {
            words.add("(" + call.verdict().reason().text() + ")");
        }
        return String.join(" ", words);
    }
}
