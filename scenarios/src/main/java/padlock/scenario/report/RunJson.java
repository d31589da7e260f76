package padlock.scenario.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import padlock.mesh.history.CallView;
import padlock.mesh.history.PolicyView;
import padlock.scenario.Run;

/** A run for scripts; a call that was not over at the end is no row, nor is a deletion a policy. */
public final class RunJson {

    private RunJson() {}

    public static String of(RunReport report) {
        Run run = report.run();
        ObjectNode json = Json.object()
                .put("scenario", run.scenario().name())
                .put("seed", run.recording().seed())
                .put("fingerprint", run.recording().fingerprint())
                .put("end", run.recording().end().toString());
        json.putObject("handshakes").put("run", report.handshakes()).put("reused", report.reusedHandshakes());
        json.set("connections", Json.array(report.calls(), RunJson::connection));
        json.set(
                "policies",
                Json.array(
                        run.policies().stream()
                                .filter(policy -> policy.change() != PolicyView.Change.DELETED)
                                .toList(),
                        RunJson::policy));
        json.set("ledger", Json.array(run.ledger(), Ledger::json));
        json.set("expectations", Json.array(run.expectations(), RunJson::expectation));
        return Json.text(json);
    }

    private static ObjectNode connection(CallView call) {
        ObjectNode json = Json.object()
                .put("at", call.at().toString())
                .put("traffic", call.traffic())
                .put("from", call.from().instance().toString())
                .put("to", RunReport.to(call));
        Json.verdict(call.verdict(), call.status(), json);
        return json;
    }

    private static ObjectNode policy(PolicyView policy) {
        return Json.object()
                .put("resource", policy.policy().toString())
                .put("applied", policy.applied().toString())
                .put("inEffect", Json.orNull(policy.inEffect()))
                .put("sidecars", policy.sidecars());
    }

    private static ObjectNode expectation(Run.Judged judged) {
        return Json.object()
                .put("name", judged.expectation().name())
                .put("verdict", RunReport.word(judged.verdict()))
                .put("evidence", judged.verdict().evidence());
    }
}
