package padlock.swarm;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import padlock.mesh.actor.Call;
import padlock.mesh.actor.CallTarget;
import padlock.mesh.actor.ClientSends;
import padlock.mesh.actor.MeshSimulation;
import padlock.mesh.actor.Settings;
import padlock.mesh.actor.Wiretap;
import padlock.mesh.history.CallHistory;
import padlock.mesh.history.CallReason;
import padlock.mesh.history.CallView;
import padlock.mesh.policy.Reason;
import padlock.mesh.resource.InstanceId;
import padlock.mesh.resource.Resource;
import padlock.scenario.MeshQuestions;
import padlock.scenario.Scenario;
import padlock.scenario.file.Loaded;
import padlock.scenario.file.ManifestFiles;
import padlock.scenario.file.Manifests;
import padlock.sim.RandomSource;
import padlock.swarm.DecisionTable.Bytes;
import padlock.swarm.DecisionTable.Ending;
import padlock.swarm.MutualTlsReading.Question;
import padlock.swarm.MutualTlsReading.Told;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Policies of mutual TLS by chance, judged by a second reading of the rules. {@code -Dseed=N} tries one mesh alone,
 * {@code -Dmeshes=N} more of them.
 */
final class MutualTlsSwarmTest {

    private static final long MESHES = Long.getLong("meshes", 100);

    /** How many calls of a mesh are made. */
    private static final int CALLS = 40;

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Set<Ending> SEEN = new LinkedHashSet<>();

    static LongStream seeds() {
        return Seeds.first(MESHES);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyCallEndsAsTheRulesRead(long seed) {
        RandomSource chance = RandomSource.of(seed).named("mutual TLS");
        List<String> documents = RandomPolicies.of(chance.named("manifests"));
        MutualTlsReading reading = new MutualTlsReading(documents);
        Map<String, Question> asked = new LinkedHashMap<>();
        List<Question> questions = new ArrayList<>(reading.questions());
        for (int n = 0; n < CALLS && !questions.isEmpty(); n++) {
            Question question =
                    questions.remove((int) chance.named("question", n).below(questions.size()));
            if (reading.answer(question).isPresent()) {
                asked.put("call-" + n, question);
            }
        }

        Map<String, CallView> answers = answers(documents, asked, seed);
        asked.forEach((name, question) -> {
            Told told = reading.answer(question).orElseThrow();
            SEEN.add(told.ending());
            assertThat(answer(answers.get(name), told))
                    .as(
                            "%s%n%s%n%s",
                            question, String.join("\n---\n", documents), Seeds.again(MutualTlsSwarmTest.class, seed))
                    .isEqualTo(told);
        });
    }

    /** What Padlock tells; who decided counts where one resource alone does. */
    private static Told answer(CallView call, Told expected) {
        CallView.Verdict verdict = call.verdict();
        return new Told(
                new Ending(verdict.transport(), verdict.result(), verdict.reason()),
                call.server().flatMap(CallView.Server::mode),
                expected.sends().flatMap(any -> call.route().map(route -> bytes(route.sends(), expected))),
                expected.sentBy().flatMap(any -> decider(call, "client transport")),
                expected.modeBy().flatMap(any -> decider(call, "server mode")));
    }

    private static Bytes bytes(ClientSends sends, Told expected) {
        return switch (sends) {
            case PLAINTEXT, APPLICATION_TLS -> Bytes.PLAIN;
            case MUTUAL_TLS -> Bytes.ISTIO;
            case TLS -> Bytes.ONE_WAY;
            case CUSTOM_MUTUAL_TLS ->
                expected.sends().filter(Bytes.UNTRUSTED::equals).orElse(Bytes.TRUSTED);
        };
    }

    private static Optional<String> decider(CallView call, String question) {
        return call.because().stream()
                .filter(reason -> reason.question().equals(question))
                .findFirst()
                .flatMap(Reason::decidedBy)
                .map(field -> field.resource().toString());
    }

    private static Map<String, CallView> answers(List<String> documents, Map<String, Question> asked, long seed) {
        MeshSimulation simulation = new MeshSimulation(
                "swarm", seed, Scenario.DEFAULT_START, Settings.DEFAULTS, resources(documents, seed), Wiretap.NONE);
        asked.forEach((name, question) -> simulation.call(
                Scenario.DEFAULT_START.plus(MeshQuestions.SETTLED), first(question.from()), call(name, question)));
        Map<String, CallView> answers = new LinkedHashMap<>();
        CallHistory.of(simulation.runUntil(Scenario.DEFAULT_START.plus(PATIENCE)))
                .forEach(call -> answers.put(call.name(), call));
        return answers;
    }

    private static List<Resource> resources(List<String> documents, long seed) {
        byte[] manifests = String.join("\n---\n", documents).getBytes(StandardCharsets.UTF_8);
        Loaded<Manifests> loaded = ManifestFiles.read(List.of("-"), new ByteArrayInputStream(manifests));
        if (loaded instanceof Loaded.Accepted<Manifests> accepted) {
            return accepted.value().resources();
        }
        throw new AssertionError(loaded + Seeds.again(MutualTlsSwarmTest.class, seed));
    }

    private static Call call(String name, Question question) {
        String scheme = question.tcp() ? "tcp" : question.speaksHttp() ? "http" : tls(question);
        CallTarget target = CallTarget.parse(scheme + "://" + question.host() + ":" + question.port());
        return new Call(name, name, target, "GET", new TreeMap<>(), Optional.of(first(question.endpoint())));
    }

    private static String tls(Question question) {
        return question.service().protocol(question.port());
    }

    private static InstanceId first(ReadWorkload workload) {
        return new InstanceId(workload.namespace(), workload.name(), 1);
    }

    @AfterAll
    static void everyKindOfEndingIsSeen() {
        if (Seeds.areMany()) {
            assertThat(SEEN).containsAll(Ending.TO_BE_SEEN).contains(Ending.failed(CallReason.NO_SUCH_HOST));
        }
    }
}
