package padlock.ui.player;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import padlock.ui.Opened;
import padlock.ui.player.Mark.Kind;

import static org.assertj.core.api.Assertions.assertThat;

/** On the time line no mark lies on another of its kind, and each can be gone to. */
final class MarkPlaceTest {

    private static final PlayerViewModel ARTICLE = new PlayerViewModel(Opened.run("article"));

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.001, 0.015, 0.2})
    void placesLieApartAndEveryMarkIsInOne(double apart) {
        for (Kind kind : Kind.values()) {
            List<Mark> marks = marks(kind);
            List<MarkPlace> places = MarkPlace.of(marks, ARTICLE::fraction, apart);
            assertThat(places.stream().flatMap(place -> place.marks().stream())).containsExactlyElementsOf(marks);
            for (int i = 1; i < places.size(); i++) {
                assertThat(places.get(i).at() - places.get(i - 1).at()).isGreaterThanOrEqualTo(apart);
            }
        }
    }

    @Test
    void aMarkWithRoomLiesWhereItHappens() {
        Mark change = marks(Kind.CHANGE).get(0);
        assertThat(MarkPlace.of(marks(Kind.CHANGE), ARTICLE::fraction, 0.01).get(0))
                .isEqualTo(new MarkPlace(ARTICLE.fraction(change), List.of(change)));
    }

    @Test
    void pointingAgainLeadsFromMarkToMarkOfAPlaceAndRoundAgain() {
        List<Mark> three = marks(Kind.CHANGE).subList(0, 3);
        MarkPlace place = new MarkPlace(0, three);
        assertThat(Arrays.asList(
                        place.next(ARTICLE.played().get().start()),
                        place.next(three.get(0).at()),
                        place.next(three.get(1).at()),
                        place.next(three.get(2).at())))
                .containsExactly(three.get(0), three.get(1), three.get(2), three.get(0));
    }

    @Test
    void whoStandsBetweenTheMarksOfAPlaceGoesToItsFirst() {
        List<Mark> marks = marks(Kind.CHANGE).subList(0, 2);
        assertThat(new MarkPlace(0, marks).next(marks.get(0).at().plus(Duration.ofMillis(1))))
                .isEqualTo(marks.get(0));
    }

    @Test
    void withoutMarksThereIsNoPlace() {
        assertThat(MarkPlace.of(List.of(), mark -> 0, 0.1)).isEmpty();
    }

    private static List<Mark> marks(Kind kind) {
        return ARTICLE.played().get().marks().stream()
                .filter(mark -> mark.kind() == kind)
                .toList();
    }
}
