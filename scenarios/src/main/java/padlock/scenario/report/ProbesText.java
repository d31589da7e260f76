package padlock.scenario.report;

import java.util.List;
import padlock.mesh.actor.CallTarget;
import padlock.mesh.history.CallView;
import padlock.mesh.policy.Reason;
import padlock.scenario.ProbeQuestions;

/** What becomes of the kubelet's probes, for a person at a terminal: one after the other, and why. */
public final class ProbesText {

    private static final int INDENT = 2;
    private static final int DEEPER = 6;

    private final Paper paper;

    private ProbesText(Paper paper) {
        this.paper = paper;
    }

    public static String of(List<ProbeQuestions.Answer> answers, Ink ink, int width) {
        Paper paper = new Paper(ink, width);
        if (answers.isEmpty()) {
            paper.paragraph(INDENT, INDENT, Cell.weak("no container has a probe"));
        }
        answers.forEach(new ProbesText(paper)::tell);
        return paper.toString();
    }

    private void tell(ProbeQuestions.Answer answer) {
        boolean well = answer.succeeds();
        String said = (well ? "✓ " : "✗ ") + answer.workload().namespace() + "/"
                + answer.workload().name() + "  " + answer.probe().purpose().text() + " of "
                + answer.probe().container() + ", " + ProbeWords.handler(answer.probe()) + ": "
                + (well ? "succeeds" : "fails");
        paper.line(new Cell(said, well ? Tone.GOOD : Tone.BAD));
        answer.asked().reasons().forEach(this::because);
        answer.target()
                .ifPresent(target -> paper.paragraph(INDENT, DEEPER, Cell.of("calls " + target + accepted(answer))));
        answer.call().filter(call -> !well).ifPresent(call -> {
            call.because().forEach(this::because);
            paper.paragraph(
                    INDENT,
                    DEEPER,
                    Cell.of(call.verdict().reason().text() + " — "
                            + InWords.why(call.verdict().reason())));
        });
        ProbeWords.event(answer).ifPresent(event -> paper.paragraph(INDENT, DEEPER, Cell.of("“" + event + "”")));
    }

    /** A sidecar takes any connection, whatever the program behind it does. */
    private static String accepted(ProbeQuestions.Answer answer) {
        boolean anybody = answer.target()
                        .filter(target -> target.scheme() == CallTarget.Scheme.TCP)
                        .isPresent()
                && answer.call()
                        .flatMap(CallView::server)
                        .flatMap(CallView.Server::mode)
                        .isPresent();
        return anybody ? "; the sidecar takes the connection, also while the program does not" : "";
    }

    private void because(Reason reason) {
        paper.paragraph(
                INDENT,
                DEEPER,
                Cell.of(reason.question() + ": " + reason.answer() + "  (" + reason.rule() + ")"
                        + reason.decidedBy()
                                .map(field -> "  " + field.resource() + "  " + field.origin())
                                .orElse("")));
    }
}
