package padlock.scenario.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import padlock.scenario.ChainAnswer;

/** What is said of a chain of certificates, for scripts. */
public final class ChainJson {

    private ChainJson() {}

    public static String of(ChainAnswer answer) {
        ObjectNode json = Json.object()
                .put("accepted", answer.accepted())
                .put("identity", answer.identity().map(Object::toString).orElse(null))
                .put("reason", answer.reason().text())
                .put(
                        "alert",
                        answer.alert()
                                .map(alert -> alert.name().toLowerCase(Locale.ROOT))
                                .orElse(null));
        json.set(
                "checks",
                Json.array(
                        answer.checks(),
                        check -> Json.object()
                                .put("name", check.name())
                                .put("passed", check.passed())
                                .put("detail", check.detail())));
        return Json.text(json);
    }
}
