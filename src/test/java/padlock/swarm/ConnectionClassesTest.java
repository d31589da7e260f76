package padlock.swarm;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import padlock.catalogue.Catalogue;
import padlock.mesh.actor.Call;
import padlock.mesh.actor.CallTarget;
import padlock.mesh.actor.Settings;
import padlock.mesh.history.CallView;
import padlock.mesh.resource.InstanceId;
import padlock.mesh.resource.Workload;
import padlock.scenario.MeshQuestions;
import padlock.scenario.Scenario;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The matrix calls once for each class of connection; asked one by one, all pairs of the catalogue's meshes say the
 * same.
 */
class ConnectionClassesTest {

    static List<String> names() {
        return Catalogue.names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void pairsOfOneClassGetTheSameAnswer(String name) {
        Scenario scenario = Catalogue.scenario(Path.of(name));
        MeshQuestions questions = new MeshQuestions(
                scenario.mesh(), Instant.parse("2026-01-01T00:00:00Z"), scenario.seed(), Settings.DEFAULTS);

        assertThat(questions.matrix(questions.pairs())).isNotEmpty().allSatisfy(row -> {
            CallView alone = alone(row.pair(), questions);
            assertThat(row.verdict()).as(row.pair().toString()).isEqualTo(alone.verdict());
            assertThat(row.status()).as(row.pair().toString()).isEqualTo(alone.status());
        });
    }

    private static CallView alone(MeshQuestions.Pair pair, MeshQuestions questions) {
        CallTarget target = MeshQuestions.called(pair, questions.mesh().services());
        Call call = new Call(
                "alone",
                "alone",
                target,
                "GET",
                new TreeMap<>(),
                pair.endpoint().map(ConnectionClassesTest::first));
        return questions.ask(first(pair.from()), call, MeshQuestions.SETTLED).call();
    }

    private static InstanceId first(Workload workload) {
        return new InstanceId(workload.namespace(), workload.name(), 1);
    }
}
