package padlock.mesh.actor;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import padlock.mesh.history.CallView;
import padlock.mesh.resource.AuthorizationPolicy;
import padlock.mesh.resource.ClientTls;
import padlock.mesh.resource.MutualTlsMode;
import padlock.sim.Event;
import padlock.tls.handshake.TlsVersion;

import static org.assertj.core.api.Assertions.assertThat;

/** Sidecars keep connections for the next call, and what they do when the mesh changes under them. */
class PooledConnectionsTest {

    @Test
    void aSecondCallUsesTheConnectionOfTheFirst() {
        TestRun run = shop().call("one", at(1), "shop/client", "http://server/")
                .call("two", at(2), "shop/client", "http://server/");

        assertThat(run.calls())
                .extracting(call -> call.handshake().orElseThrow().connection() + " "
                        + call.handshake().orElseThrow().reused())
                .containsExactly("one/1 false", "one/1 true");
        assertThat(run.facts(MeshFact.HandshakeCompleted.class)).hasSize(2);
    }

    @Test
    void twoCallsAtOnceNeedTwoConnections() {
        TestRun run = shop().call("one", at(1), "shop/client", "http://server/")
                .call("two", at(1), "shop/client", "http://server/");

        assertThat(run.calls())
                .extracting(call -> call.handshake().orElseThrow().reused())
                .containsExactly(false, false);
    }

    @Test
    void programsWithoutSidecarAndTcpPoolNothing() {
        TestRun run = shop().call("bare-1", at(1), "bare/client", "http://server.shop/")
                .call("bare-2", at(2), "bare/client", "http://server.shop/")
                .call("tcp-1", at(3), "shop/client", "tcp://server:81")
                .call("tcp-2", at(4), "shop/client", "tcp://server:81");

        assertThat(run.facts(MeshFact.ConnectionReused.class)).isEmpty();
        assertThat(run.facts(MeshFact.ConnectionRequested.class)).hasSize(4);
    }

    @Test
    void aConnectionOutlivesAChangeOfTheServersPolicyForFortyFiveSeconds() {
        TestRun run = shop().call("before", at(1), "shop/client", "http://server/")
                .apply(at(10), Given.policy("shop/server", AuthorizationPolicy.Action.DENY))
                .call("meanwhile", at(30), "shop/client", "http://server/")
                .call("afterwards", at(70), "shop/client", "http://server/");

        assertThat(run.calls())
                .extracting(call -> call.name() + " " + call.verdict().result().text() + " "
                        + call.handshake().orElseThrow().connection())
                .containsExactly(
                        "before succeeded before/1", "meanwhile succeeded before/1", "afterwards denied afterwards/1");
        Event applied = run.events(MeshFact.ConfigApplied.class).stream()
                .filter(event -> event.fact() instanceof MeshFact.ConfigApplied at
                        && at.sidecar().equals(TestRun.instance("shop/server")))
                .reduce((first, second) -> second)
                .orElseThrow();
        assertThat(closings(run))
                .containsExactly(
                        "before/1 SERVER DRAINED " + TestRun.after(applied.at().plusSeconds(45)),
                        "before/1 CLIENT BY_PEER");
    }

    @Test
    void aClientsOwnRuleEndsItsIdleConnectionsAtOnce() {
        TestRun run = shop().call("before", at(1), "shop/client", "http://server/")
                .apply(at(10), Given.attempts("shop/server", Given.tls(ClientTls.Mode.DISABLE)))
                .call("afterwards", at(20), "shop/client", "http://server/");

        assertThat(closings(run)).startsWith("before/1 CLIENT OUTDATED");
        assertThat(run.call("afterwards").verdict().transport().text()).isEqualTo("plaintext");
    }

    @Test
    void aChangeThatConcernsOthersLeavesConnectionsAlone() {
        TestRun run = shop().call("before", at(1), "shop/client", "http://server/")
                .apply(at(10), Given.demandsOf("shop/client", MutualTlsMode.STRICT))
                .call("afterwards", at(100), "shop/client", "http://server/");

        assertThat(run.call("afterwards").handshake().orElseThrow().reused()).isTrue();
    }

    @Test
    void aConnectionThatNobodyUsesForAnHourIsClosed() {
        TestRun run = shop().lasting(Duration.ofHours(4))
                .call("one", at(1), "shop/client", "http://server/")
                .call("two", Duration.ofMinutes(59), "shop/client", "http://server/")
                .call("three", Duration.ofMinutes(130), "shop/client", "http://server/");

        assertThat(run.calls())
                .extracting(call -> call.handshake().orElseThrow().reused())
                .containsExactly(false, true, false);
        assertThat(run.facts(MeshFact.ConnectionClosed.class))
                .filteredOn(closed -> closed.why() == MeshFact.Closing.IDLE)
                .extracting(MeshFact.ConnectionClosed::connection)
                .containsExactly("one/1", "three/1");
    }

    /** TLS 1.2 shows certificates on the wire. */
    @Test
    void aRenewedCertificateIsForNewConnectionsAlone() {
        TestRun run = shop().settings(Settings.DEFAULTS.withHighestTls(TlsVersion.TLS_1_2))
                .lasting(Duration.ofHours(14));
        for (int minute = 0; minute < 13 * 60; minute += 30) {
            run.call("kept#" + minute, Duration.ofMinutes(minute), "shop/client", "http://server/");
        }
        run.call("fresh", Duration.ofHours(13), "shop/client", "tcp://server:81");

        assertThat(run.calls().subList(1, 26))
                .extracting(call -> call.handshake().orElseThrow().reused())
                .containsOnly(true);
        List<String> serials = run.facts(MeshFact.CertificateInstalled.class).stream()
                .filter(installed -> installed.sidecar().equals(TestRun.instance("shop/client")))
                .map(installed -> bytes(installed.serialNumber()))
                .toList();
        assertThat(serials).hasSize(2).doesNotHaveDuplicates();
        assertThat(run.wire("kept#0/1")).contains(serials.get(0)).doesNotContain(serials.get(1));
        assertThat(run.wire("fresh/1")).contains(serials.get(1)).doesNotContain(serials.get(0));
    }

    @Test
    void aPolicyThatComesBackBeforeTheDrainDoesNotSaveTheConnection() {
        TestRun run = shop().call("before", at(1), "shop/client", "http://server/")
                .apply(at(10), Given.demandsOf("shop/server", MutualTlsMode.STRICT))
                .delete(at(20), Given.demandsOf("shop/server", MutualTlsMode.STRICT))
                .call("afterwards", at(80), "shop/client", "http://server/");

        CallView afterwards = run.call("afterwards");
        assertThat(afterwards.handshake().orElseThrow().reused()).isFalse();
    }

    private static List<String> closings(TestRun run) {
        return run.events(MeshFact.ConnectionClosed.class).stream()
                .filter(event -> event.fact().toString().contains("before/1"))
                .map(event -> {
                    MeshFact.ConnectionClosed closed = (MeshFact.ConnectionClosed) event.fact();
                    String line = closed.connection() + " " + closed.side() + " " + closed.why();
                    boolean drained = closed.why() == MeshFact.Closing.DRAINED;
                    return drained ? line + " " + TestRun.after(event.at()) : line;
                })
                .toList();
    }

    private static String bytes(String serialNumber) {
        return new String(new BigInteger(serialNumber, 16).toByteArray(), StandardCharsets.ISO_8859_1);
    }

    private static Duration at(int seconds) {
        return Duration.ofSeconds(seconds);
    }

    private static TestRun shop() {
        return TestRun.of(Given.shop());
    }
}
