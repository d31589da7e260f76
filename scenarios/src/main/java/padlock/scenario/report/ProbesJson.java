package padlock.scenario.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import padlock.mesh.actor.CallTarget;
import padlock.mesh.history.CallReason;
import padlock.mesh.history.CallView;
import padlock.mesh.policy.Probing;
import padlock.mesh.policy.Reason;
import padlock.scenario.ProbeQuestions;

/** What becomes of the kubelet's probes, for scripts. */
public final class ProbesJson {

    private ProbesJson() {}

    public static String of(List<ProbeQuestions.Answer> answers) {
        ObjectNode json = Json.object();
        json.set("probes", Json.array(answers, ProbesJson::probe));
        return Json.text(json);
    }

    private static ObjectNode probe(ProbeQuestions.Answer answer) {
        ObjectNode json = Json.object()
                .put(
                        "workload",
                        answer.workload().namespace() + "/" + answer.workload().name())
                .put("container", answer.probe().container())
                .put("probe", answer.probe().purpose().text())
                .put("handler", ProbeWords.handler(answer.probe()))
                .put("rewritten", answer.asked().value() == Probing.Asked.AGENT)
                .put("asks", Json.orNull(answer.target().map(CallTarget::toString)))
                .put("result", answer.succeeds() ? "succeeded" : "failed")
                .put(
                        "reason",
                        answer.call()
                                .filter(call -> !answer.succeeds())
                                .map(call -> call.verdict().reason())
                                .orElse(CallReason.OK)
                                .text())
                .put("status", answer.call().flatMap(CallView::status).orElse(null))
                .put("event", Json.orNull(ProbeWords.event(answer)))
                .put("path", answer.probe().origin().path())
                .put("line", answer.probe().origin().line());
        List<Reason> because = new ArrayList<>(answer.asked().reasons());
        answer.call().ifPresent(call -> because.addAll(call.because()));
        json.set("because", Json.array(because, ExplainJson::because));
        return json;
    }
}
