package padlock.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code explain --transcript} shows every flight of a connection, of one that fails too. */
final class TranscriptTest {

    private static final Path ARTICLE = Path.of("scenarios/catalogue/article");

    @Test
    void mutualTlsIsShownEncryptedAndDecryptedWithWhatBothSidesBelieve() {
        JsonNode flights = transcript(
                List.of("mesh.yaml", "mesh-strict.yaml"), "my-app-namespace/frontend", "http://backend:8080/hello");

        assertThat(flights.findValuesAsText("name")).contains("ClientHello", "CertificateRequest", "Finished");
        assertThat(flights.findValuesAsText("value"))
                .contains("GET /hello HTTP/1.1", "spiffe://cluster.local/ns/my-app-namespace/sa/frontend");
        assertThat(flights.get(0).at("/beliefs/client").asText()).isEqualTo("waits for an answer");
        assertThat(flights.get(1).at("/beliefs/client").asText())
                .contains("has verified that the other side is spiffe");
        assertThat(flights.get(1).at("/beliefs/server").asText()).contains("does not know who calls");
        assertThat(flights.get(2).at("/beliefs/server").asText())
                .contains("spiffe://cluster.local/ns/my-app-namespace/sa/frontend");
    }

    @Test
    void everyPartNamesBytesThatAreThere() {
        JsonNode flights = transcript(List.of("mesh.yaml"), "my-app-namespace/frontend", "http://backend:8080/");
        for (JsonNode flight : flights) {
            flight.get("records").forEach(record -> check(record, flight));
        }
    }

    private static void check(JsonNode part, JsonNode flight) {
        String in = part.get("in").asText();
        String hex = in.equals("wire")
                ? flight.get("bytes").asText()
                : flight.get("decrypted")
                        .get(Integer.parseInt(in.replaceAll("\\D", "")))
                        .get("bytes")
                        .asText();
        assertThat(part.get("offset").asInt() + part.get("length").asInt()).isLessThanOrEqualTo(hex.length() / 2);
        part.get("parts").forEach(inner -> check(inner, flight));
    }

    @Test
    void plaintextToAStrictPortIsOneReadableFlightThatIsReset() {
        JsonNode flights = transcript(
                List.of("mesh.yaml", "mesh-strict.yaml"), "legacy/cron", "http://backend.my-app-namespace:8080/");

        assertThat(flights).hasSize(1);
        assertThat(flights.findValuesAsText("value")).contains("GET / HTTP/1.1");
        assertThat(flights.get(0).at("/beliefs/server").asText())
                .isEqualTo("refuses: plaintext on a port that is STRICT; it resets");
    }

    @Test
    void tlsIntoAPlaintextPortShowsWhyTheClientSaysWrongVersionNumber() {
        JsonNode flights = transcript(
                List.of("mesh.yaml", "backend-disable.yaml", "backend-destination-rule.yaml"),
                "my-app-namespace/frontend",
                "http://backend:8080/");

        assertThat(flights.get(1).at("/records/0/name").asText()).isEqualTo("not TLS");
        assertThat(flights.get(1).at("/beliefs/client").asText()).contains("wrong version number");
        assertThat(flights.get(2).findValuesAsText("value")).contains("protocol_version (70)");
    }

    @Test
    void inTextEachByteIsSaidInWords() {
        assertThat(Terminal.run(arguments(
                                List.of("mesh.yaml"), "my-app-namespace/frontend", "http://backend:8080/", "text"))
                        .out())
                .contains("WHAT CROSSED THE WIRE")
                .contains("this is what makes TLS mutual")
                .contains("then the client is connected over TLSv1.3");
    }

    private static JsonNode transcript(List<String> files, String from, String to) {
        Terminal.Done done = Terminal.run(arguments(files, from, to, "json"));
        assertThat(done.exitCode()).isZero();
        return done.json().get("transcript");
    }

    private static List<String> arguments(List<String> files, String from, String to, String output) {
        List<String> arguments = new ArrayList<>(List.of("explain"));
        files.forEach(file -> arguments.add(ARTICLE.resolve(file).toString()));
        arguments.addAll(List.of("--from", from, "--to", to, "--transcript", "--output", output));
        return arguments;
    }
}
