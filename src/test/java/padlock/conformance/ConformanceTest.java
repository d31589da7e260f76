package padlock.conformance;

import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import static org.assertj.core.api.Assertions.assertThat;

/** Padlock answers every question of every table as Istio does. */
final class ConformanceTest {

    private static final String ADMITTED = "admitted";

    private static final Map<String, BiFunction<Ask, SmallMesh, Answer>> QUESTIONS = Map.ofEntries(
            Map.entry("mode-of", ServerQuestions::mode),
            Map.entry("arrives", ServerQuestions::firstBytes),
            Map.entry("inferred-mode-of", ServerQuestions::inferredMode),
            Map.entry("injected", ServerQuestions::injected),
            Map.entry("rule-towards", ClientQuestions::rule),
            Map.entry("sent-by", ClientQuestions::sent),
            Map.entry("covers", NameQuestions::matches),
            Map.entry("most-specific-for", NameQuestions::mostSpecific),
            Map.entry("full-name-of", NameQuestions::fullName),
            Map.entry("names-for", NameQuestions::accepted),
            Map.entry("trust-domains", NameQuestions::trustDomains),
            Map.entry("access-to", AccessQuestions::decision),
            Map.entry("policies-on", AccessQuestions::attached),
            Map.entry("renewal-of", RenewalQuestions::renewal),
            Map.entry("delay-of", RenewalQuestions::delay),
            Map.entry("probe-of", ProbeQuestionsAsked::probe),
            Map.entry("call", CallQuestions::call));

    @TestFactory
    Stream<DynamicNode> answersAsIstioDoes() {
        return Table.all().stream()
                .map(table -> DynamicContainer.dynamicContainer(
                        table.name(), table.rows().stream().flatMap(ConformanceTest::tests)));
    }

    private static Stream<DynamicTest> tests(Table.Row row) {
        return row.checks().stream()
                .map(check -> DynamicTest.dynamicTest(
                        (row.id() + " " + check.name()).strip(), () -> answersAsExpected(row, check)));
    }

    /** Asks one question of a row, and compares what is expected of the answer. */
    static void answersAsExpected(Table.Row row, Table.Check check) {
        Ask ask = new Ask(check.ask());
        Answer answer = ask.question().equals(ADMITTED)
                ? AdmissionQuestions.admitted(row.mesh())
                : QUESTIONS.get(ask.question()).apply(ask, SmallMesh.of(row.mesh()));
        assertThat(answer.asExpected(check.expect()))
                .as("%s by %s: %s answers %s", row.id(), row.rule(), ask.words(), answer.words())
                .isEqualTo(check.expect());
    }
}
