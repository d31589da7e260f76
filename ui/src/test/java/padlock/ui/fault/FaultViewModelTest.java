package padlock.ui.fault;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import padlock.mesh.actor.Fault;
import padlock.scenario.Intervention;
import padlock.scenario.Scenario;
import padlock.scenario.file.FaultKinds;
import padlock.scenario.file.Loaded;
import padlock.scenario.file.Problem;
import padlock.ui.Opened;
import padlock.ui.player.PlayerViewModel;
import padlock.ui.policy.Change;
import padlock.ui.policy.PolicyViewModel;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever scenario files let go wrong, the palette does. */
final class FaultViewModelTest {

    private final PlayerViewModel player = new PlayerViewModel(Opened.run("article"));
    private final PolicyViewModel changes = new PolicyViewModel(player, Opened.manuscript("article"));
    private final FaultViewModel model = new FaultViewModel(player, changes);

    static List<String> kinds() {
        return FaultKinds.all();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void whatEveryKindNeedsIsAskedForAndItsMistakesAreNamed(String kind) {
        model.kind().set(kind);
        assertThat(model.values().keySet()).containsAll(FaultKinds.needs(kind));
        assertThat(model.values().containsKey(FaultViewModel.FOR)).isEqualTo(FaultKinds.lasts(kind));
        FaultKinds.needs(kind).forEach(key -> model.values().get(key).set(""));
        assertThat(model.problems()).hasSameSizeAs(FaultKinds.needs(kind));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void everythingThatIsSuggestedFitsAndWhatItWillDoIsSaid(String kind) throws IOException {
        model.kind().set(kind);
        assertThat(model.problems()).isEmpty();
        for (String key : List.copyOf(model.values().keySet())) {
            assertThat(model.suggestions(key)).as(key).isNotEmpty().doesNotHaveDuplicates();
            for (String value : model.suggestions(key)) {
                model.values().get(key).set(value);
                assertThat(model.problems()).as(key + " " + value).isEmpty();
                String told = model.told().getValue();
                assertThat(told).startsWith("From 0:00.000 on ").contains(value).doesNotContain("{");
            }
        }
        assertThat(model.injected().orElseThrow().read()).isInstanceOf(Loaded.Accepted.class);
    }

    @Test
    void nothingIsSaidOfAFaultThatIsNone() {
        model.kind().set("loss");
        model.values().get("rate").set("2");
        assertThat(model.told().getValue()).isEmpty();
    }

    @Test
    void theChosenConnectionIsWhereItGoesWrong() throws IOException {
        player.toNextFailure();
        model.kind().set("latency");
        model.values().get("add").set("3s");
        Scenario changed =
                ((Loaded.Accepted<Scenario>) model.injected().orElseThrow().read()).value();
        assertThat(changed.timeline())
                .filteredOn(Intervention.Inject.class::isInstance)
                .singleElement()
                .satisfies(injected -> assertThat(((Intervention.Inject) injected).fault())
                        .isInstanceOfSatisfying(
                                Fault.Latency.class,
                                latency -> assertThat(latency.on())
                                        .hasToString("legacy/cron -> my-app-namespace/backend")));
    }

    @Test
    void aFaultMovesTheRunFromNowOnAndIsUndoneLikeAPolicy() {
        String before = fingerprint();
        model.kind().set("partition");
        model.values().get("between").set("legacy/*");
        model.values().get("and").set("my-app-namespace/*");
        model.values().get(FaultViewModel.FOR).set("");
        var changed = model.injected().orElseThrow();
        changes.accept(Change.between(changes.current(), new Change.Version(changed, Opened.played(changed))));
        assertThat(changes.differences()).isNotEmpty();
        assertThat(fingerprint()).isNotEqualTo(before);
        changes.undo();
        assertThat(fingerprint()).isEqualTo(before);
    }

    @Test
    void whatIsWrongIsToldAsItIsTyped() {
        model.kind().set("loss");
        model.values().get("rate").set("2");
        assertThat(model.problems()).extracting(Problem::message).containsExactly("rate must be from 0 to 1");
        assertThat(model.injected()).isEmpty();
    }

    private String fingerprint() {
        return player.played().get().run().recording().fingerprint();
    }
}
