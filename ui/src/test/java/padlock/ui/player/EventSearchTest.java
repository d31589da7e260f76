package padlock.ui.player;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import padlock.ui.Opened;

import static org.assertj.core.api.Assertions.assertThat;

/** Events are found by all of the words that they are told with. */
final class EventSearchTest {

    private final Played article = Played.of(Opened.run("article"));

    @Test
    void withoutWordsEverythingIsFoundInItsPlace() {
        List<Integer> all = EventSearch.of(article, "  ", (searched, soFar) -> true);
        assertThat(all).hasSameSizeAs(article.events());
        assertThat(all.get(1234)).isEqualTo(1234);
    }

    @Test
    void whatIsFoundSaysEveryWordAndNothingElseDoes() {
        List<Integer> found = EventSearch.of(article, "CHAIN  no", (searched, soFar) -> true);
        assertThat(found).isNotEmpty().isSorted();
        for (int i = 0; i < article.events().size(); i++) {
            String line = article.line(i).toLowerCase(Locale.ROOT);
            assertThat(found.contains(i)).as(line).isEqualTo(line.contains("chain") && line.contains("no"));
        }
    }

    @Test
    void aSearchThatNobodyWaitsForEnds() {
        assertThat(EventSearch.of(article, "e", (searched, soFar) -> false)).isEmpty();
    }
}
