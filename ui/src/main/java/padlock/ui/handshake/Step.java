package padlock.ui.handshake;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import padlock.mesh.actor.Side;
import padlock.mesh.history.ToldFlight;
import padlock.tls.capture.Node;

/**
 * One message of a flight.
 *
 * @param flight which flight it is, counted from 0
 * @param record the record that holds it; of plaintext, the message itself
 */
record Step(ToldFlight told, int flight, Node record, Node message) {

    /** Parts of a record that only pack what it holds. */
    private static final Set<String> PACKING =
            new TreeSet<>(List.of("type", "version", "length", "encrypted content", "true type"));

    private static final String RECORD = "record";

    /** Every message of these flights, in order. */
    static List<Step> of(List<ToldFlight> flights) {
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < flights.size(); i++) {
            ToldFlight told = flights.get(i);
            int flight = i;
            told.flight()
                    .tree()
                    .forEach(record ->
                            messages(record).forEach(message -> steps.add(new Step(told, flight, record, message))));
        }
        return steps;
    }

    /** What a record holds; the record itself where nobody can read that. */
    private static List<Node> messages(Node record) {
        List<Node> held = record.name().equals(RECORD)
                ? record.parts().stream()
                        .filter(part -> !PACKING.contains(part.name()))
                        .toList()
                : List.of();
        return held.isEmpty() ? List.of(record) : held;
    }

    boolean fromClient() {
        return told.from() == Side.CLIENT;
    }

    /** The bytes that a part of this step covers stand in these. */
    byte[] content(Node part) {
        return told.flight().contents().get(part.content()).bytes();
    }
}
