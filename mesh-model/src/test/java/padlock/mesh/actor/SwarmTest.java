package padlock.mesh.actor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import padlock.mesh.history.CallReason;
import padlock.mesh.history.CallResult;
import padlock.mesh.history.CallView;
import padlock.mesh.history.Transport;
import padlock.mesh.resource.AuthorizationPolicy;
import padlock.mesh.resource.ClientTls;
import padlock.mesh.resource.MutualTlsMode;
import padlock.mesh.resource.PortProtocol;
import padlock.mesh.resource.Resource;
import padlock.mesh.resource.Workload;
import padlock.sim.RandomSource;
import padlock.tls.handshake.TlsVersion;

import static org.assertj.core.api.Assertions.assertThat;

/** Meshes by chance, changed by chance while calls are made: whatever happens, what is told of it fits together. */
class SwarmTest {

    private static final List<String> NAMESPACES = List.of("red", "blue");
    private static final List<String> NAMES = List.of("a", "b", "c");
    private static final Duration LENGTH = Duration.ofMinutes(5);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25})
    void whateverHappensTheStoryFitsTogether(long seed) {
        RandomSource chance = RandomSource.of(seed);
        TestRun run = TestRun.of(mesh(chance.named("mesh"))).seed(seed).lasting(LENGTH);
        if (chance.named("tls").chance(0.3)) {
            run.settings(Settings.DEFAULTS.withHighestTls(TlsVersion.TLS_1_2));
        }
        for (int n = 0; n < 25; n++) {
            change(run, chance.named("change", n));
        }
        for (int n = 0; n < 150; n++) {
            call(run, "call#" + n + "#", chance.named("call", n));
        }

        assertThat(run.facts(MeshFact.CallEnded.class)).isNotEmpty();
        run.calls().forEach(call -> fits(call, run));
    }

    private static void fits(CallView call, TestRun run) {
        CallView.Verdict verdict = call.verdict();
        String told = call + " of a run with seed " + run.recording().seed();
        if (call.at().isBefore(Given.START.plus(LENGTH).minusSeconds(65))) {
            assertThat(call.ended()).as(told).isPresent();
        }
        assertThat(verdict.result() == CallResult.SUCCEEDED).as(told).isEqualTo(verdict.reason() == CallReason.OK);
        if (verdict.result() == CallResult.DENIED) {
            assertThat(verdict.reason()).as(told).isEqualTo(CallReason.ACCESS_DENIED);
        }
        if (verdict.result() != CallResult.FAILED) {
            assertThat(verdict.transport()).as(told).isNotEqualTo(Transport.NONE);
        }
        if (verdict.transport() == Transport.MUTUAL_TLS) {
            assertThat(call.clientIdentity()).as(told).isPresent();
            assertThat(call.serverIdentity()).as(told).isPresent();
            String connection = call.handshake().orElseThrow().connection();
            assertThat(run.wire(connection)).as(told).isNotEmpty().doesNotContain("GET /", "PING", "200 OK");
        }
        if (verdict.transport() == Transport.PLAINTEXT && verdict.reason() == CallReason.OK) {
            assertThat(call.clientIdentity()).as(told).isEmpty();
            assertThat(call.handshake()).as(told).isEmpty();
        }
        if (call.from().sidecar()
                && call.clientLog().isPresent()
                && call.status().isPresent()) {
            assertThat(call.clientLog().get().status())
                    .as(told)
                    .isIn(call.status().get(), 0);
        }
    }

    private static List<Resource> mesh(RandomSource chance) {
        List<Resource> mesh = new ArrayList<>();
        for (String namespace : NAMESPACES) {
            mesh.add(
                    chance.named("injected", namespace).chance(0.7)
                            ? Given.injected(namespace)
                            : Given.namespace(namespace));
            for (String name : NAMES) {
                mesh.add(workload(namespace + "/" + name, chance.named(namespace, name)));
                mesh.add(service(namespace + "/" + name, chance.named("service", namespace, name)));
            }
        }
        return mesh;
    }

    private static void change(TestRun run, RandomSource chance) {
        Duration at = chance.named("at").between(Duration.ZERO, LENGTH);
        Resource resource = resource(chance);
        if (chance.named("delete").chance(0.3)) {
            run.delete(at, resource);
        } else {
            run.apply(at, resource);
        }
    }

    private static Resource resource(RandomSource chance) {
        String namespace = pick(NAMESPACES, chance.named("namespace"));
        String name = namespace + "/" + pick(NAMES, chance.named("name"));
        MutualTlsMode mode = pick(List.of(MutualTlsMode.values()), chance.named("mode"));
        return switch ((int) chance.named("kind").below(7)) {
            case 0 -> workload(name, chance.named("workload"));
            case 1 -> service(name, chance.named("service"));
            case 2 -> Given.demands(mode, chance.named("wide").chance(0.5) ? "istio-system" : namespace);
            case 3 -> Given.demandsOf(name, mode);
            case 4 -> Given.demandsOf(name, 8080, mode);
            case 5 -> Given.attempts(name, Given.tls(pick(List.of(ClientTls.Mode.values()), chance.named("tls"))));
            default ->
                Given.policy(
                        name,
                        chance.named("allow").chance(0.5)
                                ? AuthorizationPolicy.Action.ALLOW
                                : AuthorizationPolicy.Action.DENY,
                        "cluster.local/ns/red/sa/a");
        };
    }

    private static Workload workload(String name, RandomSource chance) {
        Workload workload = Given.withReplicas((int) chance.named("replicas").below(4), Given.workload(name));
        if (chance.named("capture").chance(0.2)) {
            workload = Given.withAnnotation("traffic.sidecar.istio.io/excludeInboundPorts", "8080", workload);
        }
        return chance.named("version").chance(0.3) ? Given.withLabel("version", "v2", workload) : workload;
    }

    private static Resource service(String name, RandomSource chance) {
        PortProtocol protocol = pick(
                List.of(PortProtocol.HTTP, PortProtocol.TCP, PortProtocol.UNDECLARED, PortProtocol.GRPC),
                chance.named("protocol"));
        return chance.named("headless").chance(0.2)
                ? Given.headless(name, Given.port(8080, 8080, protocol))
                : Given.service(name, Given.port(80, 8080, protocol), Given.port(8080, 8080, protocol));
    }

    private static void call(TestRun run, String name, RandomSource chance) {
        Duration at = chance.named("at").between(Duration.ZERO, LENGTH);
        String from = pick(NAMESPACES, chance.named("from")) + "/" + pick(NAMES, chance.named("caller"));
        String host = chance.named("address").chance(0.1)
                ? "10.244.0." + (2 + chance.named("last").below(12))
                : pick(NAMES, chance.named("to")) + "." + pick(NAMESPACES, chance.named("of"));
        int port = pick(List.of(80, 8080, 8080, 9999), chance.named("port"));
        String scheme = chance.named("tcp").chance(0.3) ? "tcp" : "http";
        run.call(name, at, from, scheme + "://" + host + ":" + port);
    }

    private static <T> T pick(List<T> from, RandomSource chance) {
        return from.get((int) chance.below(from.size()));
    }
}
