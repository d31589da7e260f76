package padlock.ui.sequence;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import padlock.mesh.history.CallView;
import padlock.mesh.history.Link;
import padlock.scenario.Run;
import padlock.ui.Opened;
import padlock.ui.player.PlayerViewModel;
import padlock.ui.player.Wire;
import padlock.ui.player.WireViewModel;
import padlock.ui.sequence.SequenceViewModel.Item;

import static org.assertj.core.api.Assertions.assertThat;

/** A call is drawn as who does what, in step with the time line. */
final class SequenceViewModelTest {

    private static final Run ARTICLE = Opened.run("article");

    private final PlayerViewModel player = new PlayerViewModel(ARTICLE);
    private final WireViewModel wire = new WireViewModel(player, player::happening, Runnable::run, Runnable::run);

    @Test
    void aCallBeginsWithTheProgramAndEndsWithItsAnswerAndLiesInOrder() {
        SequenceViewModel model = drawn("my-app-namespace/frontend", 0);
        assertThat(model.ends()).containsExactly("frontend", "frontend's sidecar", "backend's sidecar");
        assertThat(model.items()).isSortedAccordingTo((one, other) -> one.at().compareTo(other.at()));
        assertThat(model.items()).first().extracting(Item::text).asString().contains("calls http://backend");
        assertThat(model.items())
                .extracting(Item::text)
                .anySatisfy(text -> assertThat(text).contains("ClientHello"));
        assertThat(model.items()).filteredOn(Item::isSent).hasSizeGreaterThan(3);
    }

    @Test
    void whatCutsACallOffIsMarked() {
        player.toNextFailure();
        wire.watched().set(true);
        SequenceViewModel model = new SequenceViewModel(player, wire);
        assertThat(model.items()).filteredOn(Item::trouble).isNotEmpty();
    }

    @Test
    void choosingALineTakesThePlayHeadThereAndTheLineIsTheCurrentOne() {
        SequenceViewModel model = drawn("my-app-namespace/frontend", 0);
        int line = model.items().size() / 2;
        model.choose(line);
        assertThat(player.now().get()).isEqualTo(model.items().get(line).at());
        assertThat(model.current().get()).isEqualTo(line);
    }

    @Test
    void everyLineCanBeGoneToThereAndBackAndIsTheLastThatHappened() {
        SequenceViewModel model = drawn("my-app-namespace/frontend", 0);
        List<Item> lines = List.copyOf(model.items());
        for (int line :
                IntStream.range(0, lines.size()).map(i -> lines.size() - 1 - i).toArray()) {
            model.choose(line);
            assertThat(model.items()).isEqualTo(lines);
            assertThat(lines.get(model.current().get()).count())
                    .isEqualTo(lines.get(line).count());
            assertThat(player.shown().get()).isEqualTo(lines.get(line).count());
        }
    }

    @Test
    void steppingByEventGoesLineByLineAlsoWithinAnInstant() {
        SequenceViewModel model = drawn("my-app-namespace/frontend", 0);
        model.choose(0);
        List<Integer> passed = new ArrayList<>();
        while (model.current().get() < model.items().size() - 1) {
            passed.add(model.current().get());
            player.stepForward();
        }
        assertThat(passed.stream().distinct()).hasSizeGreaterThan(8).startsWith(0, 1, 2);
        assertThat(passed).isSorted();
    }

    @Test
    void theCallThatGoesOnIsDrawnWithItsLinesStillToCome() {
        Link link = link("my-app-namespace/frontend");
        player.selected().set(Optional.of(link));
        CallView second = player.links().calls(link).get(1);
        player.toInstant(second.at());
        wire.watched().set(true);
        SequenceViewModel model = new SequenceViewModel(player, wire);
        assertThat(wire.wire().get()).map(Wire::call).contains(second);
        assertThat(model.current().get()).isBetween(0, model.items().size() - 2);
        player.toInstant(second.ended().orElseThrow());
        assertThat(model.current().get()).isEqualTo(model.items().size() - 1);
    }

    @Test
    void whilePlayingTheChartFollowsWithWhatTheRunRecordedAndTheArrowsComeWithThePause() {
        SequenceViewModel model = drawn("my-app-namespace/frontend", 0);
        String first = model.items().get(0).text();
        player.playing().set(true);
        player.tick(Duration.ofSeconds(4));
        assertThat(model.items().get(0).text()).isNotEqualTo(first);
        assertThat(model.items()).filteredOn(Item::isSent).isEmpty();
        player.playing().set(false);
        assertThat(model.items()).filteredOn(Item::isSent).isNotEmpty();
    }

    @Test
    void nobodyWhoDoesNotLookMakesTheChartBeDrawn() {
        player.selected().set(Optional.of(link("my-app-namespace/frontend")));
        SequenceViewModel model = new SequenceViewModel(player, wire);
        player.toEnd();
        assertThat(model.items()).isEmpty();
        wire.watched().set(true);
        assertThat(model.items()).isNotEmpty();
    }

    @Test
    void ofAKeptConnectionOnlyWhatThisCallDoesIsDrawn() {
        SequenceViewModel first = drawn("my-app-namespace/frontend", 0);
        int items = first.items().size();
        SequenceViewModel second = drawn("my-app-namespace/frontend", 1);
        assertThat(second.items()).hasSizeLessThan(items);
        assertThat(second.items()).extracting(Item::text).noneMatch(text -> text.contains("ClientHello"));
    }

    private SequenceViewModel drawn(String from, int call) {
        Link link = link(from);
        player.selected().set(Optional.of(link));
        CallView told = player.links().calls(link).get(call);
        player.lookAt(told, told.ended().orElseThrow());
        wire.watched().set(true);
        return new SequenceViewModel(player, wire);
    }

    private Link link(String from) {
        return player.links().links().stream()
                .filter(each -> each.from().toString().equals(from))
                .findFirst()
                .orElseThrow();
    }
}
