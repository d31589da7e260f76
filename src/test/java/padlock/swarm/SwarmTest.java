package padlock.swarm;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import padlock.mesh.actor.Call;
import padlock.mesh.actor.CallTarget;
import padlock.mesh.actor.Settings;
import padlock.mesh.history.CallReason;
import padlock.mesh.history.CallResult;
import padlock.mesh.history.CallView;
import padlock.mesh.history.Transport;
import padlock.mesh.resource.AuthorizationPolicy;
import padlock.mesh.resource.DestinationRule;
import padlock.mesh.resource.MutualTlsMode;
import padlock.mesh.resource.Origin;
import padlock.mesh.resource.PeerAuthentication;
import padlock.mesh.resource.PortProtocol;
import padlock.mesh.resource.PortProtocol.Handling;
import padlock.mesh.resource.Resource;
import padlock.mesh.resource.Service;
import padlock.scenario.Caller;
import padlock.scenario.Intervention;
import padlock.scenario.MeshQuestions;
import padlock.scenario.MeshQuestions.Pair;
import padlock.scenario.Run;
import padlock.scenario.Scenario;
import padlock.scenario.ScenarioRunner;
import padlock.scenario.Schedule;
import padlock.scenario.Traffic;
import padlock.scenario.file.Loaded;
import padlock.scenario.file.ManifestFiles;
import padlock.scenario.file.Manifests;
import padlock.sim.RandomSource;
import padlock.swarm.DecisionTable.Ending;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Meshes by chance: whatever is in them, what Padlock says of them holds together. {@code -Dseed=N} tries one alone.
 */
final class SwarmTest {

    private static final long MESHES = 25;
    private static final Instant START = Scenario.DEFAULT_START;
    private static final Duration LENGTH = Duration.ofSeconds(90);
    private static final Origin BY_CHANCE = new Origin("by chance", 1);

    /** How many pairs of a mesh are asked alone. */
    private static final int SAMPLE = 5;

    private static final Set<Ending> SEEN = new LinkedHashSet<>();

