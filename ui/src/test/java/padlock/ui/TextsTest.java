package padlock.ui;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import padlock.mesh.history.CallReason;
import padlock.mesh.history.CallResult;
import padlock.mesh.history.Transport;
import padlock.ui.topology.LinkState;

import static org.assertj.core.api.Assertions.assertThat;

/** The words of the window are complete in each language. */
final class TextsTest {

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

    private static Properties texts(String file) throws IOException {
        Properties texts = new Properties();
        try (InputStreamReader reader =
                new InputStreamReader(TextsTest.class.getResourceAsStream(file), StandardCharsets.UTF_8)) {
            texts.load(reader);
        }
        return texts;
    }
}
