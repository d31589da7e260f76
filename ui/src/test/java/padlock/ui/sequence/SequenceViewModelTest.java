package padlock.ui.sequence;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import padlock.mesh.history.CallView;
import padlock.mesh.history.Link;
import padlock.scenario.Run;
import padlock.ui.Opened;
import padlock.ui.player.PlayerViewModel;
import padlock.ui.player.WireViewModel;
import padlock.ui.sequence.SequenceViewModel.Item;

import static org.assertj.core.api.Assertions.assertThat;

/** A call is drawn as who does what, in step with the time line. */
final class SequenceViewModelTest {

    private static final Run ARTICLE = Opened.run("article");

    private final PlayerViewModel player = new PlayerViewModel(ARTICLE);
    private final WireViewModel wire = new WireViewModel(player, Runnable::run, Runnable::run);

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
        assertThat(model.items().get(model.current().get()).at())
                .isEqualTo(player.now().get());
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
        Link link = player.links().links().stream()
                .filter(each -> each.from().toString().equals(from))
                .findFirst()
                .orElseThrow();
        player.selected().set(Optional.of(link));
        CallView told = player.links().calls(link).get(call);
        player.lookAt(told, told.ended().orElseThrow());
        wire.watched().set(true);
        return new SequenceViewModel(player, wire);
    }
}
