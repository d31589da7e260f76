package padlock.mesh.history;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import padlock.mesh.actor.Address;
import padlock.mesh.actor.CallTarget;
import padlock.mesh.actor.ClientSends;
import padlock.mesh.actor.Given;
import padlock.mesh.actor.MeshFact;
import padlock.mesh.actor.Side;
import padlock.mesh.policy.AccessDecision;
import padlock.mesh.resource.InstanceId;
import padlock.mesh.resource.MutualTlsMode;
import padlock.mesh.resource.PortProtocol;
import padlock.sim.ActorId;
import padlock.sim.Event;
import padlock.sim.recording.Recorder;
import padlock.tls.handshake.RefusalReason;
import padlock.tls.handshake.TlsVersion;
import padlock.tls.identity.SpiffeId;
import padlock.tls.identity.TrustDomain;

import static org.assertj.core.api.Assertions.assertThat;

/** Verdicts on calls, from facts alone. */
class CallHistoryTest {

    private static final InstanceId CLIENT = new InstanceId("shop", "client", 1);
    private static final InstanceId SERVER = new InstanceId("shop", "server", 1);
    private static final SpiffeId CLIENT_ID = new SpiffeId(new TrustDomain("cluster.local"), "/ns/shop/sa/client");
    private static final SpiffeId SERVER_ID = new SpiffeId(new TrustDomain("cluster.local"), "/ns/shop/sa/server");

    @Test
    void theFirstCheckThatFailsInTheOrderOfTheWireNamesTheReason() {
        CallView.Verdict codecBeforeTls = verdict(calls(
                started("one"),
                chosen("one", ClientSends.MUTUAL_TLS),
                requested("one", "c"),
                accepted("c", MutualTlsMode.DISABLE),
                new MeshFact.FilterChainChosen("c", 8080, "plaintext-http"),
                new MeshFact.ProtocolError("c", 8080),
                refused("c", Side.CLIENT, RefusalReason.WRONG_VERSION_NUMBER, false),
                ended("one", MeshFact.Ending.ANSWERED, 503)));
        CallView.Verdict refusalBeforeItsEcho = verdict(calls(
                started("one"),
                chosen("one", ClientSends.MUTUAL_TLS),
                requested("one", "c"),
                accepted("c", MutualTlsMode.STRICT),
                completed("c", Side.CLIENT, SERVER_ID),
                refused("c", Side.SERVER, RefusalReason.CERTIFICATE_EXPIRED, false),
                refused("c", Side.CLIENT, RefusalReason.CERTIFICATE_EXPIRED, true),
                ended("one", MeshFact.Ending.ANSWERED, 503)));

        assertThat(List.of(codecBeforeTls, refusalBeforeItsEcho))
                .containsExactly(
                        new CallView.Verdict(
                                Transport.NONE,
                                CallResult.FAILED,
                                CallReason.TLS_TO_PLAINTEXT,
                                Optional.of(Side.SERVER)),
                        new CallView.Verdict(
                                Transport.NONE,
                                CallResult.FAILED,
                                CallReason.CLIENT_CERTIFICATE_EXPIRED,
                                Optional.of(Side.SERVER)));
    }

    @Test
    void whatBecomesOfAConnectionLaterDoesNotChangeTheVerdictOnAnEarlierCall() {
        List<CallView> calls = calls(
                started("one"),
                chosen("one", ClientSends.MUTUAL_TLS),
                requested("one", "c"),
                accepted("c", MutualTlsMode.STRICT),
                completed("c", Side.CLIENT, SERVER_ID),
                completed("c", Side.SERVER, CLIENT_ID),
                new MeshFact.RequestForwarded("c", "one", 1),
                ended("one", MeshFact.Ending.ANSWERED, 200),
                started("two"),
                chosen("two", ClientSends.MUTUAL_TLS),
                new MeshFact.ConnectionReused("c", "two"),
                new MeshFact.RequestForwarded("c", "two", 2),
                new MeshFact.ConnectionRefused("c", 8080),
                ended("two", MeshFact.Ending.ANSWERED, 503),
                new MeshFact.ConnectionClosed("c", Side.SERVER, MeshFact.Closing.TIMED_OUT));

        assertThat(calls)
                .extracting(CallView::verdict)
                .containsExactly(
                        new CallView.Verdict(
                                Transport.MUTUAL_TLS, CallResult.SUCCEEDED, CallReason.OK, Optional.empty()),
                        new CallView.Verdict(
                                Transport.MUTUAL_TLS,
                                CallResult.FAILED,
                                CallReason.CONNECTION_REFUSED,
                                Optional.of(Side.SERVER)));
    }

