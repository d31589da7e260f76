package padlock.ui.matrix;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import padlock.mesh.history.CallReason;
import padlock.mesh.history.CallView;
import padlock.mesh.history.Link;
import padlock.scenario.MeshQuestions;
import padlock.scenario.Moment;
import padlock.scenario.Run;
import padlock.ui.Opened;
import padlock.ui.player.PlayerViewModel;
import padlock.ui.topology.LinkState;

import static org.assertj.core.api.Assertions.assertThat;

/** Who reaches whom is asked of the run itself, at the moment where the play head stands. */
final class MatrixViewModelTest {

    private static final Run ARTICLE = Opened.run("article");

    private final PlayerViewModel player = new PlayerViewModel(ARTICLE);
    private final MatrixViewModel model = new MatrixViewModel(player, Runnable::run, Runnable::run);

    @Test
    void everyPairIsThereAtTheStartAndNothingFails() {
        model.ask();
        assertThat(model.table().get().lines())
                .extracting(MatrixViewModel.Line::from)
                .containsExactly("legacy/cron", "my-app-namespace/backend", "my-app-namespace/frontend");
        assertThat(states()).contains(LinkState.MUTUAL_TLS, LinkState.PLAINTEXT).doesNotContain(LinkState.FAILED);
    }

    @Test
    void theMatrixOfAMomentSaysOfEachLinkWhatItsNextCallSays() {
        player.toNextFailure();
        for (int stop = 0; stop < 6; stop++) {
            model.ask();
            for (MeshQuestions.Row row : model.answer().get().orElseThrow().rows()) {
                Link link = Moment.link(row.pair());
                player.links().calls(link).stream()
                        .filter(call -> call.at().isAfter(player.now().get())
                                && call.at().isBefore(player.now().get().plusSeconds(11)))
                        .findFirst()
                        .map(CallView::verdict)
                        .ifPresent(next -> assertThat(row.verdict())
                                .as(link + " at " + player.elapsed())
                                .isEqualTo(next));
            }
            player.toNextFailure();
        }
    }

    @Test
    void onlyTroubleLeavesOutWhoFaresWell() {
        player.toNextFailure();
        model.ask();
        model.onlyTrouble().set(true);
        assertThat(model.table().get().lines())
                .extracting(MatrixViewModel.Line::from)
                .containsExactly("legacy/cron");
        assertThat(model.csv().lines()).first().isEqualTo("from,to,endpoint,transport,result,reason,status");
        assertThat(model.csv()).contains("plaintext-to-strict").doesNotContain("mutual-tls");
    }

    @Test
    void wordsNarrowWhoIsShown() {
        model.ask();
        model.from().set("front my-app");
        model.to().set("backend");
        assertThat(model.table().get().lines())
                .extracting(MatrixViewModel.Line::from)
                .containsExactly("my-app-namespace/frontend");
        assertThat(model.table().get().columns()).containsExactly("my-app-namespace/backend:8080");
    }

    @Test
    void aCellTellsTheStoryOfACallMadeNow() {
        player.toNextFailure();
        model.ask();
        model.onlyTrouble().set(true);
        model.open(model.table().get().lines().get(0).cells().values().stream()
                .filter(cell -> cell.state() == LinkState.FAILED)
                .findFirst()
                .orElseThrow());
        assertThat(player.story()).hasValueSatisfying(call -> {
            assertThat(call.at()).isEqualTo(player.now().get());
            assertThat(call.verdict().reason()).isEqualTo(CallReason.PLAINTEXT_TO_STRICT);
        });
        assertThat(player.asked().get())
                .hasValueSatisfying(wire -> assertThat(wire.flights()).isNotEmpty());
    }

    @Test
    void whatIsCancelledLeavesTheAnswerAsItWas() {
        Deque<Runnable> later = new ArrayDeque<>();
        MatrixViewModel slow = new MatrixViewModel(player, later::add, Runnable::run);
        slow.ask();
        assertThat(slow.working().get()).isTrue();
        slow.cancel();
        later.remove().run();
        assertThat(slow.working().get()).isFalse();
        assertThat(slow.answer().get()).isEmpty();
    }

    @Test
    void anAnswerIsOutdatedOnceThePlayHeadHasMoved() {
        model.ask();
        assertThat(model.outdated().get()).isFalse();
        player.stepForward();
        player.toNextChange();
        assertThat(model.outdated().get()).isTrue();
    }

    private List<LinkState> states() {
        return model.table().get().lines().stream()
                .flatMap(line -> line.cells().values().stream())
                .map(MatrixViewModel.Cell::state)
                .toList();
    }
}
