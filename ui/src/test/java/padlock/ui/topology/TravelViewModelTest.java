package padlock.ui.topology;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import padlock.mesh.actor.MeshFact;
import padlock.ui.Opened;
import padlock.ui.player.Played;
import padlock.ui.player.PlayerViewModel;
import padlock.ui.topology.Journey.Kind;
import padlock.ui.topology.Journey.Lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** What is sent is seen on its way, a few messages at a time. */
final class TravelViewModelTest {

    private static final Played ARTICLE = Opened.played(Opened.manuscript("article"));

    private final PlayerViewModel player = new PlayerViewModel(ARTICLE);
    private final TravelViewModel travel = new TravelViewModel(player);

    @Test
    void aPushTravelsFromTheControlPlaneToItsSidecar() {
        stepTo(MeshFact.ConfigPushed.class);
        Journey push = journeys().get(journeys().size() - 1);
        assertThat(push.kind()).isEqualTo(Kind.PUSH);
        assertThat(push.back()).isTrue();
        assertThat(push.lane()).isInstanceOf(Lane.ToControlPlane.class);
    }

    @Test
    void aMessageArrivesAndIsGone() {
        stepTo(MeshFact.ConfigPushed.class);
        TravelViewModel.Courier courier =
                travel.travelling().get(travel.travelling().size() - 1);
        double before = travel.progress(courier);
        travel.tick(TravelViewModel.A_JOURNEY.dividedBy(2));
        assertThat(travel.progress(courier)).isGreaterThan(before);
        travel.tick(TravelViewModel.A_JOURNEY.multipliedBy(4));
        assertThat(travel.travelling()).isEmpty();
    }

    @Test
    void aRequestLooksLikeWhatProtectsItAndItsRefusalLikeAFailure() {
        int refused = next(MeshFact.FilterChainMissing.class);
        player.toEvent(refused - 1);
        player.stepForward();
        assertThat(journeys())
                .extracting(Journey::kind, Journey::back, Journey::look)
                .containsExactly(tuple(Kind.REFUSAL, true, LinkState.FAILED));
        int forwarded = next(MeshFact.RequestForwarded.class);
        player.toEvent(forwarded - 1);
        player.stepForward();
        assertThat(journeys())
                .extracting(Journey::kind, Journey::back, Journey::look)
                .containsExactly(tuple(Kind.REQUEST, false, LinkState.MUTUAL_TLS));
    }

    @Test
    void nothingTravelsAfterAJump() {
        stepTo(MeshFact.ConfigPushed.class);
        assertThat(travel.travelling()).isNotEmpty();
        player.toEnd();
        assertThat(travel.travelling()).isEmpty();
        player.toStart();
        assertThat(travel.travelling()).isEmpty();
    }

    @Test
    void neverDoMoreTravelThanCanBeToldApart() {
        player.playing().set(true);
        player.speed().set(PlayerViewModel.Speed.HOUR);
        IntStream.range(0, 300).forEach(frame -> {
            player.tick(Duration.ofMillis(16));
            assertThat(travel.travelling()).hasSizeLessThanOrEqualTo(TravelViewModel.MOST);
            travel.travelling().stream()
                    .map(courier -> courier.journey().lane())
                    .distinct()
                    .forEach(lane -> assertThat(travel.travelling().stream()
                                    .filter(courier -> courier.journey().lane().equals(lane)))
                            .hasSizeLessThanOrEqualTo(TravelViewModel.MOST_ON_LANE));
            travel.tick(Duration.ofMillis(16));
        });
    }

    @Test
    void whomMotionDisturbsSeesMessagesStandAndOnlyTheLatest() {
        player.still().set(true);
        stepTo(MeshFact.ConfigPushed.class);
        TravelViewModel.Courier push = travel.travelling().get(0);
        assertThat(travel.travelling()).hasSize(1);
        double before = travel.progress(push);
        travel.tick(Duration.ofSeconds(5));
        assertThat(travel.progress(push)).isEqualTo(before).isBetween(0.0, 1.0);
        stepTo(MeshFact.ConfigApplied.class);
        assertThat(journeys()).extracting(Journey::kind).containsExactly(Kind.ACKNOWLEDGEMENT);
    }

    private void stepTo(Class<? extends MeshFact> kind) {
        int at = next(kind);
        player.toEvent(at - 1);
        player.stepForward();
    }

    private int next(Class<? extends MeshFact> kind) {
        return IntStream.range(
                        Math.max(ARTICLE.first(), player.shown().get()),
                        ARTICLE.events().size())
                .filter(index -> kind.isInstance(ARTICLE.events().get(index).fact()))
                .findFirst()
                .orElseThrow();
    }

    private List<Journey> journeys() {
        return travel.travelling().stream()
                .map(TravelViewModel.Courier::journey)
                .toList();
    }
}