    @Test
    void eachAttemptIsJudgedAnew() {
        List<CallView> calls = calls(
                started("one"),
                chosen("one", ClientSends.MUTUAL_TLS),
                requested("one", "first"),
                refused("first", Side.CLIENT, RefusalReason.WRONG_VERSION_NUMBER, false),
                requested("one", "second"),
                accepted("second", MutualTlsMode.STRICT),
                completed("second", Side.CLIENT, SERVER_ID),
                completed("second", Side.SERVER, CLIENT_ID),
                ended("one", MeshFact.Ending.ANSWERED, 200));

        assertThat(verdict(calls))
                .isEqualTo(new CallView.Verdict(
                        Transport.MUTUAL_TLS, CallResult.SUCCEEDED, CallReason.OK, Optional.empty()));
        assertThat(calls.get(0).clientIdentity()).contains(CLIENT_ID);
        assertThat(calls.get(0).serverIdentity()).contains(SERVER_ID);
    }

    @Test
    void aDeniedCallWasEstablished() {
        assertThat(verdict(calls(
                        started("one"),
                        chosen("one", ClientSends.PLAINTEXT),
                        requested("one", "c"),
                        accepted("c", MutualTlsMode.PERMISSIVE),
                        new MeshFact.FilterChainChosen("c", 8080, "plaintext-http"),
                        new MeshFact.AccessDecided("c", 1, new AccessDecision.Denied("none"), List.of()),
                        ended("one", MeshFact.Ending.ANSWERED, 403))))
                .isEqualTo(new CallView.Verdict(
                        Transport.PLAINTEXT, CallResult.DENIED, CallReason.ACCESS_DENIED, Optional.of(Side.SERVER)));
    }

    @Test
    void aCallThatStillWaitsHasNoEnd() {
        CallView call = calls(started("one"), chosen("one", ClientSends.PLAINTEXT), requested("one", "c"))
                .get(0);

        assertThat(call.ended()).isEmpty();
        assertThat(call.printed()).isEmpty();
        assertThat(call.verdict())
                .isEqualTo(
                        new CallView.Verdict(Transport.NONE, CallResult.FAILED, CallReason.TIMEOUT, Optional.empty()));
    }

    @Test
    void aConnectionThatEndsWithoutAReasonIsUnreachable() {
        assertThat(verdict(calls(
                        started("one"),
                        chosen("one", ClientSends.PLAINTEXT),
                        requested("one", "c"),
                        accepted("c", MutualTlsMode.PERMISSIVE),
                        new MeshFact.FilterChainChosen("c", 8080, "plaintext-http"),
                        ended("one", MeshFact.Ending.ANSWERED, 503))))
                .isEqualTo(new CallView.Verdict(
                        Transport.PLAINTEXT, CallResult.FAILED, CallReason.UNREACHABLE, Optional.empty()));
    }

    @ParameterizedTest
    @EnumSource(RefusalReason.class)
    void everyRefusalOfAHandshakeHasAReasonOnBothSides(RefusalReason reason) {
        assertThat(HandshakeReasons.of(reason, Side.CLIENT)).isNotEqualTo(CallReason.OK);
        assertThat(HandshakeReasons.of(reason, Side.SERVER)).isNotEqualTo(CallReason.OK);
    }

    private static CallView.Verdict verdict(List<CallView> calls) {
        return calls.get(0).verdict();
    }

    private static List<CallView> calls(MeshFact... facts) {
        Recorder recorder = new Recorder("test", 1);
        Stream.concat(Stream.of(runs(CLIENT), runs(SERVER)), Stream.of(facts))
                .forEach(fact -> recorder.accept(new Event(1, Given.START, new ActorId("somebody"), fact)));
        return CallHistory.of(recorder.finish(Instant.MAX));
    }

    private static MeshFact runs(InstanceId instance) {
        return new MeshFact.InstanceStarted(instance, instance.workload(), "10.244.0.2", true, List.of());
    }

    private static MeshFact started(String call) {
        return new MeshFact.CallStarted(call, call, CLIENT, true, CallTarget.parse("http://server/"), "GET");
    }

    private static MeshFact chosen(String call, ClientSends sends) {
        return new MeshFact.EndpointChosen(call, "server", 80, PortProtocol.HTTP, SERVER, 8080, sends, List.of());
    }

    private static MeshFact requested(String call, String connection) {
        return new MeshFact.ConnectionRequested(
                connection, call, new Address("10.244.0.2", 40_000), new Address("10.244.0.3", 8080));
    }

    private static MeshFact accepted(String connection, MutualTlsMode mode) {
        return new MeshFact.ConnectionAccepted(connection, 8080, Optional.of(mode), List.of());
    }

    private static MeshFact completed(String connection, Side side, SpiffeId peer) {
        return new MeshFact.HandshakeCompleted(
                connection,
                side,
                TlsVersion.TLS_1_3,
                "TLS_AES_128_GCM_SHA256",
                Optional.of("x25519"),
                Optional.empty(),
                Optional.empty(),
                Optional.of(peer));
    }

    private static MeshFact refused(String connection, Side side, RefusalReason reason, boolean byPeer) {
        return new MeshFact.HandshakeRefused(connection, side, reason, Optional.empty(), byPeer, "");
    }

    private static MeshFact ended(String call, MeshFact.Ending ending, int status) {
        return new MeshFact.CallEnded(call, ending, Optional.of(status), status + " ");
    }
}
