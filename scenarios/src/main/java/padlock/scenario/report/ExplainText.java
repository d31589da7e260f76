package padlock.scenario.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import padlock.mesh.actor.AccessLogEntry;
import padlock.mesh.history.CallReason;
import padlock.mesh.history.CallView;
import padlock.mesh.history.Transport;
import padlock.mesh.policy.Reason;
import padlock.mesh.resource.MutualTlsMode;

/** An explanation for a person at a terminal: the verdict, the chain of reasons, and what each party sees. */
public final class ExplainText {

    private static final int INDENT = 2;
    private static final int DEEPER = 6;
    private static final int DEEPEST = 10;

    private final Explanation explanation;
    private final CallView call;
    private final Paper paper;

    private ExplainText(Explanation explanation, Ink ink, int width) {
        this.explanation = explanation;
        this.call = explanation.answer().call();
        this.paper = new Paper(ink, width);
    }

    public static String of(Explanation explanation, Ink ink, int width) {
        return new ExplainText(explanation, ink, width).text();
    }

    private String text() {
        paper.line(verdict());
        paper.paragraph(INDENT, DEEPER, Cell.of(from()));
        paper.paragraph(INDENT, DEEPER, Cell.of(to()));
        call.onward().forEach(leg -> paper.paragraph(INDENT, DEEPER, Cell.of(then(leg))));
        because();
        views();
        identities();
        if (explanation.transcript()) {
            new TranscriptText(paper).write(explanation.answer().flights());
        }
        return paper.toString();
    }

    private Cell verdict() {
        CallView.Verdict verdict = call.verdict();
        String over = verdict.transport() == Transport.NONE ? "" : " over " + InWords.transport(verdict.transport());
        String status = call.status().map(code -> ", status " + code).orElse("");
        String why = verdict.reason() == CallReason.OK
                ? ""
                : ": " + verdict.reason().text() + " — " + InWords.why(verdict.reason());
        String refused = verdict.refusedBy()
                .map(side -> "; the " + ExplainJson.side(side) + "'s side refused")
                .orElse("");
        String mark = why.isEmpty() ? "✓ " : "✗ ";
        return new Cell(
                mark + verdict.result().text().toUpperCase(Locale.ROOT) + over + status + why + refused,
                InWords.tone(verdict));
    }

    private String from() {
        return "from  " + call.from().instance() + ", service account "
                + call.from().serviceAccount() + ", " + sidecar(call.from().sidecar())
                + call.route()
                        .map(route -> ", calling " + InWords.sends(route.sends()))
                        .orElse("");
    }

    private String to() {
        String written = "to    " + call.target();
        String answered = call.route()
                .map(route -> ", " + route.endpoint() + " port " + route.targetPort())
                .orElse("");
        String server = call.server()
                .map(side -> ", " + sidecar(side.sidecar())
                        + side.mode().map(ExplainText::mode).orElse(""))
                .orElse("");
        return written + answered + server;
    }

    private static String then(CallView.Leg leg) {
        CallView.Route route = leg.route();
        return "then  " + route.host() + ":" + route.port() + ", " + route.endpoint() + " port " + route.targetPort()
                + ", " + sidecar(leg.server().sidecar())
                + leg.server().mode().map(ExplainText::mode).orElse("") + ", calling " + InWords.sends(route.sends());
    }

    private static String sidecar(boolean sidecar) {
        return sidecar ? "with a sidecar" : "without a sidecar";
    }

    private static String mode(MutualTlsMode mode) {
        return ", " + mode + " on this port";
    }

    private void because() {
        paper.heading("WHY");
        if (call.because().isEmpty()) {
            paper.paragraph(
                    INDENT,
                    INDENT,
                    Cell.weak(
                            "no policy was asked: " + InWords.why(call.verdict().reason())));
        }
        for (Reason reason : call.because()) {
            paper.paragraph(
                    INDENT, DEEPER, Cell.of(reason.question() + ": " + reason.answer() + "  (" + reason.rule() + ")"));
            paper.paragraph(
                    DEEPER,
                    DEEPEST,
                    reason.decidedBy()
                            .map(ExplainText::place)
                            .map(Cell::of)
                            .orElse(Cell.weak("nothing sets it: the default")));
            for (Reason.Ignored ignored : reason.ignored()) {
                paper.paragraph(DEEPER, DEEPEST, Cell.weak("not " + place(ignored.field()) + ": " + ignored.why()));
            }
        }
    }

    private static String place(Reason.Field field) {
        return field.resource() + "  " + field.origin();
    }

    private void views() {
        paper.heading("WHAT EACH PARTY SEES");
        see("the program", call.printed().orElse("still waits"));
        see("the client's sidecar logs", log(call.from().sidecar(), call.clientLog()));
        see(call.onward().isEmpty() ? "the server's sidecar logs" : "the gateway logs", serverLog());
        for (CallView.Leg leg : call.onward()) {
            see(
                    "the sidecar of " + leg.route().endpoint() + " logs",
                    log(leg.server().sidecar(), leg.serverLog()));
        }
    }

    private void see(String who, String what) {
        paper.paragraph(INDENT, INDENT, Cell.weak(who));
        for (String line : what.split("\n", -1)) {
            paper.paragraph(DEEPER, DEEPER, Cell.of(line));
        }
    }

    private static String log(boolean sidecar, Optional<AccessLogEntry> entry) {
        return entry.map(AccessLogEntry::line).orElse(sidecar ? "no line" : "there is no sidecar");
    }

    private String serverLog() {
        return call.server()
                .map(server -> log(server.sidecar(), call.serverLog()))
                .orElse("no pod was reached");
    }

    private void identities() {
        List<List<Cell>> rows = new ArrayList<>();
        call.clientIdentity()
                .ifPresent(identity -> rows.add(List.of(Cell.weak("client"), Cell.of(identity.toString()))));
        call.serverIdentity()
                .ifPresent(identity -> rows.add(List.of(Cell.weak("server"), Cell.of(identity.toString()))));
        call.handshake().ifPresent(handshake -> rows.add(List.of(Cell.weak("handshake"), Cell.of(agreed(handshake)))));
        if (!rows.isEmpty()) {
            paper.heading("CERTIFICATES");
            paper.table(INDENT, rows);
        }
    }

    private String agreed(CallView.Handshake handshake) {
        return handshake.version() + ", " + handshake.cipherSuite()
                + handshake.group().map(group -> ", " + group).orElse("") + ", "
                + RunText.many(explanation.answer().handshakeBytes(), "byte")
                + (handshake.reused() ? ", the connection stood already" : "");
    }
}
