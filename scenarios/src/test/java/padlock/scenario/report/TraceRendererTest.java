package padlock.scenario.report;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import padlock.mesh.actor.Fault;
import padlock.mesh.actor.MeshFact;
import padlock.mesh.actor.MeshIds;
import padlock.mesh.actor.Side;
import padlock.mesh.policy.Reason;
import padlock.mesh.resource.InstanceId;
import padlock.mesh.resource.MutualTlsMode;
import padlock.mesh.resource.Origin;
import padlock.mesh.resource.ResourceId;
import padlock.sim.ActorId;
import padlock.sim.Event;
import padlock.sim.Fact;
import padlock.sim.TransmissionAltered;
import padlock.sim.TransmissionDropped;
import padlock.sim.Undeliverable;
import padlock.sim.recording.Recorder;
import padlock.tls.handshake.RefusalReason;
import padlock.tls.handshake.TlsAlert;

import static org.assertj.core.api.Assertions.assertThat;

final class TraceRendererTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final InstanceId CART = new InstanceId("shop", "cart", 1);
    private static final InstanceId DATABASE = new InstanceId("shop", "db", 2);
    private static final ResourceId STRICT = new ResourceId("PeerAuthentication", "shop", "strict");

    private final Recorder recorder = new Recorder("tiny", 7);
    private long step;

    @Test
    void everyFactHasASentence() {
        Sentences sentences = Sentences.naming(recorder.finish(START));
        assertThat(kinds()).hasSizeGreaterThan(30).allSatisfy(kind -> {
            String sentence = sentences.sentence((Fact) Sample.of(kind));
            assertThat(sentence).matches("[a-z].*[^ :,]").doesNotContain("Optional", "[", "\n", "null");
        });
    }

    @Test
    void everyFaultIsSaidWithItsWord() {
        Sentences sentences = Sentences.naming(recorder.finish(START));
        assertThat(records(Fault.class)).hasSizeGreaterThan(10).allSatisfy(kind -> {
            Fault fault = (Fault) Sample.of(kind);
            assertThat(sentences.sentence(new MeshFact.FaultBegan(fault)))
                    .startsWith("begins: " + fault.kind())
                    .doesNotContain("Optional", "[", "null");
        });
    }

    private static Stream<Class<?>> records(Class<?> kind) {
        return kind.isRecord()
                ? Stream.of(kind)
                : Stream.of(kind.getPermittedSubclasses()).flatMap(TraceRendererTest::records);
    }

    private static Stream<Class<?>> kinds() {
        return Stream.concat(
                Stream.of(MeshFact.class.getPermittedSubclasses()),
                Stream.of(TransmissionDropped.class, TransmissionAltered.class, Undeliverable.class));
    }

    @Test
    void tellsWhoDidWhatInColumns() {
        recordAt(
                -60_000,
                MeshIds.CONTROL_PLANE,
                new MeshFact.InstanceStarted(CART, "cart", "10.0.0.1", true, List.of()));
        recordAt(-59_000, MeshIds.CONTROL_PLANE, new MeshFact.ConfigPushed(CART, 1));
        recordAt(0, MeshIds.policy(STRICT), new MeshFact.PolicyStored(STRICT, 2, false, 1));
        recordAt(4, MeshIds.sidecar(CART), accepted());
        recordAt(5, MeshIds.sidecar(CART), new MeshFact.FilterChainMissing("c#1", 80, false, MutualTlsMode.STRICT));
        assertThat(trace()).isEqualTo("""
                        # tiny, seed 7
                        # what there is at 2026-01-01T00:00:00Z
                           -60.000s  istiod  runs cart at 10.0.0.1 as cart, with a sidecar
                        # what happens
                             0.000s  strict          is stored: PeerAuthentication/shop/strict, for 1 sidecar
                             0.004s  cart's sidecar  accepts c#1 on port 80, which is STRICT (R3.6 PeerAuthentication/shop/strict)
                             0.005s  cart's sidecar  resets c#1: no filter chain of port 80, which is STRICT, takes plaintext
                        """);
    }

    private static MeshFact accepted() {
        Reason.Field field = new Reason.Field(STRICT, new Origin("strict.yaml", 8));
        return new MeshFact.ConnectionAccepted(
                "c#1",
                80,
                Optional.of(MutualTlsMode.STRICT),
                List.of(new Reason("server mode", "STRICT", "R3.6", Optional.of(field), List.of())));
    }

    @Test
    void aNameKeepsItsNamespaceWhereItIsNotAlone() {
        started(new InstanceId("shop", "cart", 1));
        started(new InstanceId("old", "cart", 1));
        started(DATABASE);
        TraceNames names = TraceNames.of(recorder.finish(START));
        assertThat(List.of(
                        names.actor(MeshIds.sidecar(CART)),
                        names.actor(MeshIds.application(DATABASE)),
                        names.actor(MeshIds.CERTIFICATE_AUTHORITY),
                        names.actor(MeshIds.policy(STRICT))))
                .containsExactly("shop/cart's sidecar", "db#2", "the authority", "strict");
    }

    @Test
    void whoeverRefusesIsToldFromWhoeverIsRefused() {
        Sentences sentences = Sentences.naming(recorder.finish(START));
        Optional<TlsAlert> alert = Optional.of(TlsAlert.CERTIFICATE_EXPIRED);
        assertThat(sentences.sentence(new MeshFact.HandshakeRefused(
                        "c#1/1", Side.SERVER, RefusalReason.CERTIFICATE_EXPIRED, alert, false, "")))
                .isEqualTo("refuses the client on c#1/1: certificate expired, alert certificate_expired(45)");
        assertThat(sentences.sentence(new MeshFact.HandshakeRefused(
                        "c#1/1", Side.CLIENT, RefusalReason.CERTIFICATE_EXPIRED, alert, true, "")))
                .isEqualTo("is refused by the server on c#1/1: certificate expired, alert certificate_expired(45)");
    }

    private void started(InstanceId instance) {
        recordAt(0, MeshIds.CONTROL_PLANE, new MeshFact.InstanceStarted(instance, "a", "10.0.0.1", true, List.of()));
    }

    private void recordAt(long millis, ActorId actor, Fact fact) {
        recorder.accept(new Event(++step, START.plusMillis(millis), actor, fact));
    }

    private String trace() {
        return TraceRenderer.of(recorder.finish(START.plusSeconds(1)), START);
    }
}
