package padlock.ui;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import padlock.mesh.history.Holdings;
import padlock.scenario.Run;
import padlock.ui.RunProgress.Part;
import padlock.ui.file.Desk;
import padlock.ui.file.Manuscript;
import padlock.ui.player.Played;
import padlock.ui.player.PlayerViewModel;
import padlock.ui.policy.PolicyViewModel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Whoever waits is told what is done, and can have it end in each part of it. */
final class RunProgressTest {

    private static final Run ARTICLE = Opened.run("article");

    @TempDir
    private Path folder;

    @Test
    void whoeverOpensAScenarioIsToldOfEachPart() {
        List<Part> parts = new ArrayList<>();
        shell().open("article", new RunProgress(parts::add));
        assertThat(parts).containsExactly(Part.READING, Part.RUNNING, Part.TELLING, Part.DRAWING);
    }

    @ParameterizedTest
    @EnumSource(
            value = Part.class,
            names = {"READING", "RUNNING", "TELLING", "DRAWING"})
    void openingEndsInEachPart(Part last) {
        assertThatThrownBy(() -> shell().open("article", cancelledIn(last))).isInstanceOf(CancellationException.class);
    }

    @ParameterizedTest
    @EnumSource(
            value = Part.class,
            names = {"RUNNING", "TELLING"})
    void aChangeThatIsCancelledLeavesTheOldRunAsItWas(Part last) {
        PlayerViewModel player = new PlayerViewModel(ARTICLE);
        PolicyViewModel policies = new PolicyViewModel(player, Opened.manuscript("article"));
        player.toNextFailure();
        Played before = player.played().get();
        Manuscript written = policies.manuscript().get();
        policies.begin(PolicyViewModel.Template.PERMISSIVE);
        Manuscript changed = policies.applied().orElseThrow();
        assertThatThrownBy(() -> ShellViewModel.change(policies.current(), changed, cancelledIn(last)))
                .isInstanceOf(CancellationException.class);
        assertThat(player.played().get()).isSameAs(before);
        assertThat(policies.manuscript().get()).isSameAs(written);
        assertThat(policies.canUndo().get()).isFalse();
    }

    @Test
    void howFarTheTellingHasComeOnlyGrowsUpToAllOfIt() {
        List<Double> shares = new ArrayList<>();
        Played.of(ARTICLE, new Holdings(), shares::add);
        assertThat(shares).isSorted().first().isEqualTo(0.0);
        assertThat(shares).last().isEqualTo(1.0);
    }

    @Test
    void beforeARunSaysHowFarItIsNobodyCanSay() {
        RunProgress progress = new RunProgress();
        assertThat(progress.share()).isNegative();
        progress.telling(0.25);
        assertThat(progress.share()).isEqualTo(0.25);
        progress.begin(Part.DRAWING);
        assertThat(progress.share()).isNegative();
    }

    private ShellViewModel shell() {
        return new ShellViewModel(Opened.CATALOGUE, new Desk(folder));
    }

    private static RunProgress cancelledIn(Part last) {
        AtomicReference<RunProgress> own = new AtomicReference<>();
        own.set(new RunProgress(part -> {
            if (part == last) {
                own.get().cancel();
            }
        }));
        return own.get();
    }
}
