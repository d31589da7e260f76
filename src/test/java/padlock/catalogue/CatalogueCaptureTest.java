package padlock.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import padlock.scenario.RunCapture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/** Wireshark looks at what every scenario sends, in one process: its tshark takes longer to start than to look. */
final class CatalogueCaptureTest {

    private static final Path SHARKD = Path.of("/usr/bin/sharkd");
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A reset is a warning to Wireshark, and what a sidecar does; ports are drawn, so some are drawn twice. */
    private static final String WRONG = "_ws.malformed || tcp.checksum.status == 0 || ip.checksum.status == 0"
            + " || (tcp.analysis.flags && !tcp.analysis.reused_ports)"
            + " || (_ws.expert.severity >= 6291456 && tcp.flags.reset == 0)";

    private static final String REQUEST_INSIDE_TLS = "tls && http.request";

    @TempDir
    static Path folder;

    private static final List<String> OPEN = new ArrayList<>();
    private static final List<String> CLOSED = new ArrayList<>();

    @BeforeAll
    static void capture() throws IOException {
        assumeThat(Files.isExecutable(SHARKD))
                .as(SHARKD + ", which comes with tshark, is not here: nobody looks at the captures")
                .isTrue();
        for (String name : Catalogue.names()) {
            RunCapture capture = RunCapture.of(Catalogue.scenario(Path.of(name)));
            OPEN.add(write(name + ".open.pcapng", capture.file(true)));
            CLOSED.add(write(name + ".closed.pcapng", capture.file(false)));
        }
    }

    private static String write(String name, byte[] capture) throws IOException {
        return Files.write(folder.resolve(name), capture).toString();
    }

    @Test
    void nothingIsWrongInTheCaptureOfAnyScenarioWithSecrets() throws Exception {
        assertThat(found(WRONG, OPEN)).isEmpty();
    }

    @Test
    void nothingIsWrongInTheCaptureOfAnyScenarioWithoutSecretsAndNothingInsideTlsIsClear() throws Exception {
        assertThat(found("(" + WRONG + ") || (" + REQUEST_INSIDE_TLS + ")", CLOSED))
                .isEmpty();
    }

    @Test
    void theSecretsOpenMutualTlsWhereverItCarriesRequests() throws Exception {
        assertThat(found(REQUEST_INSIDE_TLS, OPEN)).hasSizeGreaterThan(OPEN.size() * 3 / 4);
    }

    /** The first packet of each file to which this applies, as Wireshark lists it. */
    private static List<String> found(String filter, List<String> files) throws IOException, InterruptedException {
        Conversation conversation = new Conversation();
        conversation.ask("setconf", "name", "tcp.check_checksum", "value", "TRUE");
        conversation.ask("setconf", "name", "ip.check_checksum", "value", "TRUE");
        List<Integer> questions = new ArrayList<>();
        for (String file : files) {
            conversation.ask("load", "file", file);
            // Of another file too, sharkd gives the answer that it has given to these words before.
            String own = "frame.number != " + (1_000_000 + questions.size()) + " && (" + filter + ")";
            questions.add(conversation.ask("frames", "filter", own));
        }
        List<JsonNode> answers = conversation.answers();
        assertThat(answers).allMatch(answer -> answer.has("result"));
        List<String> found = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            JsonNode packets = answers.get(questions.get(i)).get("result");
            if (!packets.isEmpty()) {
                found.add(Path.of(files.get(i)).getFileName() + " "
                        + packets.get(0).get("c"));
            }
        }
        return found;
    }

    /** Requests to sharkd, one a line, and what it says to each. */
    private static final class Conversation {

        private final List<String> requests = new ArrayList<>();

        /** At which place the answer will be. */
        int ask(String method, String... parameters) {
            ObjectNode request = JSON.createObjectNode()
                    .put("jsonrpc", "2.0")
                    .put("id", requests.size() + 1)
                    .put("method", method);
            ObjectNode named = request.putObject("params");
            for (int i = 0; i < parameters.length; i += 2) {
                named.put(parameters[i], parameters[i + 1]);
            }
            requests.add(request.toString());
            return requests.size() - 1;
        }

        List<JsonNode> answers() throws IOException, InterruptedException {
            Path file = Files.write(folder.resolve("requests"), requests);
            Process process = new ProcessBuilder(SHARKD.toString(), "-")
                    .redirectInput(file.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).isZero();
            List<JsonNode> answers = new ArrayList<>();
            for (String line : said.lines().toList()) {
                if (line.startsWith("{")) {
                    answers.add(JSON.readTree(line));
                }
            }
            assertThat(answers).hasSameSizeAs(requests);
            return answers;
        }
    }
}
