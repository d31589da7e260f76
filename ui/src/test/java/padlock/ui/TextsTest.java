package padlock.ui;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import padlock.mesh.history.CallReason;
import padlock.mesh.history.CallResult;
import padlock.mesh.history.Transport;
import padlock.ui.topology.LinkState;

import static org.assertj.core.api.Assertions.assertThat;

/** The words of the window are complete in each language. */
final class TextsTest {

    /** A key that is written whole where the words under it are asked for. */
    private static final Pattern KEY = Pattern.compile(
            "(?:Texts\\.of\\(|IconButton\\.(?:of|flat)\\(\\s*Feather\\.\\w+,|\\btab\\(|\\.add\\()\\s*\"([a-z0-9-]+\\.[a-z0-9.-]*[a-z0-9])\"\\s*[,)]");

    @Test
    void germanHasEveryTextThatEnglishHas() throws IOException {
        assertThat(texts("texts_de.properties").stringPropertyNames())
                .containsExactlyInAnyOrderElementsOf(texts("texts.properties").stringPropertyNames());
    }

    @Test
    void everyReasonResultTransportAndStateHasWords() throws IOException {
        assertThat(texts("texts.properties").stringPropertyNames())
                .containsAll(Arrays.stream(CallReason.values())
                        .map(reason -> "reason." + reason.text())
                        .toList())
                .containsAll(Arrays.stream(CallResult.values())
                        .map(result -> "result." + result.text())
                        .toList())
                .containsAll(Arrays.stream(Transport.values())
                        .map(transport -> "transport." + transport.text())
                        .toList())
                .containsAll(Arrays.stream(LinkState.values())
                        .map(state -> "state." + state.word())
                        .toList());
    }

    @Test
    void eachTextTakesTheSameValuesInEachLanguage() throws IOException {
        Properties german = texts("texts_de.properties");
        assertThat(texts("texts.properties"))
                .allSatisfy((key, words) -> assertThat(values(german.get(key)))
                        .as(String.valueOf(key))
                        .isEqualTo(values(words)));
    }

    @Test
    void everyKeyThatTheCodeNamesHasWords() throws IOException {
        Properties english = texts("texts.properties");
        Set<String> named = new TreeSet<>();
        try (Stream<Path> sources = Files.walk(Path.of("ui", "src", "main", "java"))) {
            for (Path source : sources.filter(Files::isRegularFile).toList()) {
                Matcher key = KEY.matcher(Files.readString(source));
                while (key.find()) {
                    named.add(key.group(1));
                }
            }
        }
        assertThat(named).hasSizeGreaterThan(150);
        assertThat(english.stringPropertyNames()).containsAll(named);
    }

    private static Set<String> values(Object words) {
        return Pattern.compile("\\{\\d+}")
                .matcher(String.valueOf(words))
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Properties texts(String file) throws IOException {
        Properties texts = new Properties();
        try (InputStreamReader reader =
                new InputStreamReader(TextsTest.class.getResourceAsStream(file), StandardCharsets.UTF_8)) {
            texts.load(reader);
        }
        return texts;
    }
}
