package padlock.scenario.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import padlock.scenario.MeshQuestions;

/** Who reaches whom, for scripts. */
public final class MatrixJson {

    private MatrixJson() {}

    public static String of(List<MeshQuestions.Row> rows) {
        ObjectNode json = Json.object();
        json.set("connections", Json.array(rows, MatrixJson::connection));
        return Json.text(json);
    }

    private static ObjectNode connection(MeshQuestions.Row row) {
        ObjectNode json = Json.object()
                .put("from", Grid.from(row.pair()))
                .put("to", row.pair().to())
                .put("endpoint", Json.orNull(Grid.endpoint(row.pair())));
        Json.verdict(row.verdict(), row.status(), json);
        return json;
    }
}
