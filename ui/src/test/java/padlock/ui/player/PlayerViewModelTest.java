package padlock.ui.player;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import padlock.mesh.actor.MeshFact;
import padlock.mesh.history.CallReason;
import padlock.mesh.history.CallView;
import padlock.mesh.history.WorkloadName;
import padlock.mesh.resource.ResourceId;
import padlock.scenario.Run;
import padlock.sim.Event;
import padlock.ui.Opened;
import padlock.ui.control.Moments;
import padlock.ui.topology.LinkState;

import static org.assertj.core.api.Assertions.assertThat;

/** The play head moves as the person says, and what is shown follows from where it stands. */
final class PlayerViewModelTest {

    private static final Run ARTICLE = Opened.run("article");

    private final PlayerViewModel model = new PlayerViewModel(ARTICLE);

    @Test
    void itStandsAtTheStartOfTheScenarioAndPlaysNothing() {
        assertThat(model.elapsed()).isZero();
        assertThat(model.playing().get()).isFalse();
        assertThat(model.mesh().get().pods()).hasSize(3);
    }

    @Test
    void theNextFailureIsTheFirstCallThatStrictCutsOff() {
        model.toNextFailure();
        assertThat(model.selected().get())
                .hasValueSatisfying(link -> assertThat(link.from()).hasToString("legacy/cron"));
        assertThat(model.story())
                .map(CallView::verdict)
                .map(CallView.Verdict::reason)
                .contains(CallReason.PLAINTEXT_TO_STRICT);
    }

    @Test
    void theNextChangeIsLaterThanTheLast() {
        model.toNextChange();
        Instant first = model.now().get();
        model.toNextChange();
        assertThat(model.now().get()).isAfter(first);
    }

    @Test
    void theMarksOfOneKindAreWalkedThereAndBackAndNowhereBeyondTheLast() {
        model.toNext(Mark.Kind.PUSH);
        Instant first = model.now().get();
        model.toNext(Mark.Kind.PUSH);
        assertThat(model.now().get()).isAfter(first);
        model.toPrevious(Mark.Kind.PUSH);
        assertThat(model.now().get()).isEqualTo(first);
        model.toPrevious(Mark.Kind.PUSH);
        assertThat(model.now().get()).isEqualTo(first);
    }

    @Test
    void anEventIsToldWithTheTimeThatTheClockShows() {
        model.toNextFailure();
        assertThat(model.played().get().line(model.shown().get() - 1))
                .startsWith(Moments.words(model.elapsed()) + "  ");
        model.toEnd();
        assertThat(model.played().get().line(model.shown().get() - 1)).matches("25:0\\d:\\d\\d\\.\\d{3}  .*");
    }

    @Test
    void aStepBackTakesBackWhatAStepForwardDid() {
        model.toNextFailure();
        int shown = model.shown().get();
        var mesh = model.mesh().get();
        model.stepForward();
        assertThat(model.shown().get()).isEqualTo(shown + 1);
        model.stepBack();
        assertThat(model.shown().get()).isEqualTo(shown);
        assertThat(model.mesh().get()).isEqualTo(mesh);
    }

    @Test
    void beforeTheScenarioStartsThereIsNothingToStepBackTo() {
        int shown = model.shown().get();
        model.stepBack();
        assertThat(model.shown().get()).isEqualTo(shown);
    }

    @Test
    void anyMomentCanBeScrubbedToAndBack() {
        model.seek(0.5);
        var links = model.links().links().stream().map(this::state).toList();
        model.toEnd();
        model.seek(0.5);
        assertThat(model.links().links().stream().map(this::state).toList()).isEqualTo(links);
        assertThat(model.progress()).isBetween(0.49, 0.51);
    }

    @Test
    void playingMovesBySpeedAndStopsAtTheEnd() {
        model.speed().set(PlayerViewModel.Speed.TEN);
        model.togglePlaying();
        model.tick(Duration.ofMillis(100));
        assertThat(model.elapsed()).isEqualTo(Duration.ofSeconds(1));
        model.seek(1);
        model.tick(Duration.ofSeconds(1));
        assertThat(model.playing().get()).isFalse();
        assertThat(model.now().get()).isEqualTo(ARTICLE.recording().end());
    }

    @Test
    void hoursInWhichNothingHappensAreLeftOut() {
        model.toEnd();
        model.stepBack();
        Instant last = ARTICLE.recording().events().get(model.shown().get()).at();
        model.seek(0.2);
        model.togglePlaying();
        int seconds = 0;
        while (model.playing().get() && seconds < 3600) {
            model.tick(Duration.ofSeconds(1));
            seconds++;
        }
        assertThat(last).isAfter(ARTICLE.scenario().start().plus(Duration.ofHours(24)));
        assertThat(seconds).isLessThan(600);
    }

    @Test
    void playingStopsWhereAConnectionBeginsToFail() {
        model.stops().add(new Breakpoint.Failure());
        playToTheEnd();
        Instant stopped = model.now().get();
        model.toStart();
        model.toNextFailure();
        assertThat(stopped).isEqualTo(model.now().get());
    }

    @Test
    void playingGoesOnBehindAStop() {
        model.stops().add(new Breakpoint.Failure());
        playToTheEnd();
        Instant first = model.now().get();
        playToTheEnd();
        assertThat(model.now().get()).isAfter(first);
    }

    @Test
    void playingStopsWhereAPolicyTakesEffectOnAWorkload() {
        WorkloadName backend = new WorkloadName("my-app-namespace", "backend");
        model.stops()
                .add(new Breakpoint.InEffect(new ResourceId("PeerAuthentication", "istio-system", "default"), backend));
        playToTheEnd();
        assertThat(last().fact())
                .isInstanceOfSatisfying(
                        MeshFact.ConfigApplied.class,
                        applied ->
                                assertThat(WorkloadName.of(applied.sidecar())).isEqualTo(backend));
        assertThat(model.elapsed()).isBetween(Duration.ofMinutes(2), Duration.ofSeconds(123));
    }

    @Test
    void playingStopsWhereAnEventSaysAllTheWords() {
        model.stops().add(new Breakpoint.Says("FILTER chain"));
        playToTheEnd();
        assertThat(model.played().get().line(model.shown().get() - 1)).contains("filter chain");
        assertThat(model.now().get()).isBefore(ARTICLE.recording().end());
    }

    private void playToTheEnd() {
        model.togglePlaying();
        while (model.playing().get()) {
            model.tick(Duration.ofMillis(40));
        }
    }

    private Event last() {
        return model.events().get(model.shown().get() - 1);
    }

    @Test
    void forWhomMotionDisturbsPlayingGoesOnInSteps() {
        model.still().set(true);
        model.togglePlaying();
        model.tick(Duration.ofMillis(400));
        model.tick(Duration.ofMillis(400));
        assertThat(model.elapsed()).isZero();
        model.tick(Duration.ofMillis(400));
        assertThat(model.elapsed()).isEqualTo(Duration.ofSeconds(12));
    }

    @Test
    void whilePausedTimeStandsStill() {
        model.tick(Duration.ofSeconds(5));
        assertThat(model.elapsed()).isZero();
    }

    @Test
    void withoutAConnectionThereIsNoStory() {
        assertThat(model.story()).isEmpty();
        model.selected().set(Optional.of(model.links().links().get(0)));
        assertThat(model.story()).isEmpty();
        model.toEnd();
        assertThat(model.story()).isPresent();
    }

    private LinkState state(padlock.mesh.history.Link link) {
        return LinkState.of(model.links().last(link, model.now().get()));
    }
}