    static LongStream seeds() {
        return Seeds.first(MESHES);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyCallEndsAsTheTableSays(long seed) {
        List<Resource> resources = resources(seed);
        StandingMesh mesh = new StandingMesh(resources, START);
        MeshQuestions questions = questions(resources, seed);
        List<MeshQuestions.Row> rows = questions.matrix(questions.pairs());

        assertThat(rows).isNotEmpty();
        for (MeshQuestions.Row row : rows) {
            String told = row + Seeds.again(SwarmTest.class, seed);
            Ending ending = ending(row.verdict());
            SEEN.add(ending);
            if (row.pair().endpoint().isEmpty()) {
                assertThat(ending).as(told).isEqualTo(Ending.failed(CallReason.NO_ENDPOINT));
                continue;
            }
            if (ending.reason() == CallReason.ACCESS_DENIED) {
                assertThat(mesh.mayDeny(row.pair().endpoint().get())).as(told).isTrue();
                continue;
            }
            assertThat(ending).as(told).isEqualTo(expected(row.pair(), mesh));
            assertThat(row.status()).as(told).isEqualTo(status(row, !mesh.callsByItself(row.pair())));
        }
    }

    @AfterAll
    static void theMeshesShowEveryEndingOfTheTable() {
        if (Seeds.areMany()) {
            assertThat(SEEN)
                    .containsAll(Ending.TO_BE_SEEN)
                    .contains(
                            Ending.failed(CallReason.CONNECTION_REFUSED),
                            new Ending(Transport.PLAINTEXT, CallResult.DENIED, CallReason.ACCESS_DENIED),
                            new Ending(Transport.MUTUAL_TLS, CallResult.DENIED, CallReason.ACCESS_DENIED));
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void pairsOfOneClassGetTheSameAnswer(long seed) {
        MeshQuestions questions = questions(resources(seed), seed);
        List<Pair> pairs = questions.pairs();
        List<MeshQuestions.Row> rows = questions.matrix(pairs);

        RandomSource chance = RandomSource.of(seed).named("sample");
        for (int n = 0; n < SAMPLE; n++) {
            MeshQuestions.Row row = rows.get((int) chance.named(n).below(rows.size()));
            CallView alone = alone(row.pair(), questions);
            String told = row.pair() + Seeds.again(SwarmTest.class, seed);
            assertThat(row.verdict()).as(told).isEqualTo(alone.verdict());
            assertThat(row.status()).as(told).isEqualTo(alone.status());
            fitsTogether(alone, told);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whileTheMeshChangesEveryCallFitsTogetherAndASecondRunIsTheSame(long seed) {
        Scenario scenario = scenario(seed);
        Run run = ScenarioRunner.run(scenario);

        assertThat(run.calls())
                .isNotEmpty()
                .allSatisfy(call -> fitsTogether(call, call + Seeds.again(SwarmTest.class, seed)));
        assertThat(ScenarioRunner.run(scenario).recording().fingerprint())
                .as("the second run" + Seeds.again(SwarmTest.class, seed))
                .isEqualTo(run.recording().fingerprint());
    }

    /** Where the table would let a call in, somebody must still be at home. */
    private static Ending expected(Pair pair, StandingMesh mesh) {
        Ending ending = pair.port().protocol().isTls()
                ? DecisionTable.ofOwnTls(mesh.wire(pair), mesh.ofProgram(pair), mesh.mode(pair))
                : DecisionTable.of(
                        mesh.wire(pair), mesh.mode(pair), pair.port().protocol().handling());
        if (ending.result() == CallResult.SUCCEEDED && !mesh.listens(pair)) {
            boolean ownTls = ending.transport() == Transport.TLS;
            Transport knocking = mesh.mode(pair).isPresent() && !ownTls ? ending.transport() : Transport.NONE;
            return new Ending(knocking, CallResult.FAILED, CallReason.CONNECTION_REFUSED);
        }
        return ending;
    }

    private static void fitsTogether(CallView call, String told) {
        CallView.Verdict verdict = call.verdict();
        Optional<MutualTlsMode> mode = call.server().flatMap(CallView.Server::mode);
        assertThat(call.ended()).as(told).isPresent();
        if (verdict.transport() == Transport.PLAINTEXT) {
            assertThat(mode).as(told).isNotEqualTo(Optional.of(MutualTlsMode.STRICT));
            assertThat(call.clientIdentity()).as(told).isEmpty();
        }
        if (verdict.transport() == Transport.MUTUAL_TLS) {
            assertThat(call.clientIdentity()).as(told).isPresent();
            assertThat(call.serverIdentity()).as(told).isPresent();
            assertThat(mode).as(told).isPresent();
        }
        if (verdict.result() == CallResult.SUCCEEDED) {
            assertThat(verdict.transport()).as(told).isNotEqualTo(Transport.NONE);
        }
        if (call.route().isPresent()) {
            assertThat(call.because()).as(told).isNotEmpty();
        }
    }

    private static Ending ending(CallView.Verdict verdict) {
        return new Ending(verdict.transport(), verdict.result(), verdict.reason());
    }

    /** What the calling program sees of HTTP; a sidecar on either side answers for a program that does not. */
    private static Optional<Integer> status(MeshQuestions.Row row, boolean clientHasSidecar) {
        if (row.pair().port().protocol() == PortProtocol.HTTPS) {
            return row.verdict().result() == CallResult.SUCCEEDED ? Optional.of(200) : Optional.empty();
        }
        boolean http = row.pair().port().protocol().handling() != Handling.TCP;
        boolean reachedSidecar = clientHasSidecar || row.verdict().transport() != Transport.NONE;
        if (row.verdict().result() == CallResult.SUCCEEDED) {
            return http ? Optional.of(200) : Optional.empty();
        }
        return http && reachedSidecar ? Optional.of(503) : Optional.empty();
    }

    private static CallView alone(Pair pair, MeshQuestions questions) {
        Call call = new Call(
                "alone",
                "alone",
                target(pair),
                "GET",
                new TreeMap<>(),
                pair.endpoint().map(StandingMesh::first));
        return questions
                .ask(StandingMesh.first(pair.from()), call, MeshQuestions.SETTLED)
                .call();
    }

    private static CallTarget target(Pair pair) {
        return new CallTarget(
                CallTarget.Scheme.at(pair.port().protocol()),
                pair.service().host(),
                pair.port().number(),
                "/");
    }

    /** Policies come and go while some pairs call each other; the last calls have time to end. */
    private static Scenario scenario(long seed) {
        List<Resource> resources = resources(seed);
        RandomSource chance = RandomSource.of(seed).named("scenario");
        List<Resource> mesh = new ArrayList<>();
        List<Intervention> timeline = new ArrayList<>();
        for (Resource resource : resources) {
            RandomSource own = chance.named("applied", resource.id());
            boolean policy = resource instanceof PeerAuthentication
                    || resource instanceof DestinationRule
                    || resource instanceof AuthorizationPolicy;
            if (policy && own.named("late").chance(0.6)) {
                timeline.add(new Intervention.Apply(
                        own.named("at").between(Duration.ZERO, Duration.ofSeconds(20)), List.of(resource)));
            } else {
                mesh.add(resource);
            }
            if ((policy || resource instanceof Service) && own.named("deleted").chance(0.2)) {
                timeline.add(new Intervention.Delete(
                        own.named("until").between(Duration.ofSeconds(20), Duration.ofSeconds(25)),
                        List.of(resource.id())));
            }
        }
        return new Scenario(
                "swarm",
                "",
                "",
                START,
                LENGTH,
                seed,
                mesh,
                Settings.DEFAULTS,
                traffic(resources, seed),
                timeline,
                List.of());
    }

    private static List<Traffic> traffic(List<Resource> resources, long seed) {
        List<Pair> pairs = questions(resources, seed).pairs();
        RandomSource chance = RandomSource.of(seed).named("traffic");
        List<Traffic> traffic = new ArrayList<>();
        for (int n = 0; n < SAMPLE; n++) {
            Pair pair = pairs.get((int) chance.named(n).below(pairs.size()));
            traffic.add(new Traffic(
                    "t" + n,
                    new Caller(pair.from().namespace(), pair.from().name()),
                    target(pair),
                    "GET",
                    new TreeMap<>(),
                    new Schedule.Every(
                            Duration.ofSeconds(3), Duration.ofMillis(200L * n), Optional.of(Duration.ofSeconds(30))),
                    BY_CHANCE));
        }
        return traffic;
    }

    private static MeshQuestions questions(List<Resource> resources, long seed) {
        return new MeshQuestions(resources, START, seed, Settings.DEFAULTS);
    }

    private static List<Resource> resources(long seed) {
        byte[] manifests = RandomMesh.of(seed).getBytes(StandardCharsets.UTF_8);
        Loaded<Manifests> loaded = ManifestFiles.read(List.of("-"), new ByteArrayInputStream(manifests));
        if (loaded instanceof Loaded.Accepted<Manifests> accepted) {
            return accepted.value().resources();
        }
        throw new AssertionError(loaded + Seeds.again(SwarmTest.class, seed));
    }
}
