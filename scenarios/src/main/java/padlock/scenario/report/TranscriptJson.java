package padlock.scenario.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HexFormat;
import java.util.List;
import padlock.mesh.history.ToldFlight;
import padlock.tls.capture.DecodedFlight;
import padlock.tls.capture.Node;

/** The flights of a call for scripts. A node's {@code in} says in which of the flight's contents its bytes stand. */
final class TranscriptJson {

    private TranscriptJson() {}

    static ArrayNode of(List<ToldFlight> flights) {
        return Json.array(flights, TranscriptJson::flight);
    }

    private static ObjectNode flight(ToldFlight told) {
        DecodedFlight flight = told.flight();
        ObjectNode json = Json.object()
                .put("connection", told.connection())
                .put("at", told.at().toString())
                .put("arrived", Json.orNull(told.arrived()))
                .put("from", ExplainJson.side(told.from()))
                .put("bytes", hex(flight.contents().get(0).bytes()));
        json.set(
                "decrypted",
                Json.array(
                        flight.contents().subList(1, flight.contents().size()),
                        content -> Json.object().put("name", content.name()).put("bytes", hex(content.bytes()))));
        json.set("records", Json.array(flight.tree(), node -> node(node, flight)));
        json.putObject("beliefs").put("client", told.clientBelieves()).put("server", told.serverBelieves());
        return json;
    }

    private static ObjectNode node(Node node, DecodedFlight flight) {
        ObjectNode json = Json.object()
                .put("name", node.name())
                .put("value", node.value())
                .put("meaning", node.meaning())
                .put("in", node.content() == 0 ? "wire" : "decrypted[" + (node.content() - 1) + "]")
                .put("offset", node.offset())
                .put("length", node.length());
        json.set("parts", Json.array(node.parts(), part -> node(part, flight)));
        return json;
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
