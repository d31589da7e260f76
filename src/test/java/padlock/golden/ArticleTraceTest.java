package padlock.golden;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import padlock.catalogue.Catalogue;
import padlock.scenario.Run;
import padlock.scenario.ScenarioRunner;
import padlock.scenario.report.TraceRenderer;

class ArticleTraceTest {

    @Test
    void theArticlesTraceReadsLikeAStory() {
        Run run = ScenarioRunner.run(Catalogue.scenario(Path.of("article")));

        List<String> trace = TraceRenderer.of(run.recording(), run.scenario().start())
                .lines()
                .toList();

        new GoldenFile("golden/article.trace").check(FoldedTrace.of(trace));
    }
}
