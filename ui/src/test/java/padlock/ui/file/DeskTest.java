package padlock.ui.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import padlock.mesh.policy.Precedence;
import padlock.scenario.file.ScenarioFiles;
import padlock.ui.Opened;

import static org.assertj.core.api.Assertions.assertThat;

/** What is not saved is there again at the next start, and only then. */
final class DeskTest {

    @TempDir
    private Path folder;

    private Manuscript article;

    @BeforeEach
    void read() throws IOException {
        article = Manuscript.of(Opened.CATALOGUE.resolve("article"));
    }

    @Test
    void whatWasChangedIsOfferedOnceNobodyWorksOnIt() throws IOException {
        Desk crashed = new Desk(folder);
        crashed.keep("The article", changed(), Optional.empty());
        assertThat(new Desk(folder).unsaved()).isEmpty();
        crashed.release();
        assertThat(new Desk(folder).unsaved()).singleElement().satisfies(unsaved -> {
            assertThat(unsaved.title()).isEqualTo("The article");
            assertThat(ScenarioFiles.read(unsaved.scenario()))
                    .isEqualTo(changed().read());
        });
    }

    @Test
    void whatIsWrittenAndNotAppliedIsKeptToo() throws IOException {
        Desk desk = new Desk(folder);
        desk.keep("The article", article, Optional.of("kind: Peer"));
        desk.release();
        assertThat(desk.unsaved()).extracting(Desk.Unsaved::draft).containsExactly("kind: Peer");
    }

    @Test
    void theLastChangeCounts() throws IOException {
        Desk desk = new Desk(folder);
        desk.keep("The article", changed(), Optional.empty());
        desk.keep("The article", changed().reading(Duration.ofSeconds(9), Precedence.ISTIO), Optional.empty());
        desk.release();
        Path scenario = desk.unsaved().get(0).scenario();
        assertThat(Files.readString(scenario.resolve("scenario.yaml"))).contains("{at: 9s, precedence: istio}");
    }

    @Test
    void whatIsSavedOrUndoneIsNotOffered() throws IOException {
        Desk desk = new Desk(folder);
        desk.keep("The article", changed(), Optional.empty());
        desk.keep("The article", article, Optional.empty());
        desk.release();
        assertThat(desk.unsaved()).isEmpty();
    }

    @Test
    void whatIsDiscardedIsGone() throws IOException {
        Desk desk = new Desk(folder);
        desk.keep("The article", changed(), Optional.empty());
        desk.release();
        desk.discard(desk.unsaved().get(0));
        assertThat(new Desk(folder).unsaved()).isEmpty();
    }

    @Test
    void whatWasOpenedLastStandsFirstAndOnce() throws IOException {
        Desk desk = new Desk(folder.resolve("desk"));
        Path one = Files.createDirectory(folder.resolve("one"));
        Path other = Files.createDirectory(folder.resolve("other"));
        desk.remember(one);
        desk.remember(other);
        desk.remember(one);
        assertThat(new Desk(folder.resolve("desk")).recent()).containsExactly(one, other);
        Files.delete(one);
        assertThat(desk.recent()).containsExactly(other);
    }

    private Manuscript changed() {
        return article.reading(Duration.ofSeconds(8), Precedence.MOST_RESTRICTIVE);
    }
}
