package padlock.scenario.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import padlock.scenario.Message;

/** Mistakes and risks for scripts. */
public final class AnalysisJson {

    private AnalysisJson() {}

    public static String of(List<Message> messages) {
        ObjectNode json = Json.object();
        json.set("messages", Json.array(messages, AnalysisJson::message));
        return Json.text(json);
    }

    private static ObjectNode message(Message message) {
        return Json.object()
                .put("code", message.code().name())
                .put("level", message.code().level().name().toLowerCase(Locale.ROOT))
                .put("resource", message.resource().toString())
                .put("path", message.origin().path())
                .put("line", message.origin().line())
                .put("message", message.text())
                .put("hint", message.hint());
    }
}
