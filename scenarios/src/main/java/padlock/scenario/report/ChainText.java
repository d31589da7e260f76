package padlock.scenario.report;

import padlock.scenario.ChainAnswer;

/** What is said of a chain of certificates, for a person. */
public final class ChainText {

    private ChainText() {}

    public static String of(ChainAnswer answer) {
        StringBuilder text = new StringBuilder();
        text.append(
                answer.accepted()
                        ? "✓ ACCEPTED"
                        : "✗ REFUSED: " + answer.reason().text());
        answer.alert().ifPresent(alert -> text.append(", alert ").append(alert));
        text.append('\n');
        text.append("  identity  ")
                .append(answer.identity().map(Object::toString).orElse("no SPIFFE ID"))
                .append("\n\nCHECKS\n");
        answer.checks()
                .forEach(check -> text.append(check.passed() ? "  ✓ " : "  ✗ ")
                        .append(check.name())
                        .append("  ")
                        .append(check.detail())
                        .append('\n'));
        return text.toString();
    }
}
