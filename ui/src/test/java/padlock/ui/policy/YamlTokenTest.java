package padlock.ui.policy;

import java.util.List;
import org.junit.jupiter.api.Test;
import padlock.scenario.file.Problem;

import static org.assertj.core.api.Assertions.assertThat;

/** YAML is shown by what its parts are, and mistakes are underlined where they stand. */
final class YamlTokenTest {

    private static final String TEXT = String.join(
            "\n",
            "# who may speak plaintext",
            "kind: PeerAuthentication",
            "metadata: {name: \"x\", port: 80}",
            "spec:",
            "  mtls: {mode: STRICT}",
            "---");

    @Test
    void everyPartIsShownAsWhatItIs() {
        assertThat(YamlToken.of(TEXT))
                .extracting(token -> token.kind() + " " + TEXT.substring(token.begin(), token.end()))
                .containsExactly(
                        "COMMENT # who may speak plaintext",
                        "KEY kind",
                        "KEY metadata",
                        "KEY name",
                        "STRING \"x\"",
                        "KEY port",
                        "WORD 80",
                        "KEY spec",
                        "KEY mtls",
                        "KEY mode",
                        "MODE STRICT",
                        "SEPARATOR ---");
    }

    @Test
    void aHashInsideOfAWordBeginsNoComment() {
        assertThat(YamlToken.of("name: a#b")).extracting(YamlToken::kind).containsExactly(YamlToken.Kind.KEY);
    }

    @Test
    void theLineWithAMistakeIsUnderlinedFromItsFirstWordOn() {
        var styles = YamlEditor.styles(TEXT, List.of(new Problem("-", 5, "no", "")));
        int line = TEXT.indexOf("  mtls");
        assertThat(styles.length()).isEqualTo(TEXT.length());
        assertThat(styles.subView(line, line + 2).stream())
                .allSatisfy(span -> assertThat(span.getStyle()).isEmpty());
        assertThat(styles.subView(line + 2, TEXT.indexOf("\n---")).stream())
                .allSatisfy(span -> assertThat(span.getStyle()).contains("yaml-problem"));
        assertThat(styles.subView(0, line).stream())
                .noneMatch(span -> span.getStyle().contains("yaml-problem"));
    }
}
