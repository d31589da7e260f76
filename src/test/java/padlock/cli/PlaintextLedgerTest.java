package padlock.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The ledger tells what crossed the wire in plaintext, and nothing else. */
final class PlaintextLedgerTest {

    private static final JsonNode ARTICLE =
            Terminal.run(List.of("run", "article", "--output", "json")).json().get("ledger");

    @Test
    void thePlaintextOfTheFirstMinutesIsUnderPermissive() {
        JsonNode first = ARTICLE.get(0);

        assertThat(first.get("from").asText()).isEqualTo("legacy/cron");
        assertThat(first.get("to").asText()).isEqualTo("backend.my-app-namespace.svc.cluster.local:8080");
        assertThat(first.get("accepted").asBoolean()).isTrue();
        assertThat(first.get("serverMode").asText()).isEqualTo("PERMISSIVE");
        assertThat(first.get("connections").asInt()).isEqualTo(12);
        assertThat(first.get("requestBytes").asInt()).isEqualTo(12 * 92);
        assertThat(first.get("sample").asText()).isEqualTo("GET / HTTP/1.1");
        assertThat(first.get("because").findValuesAsText("question"))
                .containsExactly("client transport", "server mode");
    }

    @Test
    void whatAStrictPortRefusesHasCrossedTheWireAllTheSame() {
        assertThat(entries()).anySatisfy(entry -> {
            assertThat(entry.get("accepted").asBoolean()).isFalse();
            assertThat(entry.get("requestBytes").asInt()).isPositive();
            assertThat(entry.get("answerBytes").asInt()).isZero();
            assertThat(entry.get("because").findValuesAsText("resource"))
                    .contains("PeerAuthentication/istio-system/default");
        });
    }

    @Test
    void noRequestInsideMutualTlsIsInIt() {
        assertThat(entries().stream()
                        .filter(entry -> entry.get("from").asText().equals("my-app-namespace/frontend"))
                        .mapToInt(entry -> entry.get("requestBytes").asInt()))
                .allMatch(bytes -> bytes == 0);
    }

    @Test
    void theReportsForPeopleHaveItToo() {
        assertThat(Terminal.run(List.of("run", "article")).out())
                .contains("WHAT CROSSED THE WIRE IN PLAINTEXT", "“GET /status HTTP/1.1”");
        assertThat(Terminal.run(List.of("run", "article", "--output", "html")).out())
                .contains("What crossed the wire in plaintext", "GET /status HTTP/1.1");
    }

    private static List<JsonNode> entries() {
        return StreamSupport.stream(ARTICLE.spliterator(), false).toList();
    }
}
