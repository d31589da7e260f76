package padlock.ui.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import padlock.mesh.policy.Precedence;
import padlock.mesh.resource.ResourceId;
import padlock.scenario.Scenario;
import padlock.scenario.ScenarioRunner;
import padlock.scenario.file.Loaded;
import padlock.scenario.file.Problem;
import padlock.scenario.file.ScenarioFiles;
import padlock.ui.Opened;

import static org.assertj.core.api.Assertions.assertThat;

/** What is written to a folder is what was played. */
final class ManuscriptTest {

    private static final String PERMISSIVE = String.join(
            "\n",
            "apiVersion: security.istio.io/v1",
            "kind: PeerAuthentication",
            "metadata: {name: permissive, namespace: my-app-namespace}",
            "spec: {mtls: {mode: PERMISSIVE}}",
            "");

    static List<String> catalogue() {
        return new ScenarioFiles(Opened.CATALOGUE).names();
    }

    @ParameterizedTest
    @MethodSource("catalogue")
    void everyScenarioOfTheCatalogueIsReadFromMemoryAsFromItsFolder(String name) throws IOException {
        Path folder = Opened.CATALOGUE.resolve(name);
        assertThat(scenario(Manuscript.of(folder).read())).isEqualTo(scenario(ScenarioFiles.read(folder)));
    }

    @Test
    void whatWasChangedIsReadAgainFromTheFolderThatWasSaved(@TempDir Path folder) throws IOException {
        Manuscript changed = article()
                .applying(Duration.ofSeconds(125), PERMISSIVE)
                .deleting(Duration.ofMinutes(5), new ResourceId("PeerAuthentication", "istio-system", "default"))
                .reading(Duration.ofMinutes(6), Precedence.MOST_RESTRICTIVE)
                .injecting(Duration.ofMinutes(7), "{kind: ca-outage, for: 10s}");
        changed.write(folder);
        Scenario saved = scenario(ScenarioFiles.read(folder));
        assertThat(saved).isEqualTo(scenario(changed.read()));
        assertThat(saved.timeline())
                .hasSize(scenario(article().read()).timeline().size() + 4);
        assertThat(ScenarioRunner.run(saved).recording().fingerprint())
                .isEqualTo(
                        ScenarioRunner.run(scenario(changed.read())).recording().fingerprint());
    }

    @Test
    void aChangeHasANameOfItsOwnAndIsFoundUnderIt() throws IOException {
        Manuscript twice = article()
                .applying(Duration.ofSeconds(1), PERMISSIVE)
                .applying(Duration.ofSeconds(2), PERMISSIVE.replace("name: permissive", "name: other"));
        assertThat(twice.text("change-1.yaml")).contains(PERMISSIVE);
        assertThat(twice.text("change-2.yaml"))
                .hasValueSatisfying(text -> assertThat(text).contains("other"));
    }

    @Test
    void aChangeThatCannotBeIsToldWithItsPlaceInTheFolder() throws IOException {
        Loaded<Scenario> late =
                article().applying(Duration.ofDays(30), PERMISSIVE).read();
        assertThat(((Loaded.Rejected<Scenario>) late).problems())
                .extracting(Problem::path)
                .containsOnly("scenario.yaml");
    }

    @Test
    void aFolderOfManifestsBecomesAScenarioInWhichEverybodyCallsEverybody(@TempDir Path folder) throws IOException {
        Files.copy(Opened.CATALOGUE.resolve("article/mesh.yaml"), folder.resolve("mesh.yaml"));
        Files.writeString(folder.resolve("notes.txt"), "no manifest");
        Scenario scenario = scenario(accepted(Opening.of(List.of(folder))).read());
        assertThat(scenario.traffic())
                .extracting(traffic -> traffic.from() + " " + traffic.to())
                .contains("legacy/cron http://backend.my-app-namespace.svc.cluster.local:8080/");
        assertThat(ScenarioRunner.run(scenario).calls()).isNotEmpty();
    }

    @Test
    void aDumpIsOpenedByItself(@TempDir Path folder) throws IOException {
        Path dump = folder.resolve("dump.yaml");
        Files.copy(Opened.CATALOGUE.resolve("article/mesh.yaml"), dump);
        Scenario scenario = scenario(accepted(Opening.of(List.of(dump))).read());
        assertThat(scenario.name()).isEqualTo("dump.yaml");
        assertThat(scenario.mesh()).isNotEmpty();
    }

    @Test
    void aBadFileIsToldWithPathLineAndHint(@TempDir Path folder) throws IOException {
        Path bad = folder.resolve("bad.yaml");
        Files.writeString(bad, PERMISSIVE.replace("PERMISSIVE", "PERMISIVE"));
        assertThat(((Loaded.Rejected<Manuscript>) Opening.of(List.of(bad))).problems())
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.path()).isEqualTo(bad.toString());
                    assertThat(problem.line()).isEqualTo(4);
                    assertThat(problem.hint()).contains("PERMISSIVE");
                });
    }

    private static Manuscript article() throws IOException {
        return Manuscript.of(Opened.CATALOGUE.resolve("article"));
    }

    private static Manuscript accepted(Loaded<Manuscript> loaded) {
        return ((Loaded.Accepted<Manuscript>) loaded).value();
    }

    private static Scenario scenario(Loaded<Scenario> loaded) {
        return ((Loaded.Accepted<Scenario>) loaded).value();
    }
}
