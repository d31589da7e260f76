package padlock.ui.certificate;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import padlock.mesh.history.LedgerEntry;
import padlock.scenario.Run;
import padlock.ui.Opened;
import padlock.ui.certificate.CertificatesViewModel.Holder;
import padlock.ui.certificate.CertificatesViewModel.Lifetime;
import padlock.ui.certificate.CertificatesViewModel.State;
import padlock.ui.player.PlayerViewModel;

import static org.assertj.core.api.Assertions.assertThat;

/** Certificates and plaintext are shown as they stand where the play head is. */
final class CertificatesViewModelTest {

    private static final Run ARTICLE = Opened.run("article");
    private static final Run EXPIRED = Opened.run("authority-away-too-long");

    @Test
    void aSidecarHoldsOneCertificateAtATimeAndTheNextReplacesIt() {
        PlayerViewModel player = new PlayerViewModel(ARTICLE);
        CertificatesViewModel model = new CertificatesViewModel(player);
        player.toEnd();
        for (Holder holder : sidecars(model)) {
            assertThat(holder.lifetimes()).hasSizeGreaterThan(1);
            assertThat(states(holder, player))
                    .endsWith(State.HELD)
                    .containsOnlyOnce(State.HELD)
                    .doesNotContain(State.EXPIRED);
        }
        player.toStart();
        assertThat(sidecars(model))
                .allSatisfy(holder -> assertThat(states(holder, player))
                        .startsWith(State.HELD)
                        .endsWith(State.TO_COME));
    }

    @Test
    void whatIsNotRenewedExpires() {
        PlayerViewModel player = new PlayerViewModel(EXPIRED);
        CertificatesViewModel model = new CertificatesViewModel(player);
        player.toNextFailure();
        assertThat(sidecars(model))
                .allSatisfy(holder -> assertThat(holder.held(player.now().get())
                                .map(held -> held.state(player.now().get())))
                        .contains(State.EXPIRED));
    }

    @Test
    void theRootIsThereAndEveryBarLiesWithinTheChart() {
        CertificatesViewModel model = new CertificatesViewModel(new PlayerViewModel(ARTICLE));
        assertThat(model.chart().get().holders()).first().matches(Holder::authority);
        assertThat(model.chart().get().holders())
                .flatExtracting(Holder::lifetimes)
                .extracting(Lifetime::notAfter)
                .allSatisfy(end -> assertThat(model.chart().get().share(end)).isBetween(0.0, 1.0));
    }

    @Test
    void theLedgerGrowsWhileTimeGoesBy() {
        PlayerViewModel player = new PlayerViewModel(ARTICLE);
        CertificatesViewModel model = new CertificatesViewModel(player);
        assertThat(model.ledger()).isEmpty();
        player.toNextFailure();
        List<LedgerEntry> then = model.ledger();
        player.toEnd();
        assertThat(then).isNotEmpty();
        assertThat(model.ledger()).containsAll(then).hasSizeGreaterThan(then.size());
        assertThat(model.ledger()).containsExactlyInAnyOrderElementsOf(ARTICLE.ledger());
    }

    private static List<Holder> sidecars(CertificatesViewModel model) {
        return model.chart().get().holders().stream()
                .filter(holder -> !holder.authority())
                .collect(Collectors.toList());
    }

    private static List<State> states(Holder holder, PlayerViewModel player) {
        return holder.lifetimes().stream()
                .map(each -> each.state(player.now().get()))
                .toList();
    }
}
