package padlock.scenario.report;

import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import padlock.mesh.history.ToldFlight;
import padlock.tls.capture.DecodedFlight;
import padlock.tls.capture.Node;

/**
 * The flights of a call for a person at a terminal: what stands where, what it means, and what both ends make of it.
 */
final class TranscriptText {

    private static final int INDENT = 2;
    private static final int HANGING = 6;
    private static final int BYTES_SHOWN = 16;

    private final Paper paper;

    TranscriptText(Paper paper) {
        this.paper = paper;
    }

    void write(List<ToldFlight> flights) {
        paper.heading("WHAT CROSSED THE WIRE");
        if (flights.isEmpty()) {
            paper.paragraph(INDENT, INDENT, Cell.weak("not a byte"));
        }
        flights.forEach(this::flight);
    }

    private void flight(ToldFlight told) {
        byte[] wire = told.flight().contents().get(0).bytes();
        paper.blank();
        String arrow = ExplainJson.side(told.from()).equals("client") ? "client → server" : "server → client";
        paper.paragraph(
                INDENT,
                HANGING,
                new Cell(
                        clock(told.at()) + "  " + arrow + "  " + RunText.many(wire.length, "byte") + "  ("
                                + told.connection() + ")",
                        Tone.STRONG));
        told.flight().tree().forEach(node -> node(node, told.flight(), INDENT + 2));
        String arrived = told.arrived().map(at -> "then").orElse("it never arrives;");
        paper.paragraph(INDENT, HANGING, Cell.of(arrived + " the client " + told.clientBelieves()));
        paper.paragraph(INDENT, HANGING, Cell.of("and the server " + told.serverBelieves()));
    }

    private void node(Node node, DecodedFlight flight, int indent) {
        byte[] content = flight.contents().get(node.content()).bytes();
        int end = Math.min(content.length, node.offset() + Math.min(node.length(), BYTES_SHOWN));
        String hex = HexFormat.of().formatHex(Arrays.copyOfRange(content, node.offset(), end))
                + (node.length() > BYTES_SHOWN ? "…" : "");
        String place = (node.content() == 0 ? "" : "decrypted ") + "[" + node.offset() + ".."
                + (node.offset() + node.length()) + ")";
        String value = node.value().isEmpty() ? "" : ": " + node.value();
        Tone tone = node.name().equals(Node.MALFORMED) ? Tone.BAD : Tone.PLAIN;
        paper.paragraph(indent, indent + 4, new Cell(node.name() + value + "  " + place, tone));
        String about = node.meaning().isEmpty() ? "" : "— " + node.meaning();
        if (!about.isEmpty()) {
            paper.paragraph(indent + 4, indent + 4, Cell.weak(about));
        }
        if (node.parts().isEmpty() && !node.value().contains(hex.replace("…", ""))) {
            paper.paragraph(indent + 4, indent + 4, Cell.weak(hex));
        }
        node.parts().forEach(part -> node(part, flight, indent + 2));
    }

    private static String clock(Instant at) {
        return at.toString();
    }
}
