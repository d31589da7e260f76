package padlock.scenario.file;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What is added to a scenario stands on its timeline, and the rest stays as a person wrote it. */
final class ScenarioTextTest {

    private static final List<String> MORE = List.of("{at: 5s, delete: [A/b/c]}", "{at: 6s, precedence: istio}");

    @Test
    void entriesStandBeforeThoseThatAreThere() {
        assertThat(ScenarioText.of("name: x # mine\ntimeline:\n  # soon\n  - at: 1s\n    apply: [a.yaml]\nend: 1m\n")
                        .with(MORE))
                .isEqualTo("""
                        name: x # mine
                        timeline:
                          # soon
                          - {at: 5s, delete: [A/b/c]}
                          - {at: 6s, precedence: istio}
                          - at: 1s
                            apply: [a.yaml]
                        end: 1m
                        """);
    }

    @Test
    void aListThatIsNotIndentedStaysSo() {
        assertThat(ScenarioText.of("timeline:\n- at: 1s\n  apply: [a.yaml]\n").with(MORE))
                .isEqualTo("timeline:\n- {at: 5s, delete: [A/b/c]}\n- {at: 6s, precedence: istio}\n- at: 1s\n"
                        + "  apply: [a.yaml]\n");
    }

    @Test
    void aListInOneLineStaysInOneLine() {
        assertThat(ScenarioText.of("timeline: [{at: 1s, apply: [a.yaml]}]\n").with(MORE.subList(0, 1)))
                .isEqualTo("timeline: [{at: 5s, delete: [A/b/c]}, {at: 1s, apply: [a.yaml]}]\n");
        assertThat(ScenarioText.of("timeline: []\nname: x\n").with(MORE.subList(0, 1)))
                .isEqualTo("timeline: [{at: 5s, delete: [A/b/c]}]\nname: x\n");
    }

    @Test
    void whereNothingHappenedATimelineBegins() {
        assertThat(ScenarioText.of("# mine\nname: \"\uD83D\uDD12\"\nmesh: [a.yaml]")
                        .with(MORE))
                .isEqualTo("# mine\nname: \"\uD83D\uDD12\"\nmesh: [a.yaml]\ntimeline:\n"
                        + "  - {at: 5s, delete: [A/b/c]}\n  - {at: 6s, precedence: istio}\n");
        assertThat(ScenarioText.of("timeline:\nname: x\n").with(MORE.subList(0, 1)))
                .isEqualTo("timeline: [{at: 5s, delete: [A/b/c]}]\nname: x\n");
        assertThat(ScenarioText.of("{\"name\": \"x\"}\n").with(MORE.subList(0, 1)))
                .isEqualTo("{\"name\": \"x\", \"timeline\": [{at: 5s, delete: [A/b/c]}]}\n");
    }

    @Test
    void manifestsAreThoseOfTheMeshAndOfTheTimeline() {
        assertThat(ScenarioText.of("mesh: [mesh.yaml, more]\ntimeline:\n  - {at: 1s, apply: [a.yaml, mesh.yaml]}\n")
                        .manifests())
                .containsExactly("mesh.yaml", "more", "a.yaml");
    }

    @Test
    void durationsAreWrittenAsTheyAreReadAndNeverEarlier() {
        for (String text : List.of("250ms", "10s", "5m", "0s", "90s", "1440m")) {
            assertThat(Durations.text(Durations.parse(text).orElseThrow())).isEqualTo(text);
        }
        assertThat(Durations.text(Duration.ofNanos(1_000_001))).isEqualTo("2ms");
        assertThat(Durations.text(Duration.ofDays(20).plusMillis(3))).isEqualTo("1728001s");
    }
}
