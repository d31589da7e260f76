package padlock.ui.player;

import java.util.List;
import org.junit.jupiter.api.Test;
import padlock.mesh.actor.MeshFact;
import padlock.ui.Opened;
import padlock.ui.player.Mark.Kind;

import static org.assertj.core.api.Assertions.assertThat;

/** The time line marks what is worth going to, each where it happens. */
final class MarkTest {

    private static final Played ARTICLE = Played.of(Opened.run("article"));
    private static final Played AWAY = Played.of(Opened.run("authority-away-too-long"));

    @Test
    void everyKindIsMarked() {
        assertThat(ARTICLE.marks())
                .extracting(Mark::kind)
                .contains(Kind.CHANGE, Kind.PUSH, Kind.ROTATION, Kind.FAILURE);
        assertThat(AWAY.marks()).extracting(Mark::kind).contains(Kind.FAULT);
    }

    @Test
    void aMarkStandsWhereSoMuchHasHappened() {
        for (Played played : List.of(ARTICLE, AWAY)) {
            assertThat(played.marks())
                    .isNotEmpty()
                    .allSatisfy(mark -> assertThat(
                                    played.events().get(mark.count() - 1).at())
                            .as(mark.text())
                            .isEqualTo(mark.at()));
        }
    }

    @Test
    void aConfigurationIsMarkedOnceHoweverManySidecarsItGoesTo() {
        long pushed = ARTICLE.events().stream()
                .filter(event -> event.at().isAfter(ARTICLE.start()))
                .map(event -> event.fact())
                .filter(MeshFact.ConfigPushed.class::isInstance)
                .map(fact -> ((MeshFact.ConfigPushed) fact).revision())
                .distinct()
                .count();
        assertThat(ARTICLE.marks().stream().filter(mark -> mark.kind() == Kind.PUSH))
                .hasSize((int) pushed)
                .allSatisfy(mark -> assertThat(mark.text()).contains("goes to 2 sidecars"));
    }
}
