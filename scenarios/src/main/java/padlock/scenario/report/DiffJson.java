package padlock.scenario.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import padlock.mesh.history.CallView;
import padlock.scenario.MatrixDiff;

/** What a change of manifests changes, for scripts. */
public final class DiffJson {

    private DiffJson() {}

    public static String of(MatrixDiff diff) {
        ObjectNode json = Json.object();
        json.set("changes", Json.array(diff.changes(), DiffJson::change));
        return Json.text(json.put("unchanged", diff.unchanged()));
    }

    private static ObjectNode change(MatrixDiff.Change change) {
        ObjectNode json = Json.object()
                .put("from", change.connection().from())
                .put("to", change.connection().to())
                .put("endpoint", Json.orNull(change.connection().endpoint()));
        json.set("before", side(change.before()));
        json.set("after", side(change.after()));
        return json.put("kind", change.kind().text());
    }

    private static JsonNode side(Optional<CallView.Verdict> verdict) {
        return verdict.<JsonNode>map(told -> Json.object()
                        .put("transport", told.transport().text())
                        .put("result", told.result().text())
                        .put("reason", told.reason().text()))
                .orElse(NullNode.getInstance());
    }
}
