package padlock.ui.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import padlock.mesh.actor.MeshFact;
import padlock.mesh.history.WorkloadName;
import padlock.mesh.policy.Precedence;
import padlock.mesh.policy.Reason;
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
    private static final ResourceId OF_THE_MESH = new ResourceId("PeerAuthentication", "istio-system", "default");

    private final PlayerViewModel player = new PlayerViewModel(ARTICLE);
    private final PolicyViewModel model = new PolicyViewModel(player, Opened.manuscript("article"));

    @Test
    void aWiderPolicyDecidesOnlyWhereNoNarrowerOneDoes() {
        PlayerViewModel shop = new PlayerViewModel(Opened.played(Opened.manuscript("shop-goes-strict")));
        PolicyViewModel policies = new PolicyViewModel(shop, Opened.manuscript("shop-goes-strict"));
        shop.toMoment(Duration.ofSeconds(150));
        assertThat(deciding(policies, "shop", "default"))
                .contains("frontend", "cartservice")
                .doesNotContain("paymentservice", "redis-cart");
        shop.toMoment(Duration.ofSeconds(210));
        assertThat(deciding(policies, "shop", "frontend")).containsExactly("frontend");
        assertThat(deciding(policies, "shop", "default")).doesNotContain("frontend");
        assertThat(policies.inForce()).contains(OF_THE_MESH);
        assertThat(policies.effects()).doesNotContainKey(OF_THE_MESH);
    }

    private static List<String> deciding(PolicyViewModel policies, String namespace, String name) {
        return policies.effects().get(new ResourceId("PeerAuthentication", namespace, name)).stream()
                .map(WorkloadName::name)
                .toList();
    }

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
        assertThat(model.inForce()).contains(OF_THE_MESH);
        model.edit(OF_THE_MESH);
        assertThat(model.text().get()).contains("kind: PeerAuthentication").contains("mode: STRICT");
        assertThat(model.problems()).isEmpty();
    }

    @Test
    void aReasonLeadsToTheLineOfTheLabelThatDecided() {
        model.edit(whyInjected("frontend"));
        List<String> written = model.text().get().lines().toList();
        assertThat(written.get(model.pointedAt().get().orElseThrow() - 1)).isEqualTo("    istio-injection: enabled");
    }

    @Test
    void aDeletedPolicyIsNoLongerInForce() {
        player.toNextFailure();
        accept(model.deleted(OF_THE_MESH));
        assertThat(model.inForce()).doesNotContain(OF_THE_MESH);
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

    private Reason.Field whyInjected(String workload) {
        return player.events().stream()
                .map(Event::fact)
                .filter(MeshFact.InstanceStarted.class::isInstance)
                .map(MeshFact.InstanceStarted.class::cast)
                .filter(started -> started.instance().workload().equals(workload))
                .flatMap(started -> started.reasons().stream())
                .flatMap(reason -> reason.decidedBy().stream())
                .findFirst()
                .orElseThrow();
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
