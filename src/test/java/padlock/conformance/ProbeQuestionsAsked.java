package padlock.conformance;

import padlock.mesh.actor.CallTarget;
import padlock.mesh.actor.Settings;
import padlock.mesh.history.CallView;
import padlock.mesh.policy.Probing;
import padlock.scenario.ProbeQuestions;

/** What the kubelet makes of its probes. */
final class ProbeQuestionsAsked {

    private ProbeQuestionsAsked() {}

    /** {@code {probe-of: ns/workload}}, of which it is the only one. */
    static Answer probe(Ask ask, SmallMesh small) {
        ProbeQuestions.Answer answer = ProbeQuestions.of(small.questions(Settings.DEFAULTS)).stream()
                .filter(each ->
                        (each.workload().namespace() + "/" + each.workload().name()).equals(ask.subject()))
                .findFirst()
                .orElseThrow();
        return Answer.empty()
                .with("succeeds", answer.succeeds())
                .with("rewritten", answer.asked().value() == Probing.Asked.AGENT)
                .with("asks", answer.target().map(CallTarget::toString))
                .with(
                        "reason",
                        answer.call().map(call -> call.verdict().reason().text()))
                .with("status", answer.call().flatMap(CallView::status));
    }
}
