package padlock.catalogue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import padlock.golden.GoldenFile;
import padlock.scenario.Run;
import padlock.scenario.Scenario;
import padlock.scenario.ScenarioRunner;
import padlock.scenario.Verdict;

import static org.assertj.core.api.Assertions.assertThat;

class CatalogueTest {

    static List<String> names() {
        return Catalogue.names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyExpectationOfAScenarioPasses(String name) {
        Run run = ScenarioRunner.run(Catalogue.scenario(Path.of(name)));

        assertThat(run.expectations())
                .isNotEmpty()
                .allSatisfy(judged -> assertThat(judged.verdict())
                        .as(judged.expectation().name())
                        .isInstanceOf(Verdict.Passed.class));
    }

    @ParameterizedTest
    @MethodSource("names")
    void aScenarioIsCalledAsItsFolderAndUsesOnlyWhatPadlockKnows(String name) {
        assertThat(Catalogue.scenario(Path.of(name)).name()).isEqualTo(name);
        assertThat(Catalogue.notes(name))
                .noneMatch(note ->
                        note.message().startsWith("ignored") || note.message().startsWith("not modelled"));
    }

    @Test
    void theFingerprintOfEveryScenarioIsTheOneThatIsListed() {
        List<String> lines = new ArrayList<>(List.of("scenario,seed,fingerprint"));
        for (String name : Catalogue.names()) {
            Scenario scenario = Catalogue.scenario(Path.of(name));
            lines.add(name + "," + scenario.seed() + ","
                    + ScenarioRunner.run(scenario).recording().fingerprint());
        }

        new GoldenFile("determinism/fingerprints.csv").check(lines);
    }
}
