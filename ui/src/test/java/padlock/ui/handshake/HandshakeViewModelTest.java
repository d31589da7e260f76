package padlock.ui.handshake;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import padlock.mesh.actor.Side;
import padlock.mesh.history.CallReason;
import padlock.mesh.history.CallView;
import padlock.mesh.history.Link;
import padlock.mesh.history.ToldFlight;
import padlock.scenario.Run;
import padlock.tls.capture.Node;
import padlock.ui.Opened;
import padlock.ui.player.PlayerViewModel;
import padlock.ui.player.Wire;
import padlock.ui.player.WireViewModel;

import static org.assertj.core.api.Assertions.assertThat;

/** A handshake is stepped through message by message, in step with the time line. */
final class HandshakeViewModelTest {

    private static final Run ARTICLE = Opened.run("article");
    private static final Run ONE_WAY = Opened.run("one-way-tls-to-a-sidecar");
    private static final Run EXPIRED = Opened.run("authority-away-too-long");

    @Test
    void nobodyDerivesBytesThatNobodyWatches() {
        PlayerViewModel player = new PlayerViewModel(ARTICLE);
        WireViewModel wire = new WireViewModel(player, player::story, Runnable::run, Runnable::run);
        player.selected().set(Optional.of(link(player, "my-app-namespace/frontend")));
        player.toEnd();
        assertThat(wire.wire().get()).isEmpty();
        wire.watched().set(true);
        assertThat(wire.wire().get()).map(Wire::call).isEqualTo(player.story());
    }

    @Test
    void theMessagesOfAHandshakeComeInTheOrderOfTheWireAndThenTheRequest() {
        HandshakeViewModel model = watching(firstOf(ARTICLE, "my-app-namespace/frontend"));
        assertThat(model.steps())
                .extracting(step -> step.message().name())
                .containsSubsequence(
                        "ClientHello",
                        "ServerHello",
                        "EncryptedExtensions",
                        "CertificateRequest",
                        "Certificate",
                        "CertificateVerify",
                        "Finished",
                        "Certificate",
                        "Finished",
                        "HTTP");
    }

    @Test
    void theServerLearnsWhoCallsWithTheClientsSecondFlight() {
        HandshakeViewModel model = watching(firstOf(ARTICLE, "my-app-namespace/frontend"));
        assertThat(model.belief(Side.SERVER))
                .hasValueSatisfying(belief -> assertThat(belief.words()).contains("does not know who calls"));
        model.nextFlight();
        assertThat(model.belief(Side.CLIENT)).hasValueSatisfying(belief -> {
            assertThat(belief.words()).contains("has verified that the other side is spiffe://");
            assertThat(belief.changed()).isTrue();
        });
        assertThat(model.belief(Side.SERVER))
                .map(HandshakeViewModel.Belief::changed)
                .contains(false);
        model.nextFlight();
        assertThat(model.belief(Side.SERVER))
                .hasValueSatisfying(belief -> assertThat(belief.words()).contains("/sa/frontend"));
    }

    @Test
    void inTls13TheClientLearnsThatItWasRefusedOnlyAfterItThoughtItWasConnected() {
        HandshakeViewModel model = watching(refused(ONE_WAY, CallReason.NO_CLIENT_CERTIFICATE));
        List<String> client = model.steps().stream()
                .map(step -> step.told().clientBelieves())
                .distinct()
                .toList();
        assertThat(client.get(1)).contains("is connected over TLSv1.3");
        assertThat(client.get(client.size() - 1))
                .isEqualTo("thought it was connected, and learns now that it was refused: certificate_required(116)");
    }

    @Test
    void theChecksOfACertificateEndWithTheFirstThatFailed() {
        HandshakeViewModel model = watching(refused(EXPIRED, CallReason.SERVER_CERTIFICATE_EXPIRED));
        while (model.checks().stream().allMatch(ToldFlight.Check::passed)) {
            int before = model.chosen().get();
            model.next();
            assertThat(model.chosen().get()).isGreaterThan(before);
        }
        assertThat(model.checks())
                .filteredOn(check -> !check.passed())
                .extracting(ToldFlight.Check::name)
                .containsExactly("not-over");
        assertThat(model.checks()).last().matches(check -> !check.passed());
    }

    @Test
    void steppingAFlightTakesThePlayHeadAlongAndTheStoryStays() {
        PlayerViewModel player = firstOf(ARTICLE, "my-app-namespace/frontend");
        HandshakeViewModel model = watching(player);
        CallView told = player.story().orElseThrow();
        model.choose(0);
        assertThat(player.now().get()).isBefore(told.ended().orElseThrow());
        assertThat(player.story()).contains(told);
        model.nextFlight();
        assertThat(player.now().get())
                .isEqualTo(model.step().orElseThrow().told().arrived().orElseThrow());
        assertThat(player.story()).contains(told);
    }

    @Test
    void aByteLeadsToTheSmallestPartThatCoversIt() {
        HandshakeViewModel model = watching(firstOf(ARTICLE, "my-app-namespace/frontend"));
        assertThat(model.partAt(0, 0)).map(Node::name).contains("type");
        assertThat(model.partAt(0, 3)).map(Node::name).contains("length");
        assertThat(model.partAt(0, 100_000)).isEmpty();
        HandshakeViewModel.parts(model.step().orElseThrow().record())
                .forEach(part -> assertThat(part.offset() + part.length())
                        .isLessThanOrEqualTo(model.step().orElseThrow().content(part).length));
    }

    private static HandshakeViewModel watching(PlayerViewModel player) {
        WireViewModel wire = new WireViewModel(player, player::story, Runnable::run, Runnable::run);
        wire.watched().set(true);
        return new HandshakeViewModel(player, wire);
    }

    private static PlayerViewModel firstOf(Run run, String from) {
        PlayerViewModel player = new PlayerViewModel(run);
        Link link = link(player, from);
        player.selected().set(Optional.of(link));
        player.lookAt(
                player.links().calls(link).get(0),
                player.links().calls(link).get(0).ended().orElseThrow());
        return player;
    }

    private static PlayerViewModel refused(Run run, CallReason reason) {
        PlayerViewModel player = new PlayerViewModel(run);
        for (Link link : player.links().links()) {
            for (CallView call : player.links().calls(link)) {
                if (call.verdict().reason() == reason) {
                    player.selected().set(Optional.of(link));
                    player.lookAt(call, call.ended().orElseThrow());
                    return player;
                }
            }
        }
        throw new AssertionError("nothing is refused for this reason: " + reason);
    }

    private static Link link(PlayerViewModel player, String from) {
        return player.links().links().stream()
                .filter(link -> link.from().toString().equals(from))
                .findFirst()
                .orElseThrow();
    }
}
