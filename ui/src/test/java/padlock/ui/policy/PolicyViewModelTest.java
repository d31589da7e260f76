package padlock.ui.policy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import padlock.mesh.policy.Precedence;
import padlock.mesh.resource.ResourceId;
import padlock.scenario.Run;
import padlock.sim.Event;
import padlock.ui.Opened;
import padlock.ui.file.Manuscript;
import padlock.ui.player.PlayerViewModel;
import padlock.ui.topology.LinkState;

import static org.assertj.core.api.Assertions.assertThat;

/** A change made while a run is played takes the run another way from that moment on. */
final class PolicyViewModelTest {

    private static final Run ARTICLE = Opened.run("article");
    private static final ResourceId MESH_STRICT = new ResourceId("PeerAuthentication", "istio-system", "default");

    private final PlayerViewModel player = new PlayerViewModel(ARTICLE);
    private final PolicyViewModel model = new PolicyViewModel(player, Opened.manuscript("article"));

    @Test
    void whatLiesBeforeTheChangeComesOutTheSame() {
        player.toNextFailure();
        List<Event> past = happened();
        model.begin(PolicyViewModel.Template.PERMISSIVE);
        accept(model.applied().orElseThrow());
        Instant change = player.now().get();
        assertThat(past).hasSizeGreaterThan(100);
        assertThat(before(change, player.events())).isEqualTo(before(change, past));
    }

    @Test
    void whatEndsOtherwiseIsTold() {
        player.toNextFailure();
        model.begin(PolicyViewModel.Template.PERMISSIVE);
        accept(model.applied().orElseThrow());
        assertThat(model.differences())
                .anySatisfy(difference -> assertThat(difference)
                        .extracting(Difference::before, Difference::after)
                        .containsExactly(LinkState.FAILED, LinkState.PLAINTEXT));
    }

    @Test
    void undoAndRedoGoBackAndForth() {
        player.toNextFailure();
        assertThat(model.canUndo().get()).isFalse();
        model.begin(PolicyViewModel.Template.PERMISSIVE);
        accept(model.applied().orElseThrow());
        String changed = fingerprint();
        model.undo();
        assertThat(fingerprint()).isEqualTo(ARTICLE.recording().fingerprint());
        assertThat(model.canRedo().get()).isTrue();
        model.redo();
        assertThat(fingerprint()).isEqualTo(changed);
    }

    @Test
    void aPolicyInForceIsEditedAsItWasWritten() {
        player.toNextFailure();
        assertThat(model.inForce()).contains(MESH_STRICT);
        model.edit(MESH_STRICT);
        assertThat(model.text().get()).contains("kind: PeerAuthentication").contains("mode: STRICT");
        assertThat(model.problems()).isEmpty();
    }

    @Test
    void aDeletedPolicyIsNoLongerInForce() {
        player.toNextFailure();
        accept(model.deleted(MESH_STRICT));
        assertThat(model.inForce()).doesNotContain(MESH_STRICT);
    }

    @Test
    void theOtherReadingHoldsFromNowOn() {
        player.toNextChange();
        accept(model.readOtherwise());
        assertThat(player.mesh().get().precedence()).isEqualTo(Precedence.MOST_RESTRICTIVE);
        player.toStart();
        assertThat(player.mesh().get().precedence()).isEqualTo(Precedence.ISTIO);
    }

    @ParameterizedTest
    @EnumSource
    void everyTemplateCanBeAppliedAsItIs(PolicyViewModel.Template template) {
        model.begin(template);
        assertThat(model.problems()).isEmpty();
        assertThat(model.applied()).isPresent();
    }

    @Test
    void whatHasMistakesIsNotApplied() {
        model.text().set("kind: PeerAuthentication\nmetadata: {name: x}\nspec: {mtls: {mode: STRIKT}}\n");
        assertThat(model.applied()).isEmpty();
        assertThat(model.problems()).isNotEmpty();
    }

    private void accept(Manuscript changed) {
        model.accept(Change.between(model.current(), new Change.Version(changed, Opened.played(changed))));
    }

    private static List<Event> before(Instant instant, List<Event> events) {
        return events.stream().filter(event -> event.at().isBefore(instant)).toList();
    }

    private List<Event> happened() {
        return List.copyOf(player.events().subList(0, player.shown().get()));
    }

    private String fingerprint() {
        return player.played().get().run().recording().fingerprint();
    }
}
