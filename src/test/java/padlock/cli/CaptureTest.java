package padlock.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/** A capture is a file that others can read: Wireshark finds nothing wrong with it, and decrypts it where it may. */
final class CaptureTest {

    @TempDir
    static Path folder;

    private static Path open;
    private static Path closed;
    private static Path keyLog;

    @BeforeAll
    static void capture() {
        open = folder.resolve("open.pcapng");
        closed = folder.resolve("closed.pcapng");
        keyLog = folder.resolve("keys.log");
        capture("article", "-o", open.toString());
        capture("article", "-o", closed.toString(), "--no-secrets", "--keylog", keyLog.toString());
    }

    @Test
    void theSameSeedGivesTheSameFileAndAnotherSeedAnother() throws IOException {
        Path again = folder.resolve("again.pcapng");
        Path other = folder.resolve("other.pcapng");
        capture("article", "-o", again.toString());
        capture("article", "-o", other.toString(), "--seed", "2");

        assertThat(again).hasSameBinaryContentAs(open);
        assertThat(Files.readAllBytes(other)).isNotEqualTo(Files.readAllBytes(open));
    }

    @Test
    void wiresharkFindsNothingWrong() throws Exception {
        assertThat(tshark(open, "-q", "-z", "expert,error"))
                .doesNotContain("Errors (")
                .doesNotContain("Malformed");
        assertThat(tshark(open, "-Y", "_ws.malformed || _ws.expert.severity >= 8388608"))
                .isEmpty();
        assertThat(tshark(
                        open,
                        "-o",
                        "tcp.check_checksum:TRUE",
                        "-o",
                        "ip.check_checksum:TRUE",
                        "-Y",
                        "tcp.checksum.status == 0 || ip.checksum.status == 0 || tcp.analysis.lost_segment"
                                + " || tcp.analysis.retransmission"))
                .isEmpty();
    }

    @Test
    void requestsInsideMutualTlsAreClearWithTheSecretsAndNotWithout() throws Exception {
        assertThat(tshark(open, "-Y", "tls && http.request")).contains("GET / HTTP/1.1");
        assertThat(tshark(closed, "-Y", "tls && http.request")).isEmpty();
        assertThat(tshark(closed, "-Y", "tls.handshake.type == 1")).contains("Client Hello");
        assertThat(tshark(closed, "-o", "tls.keylog_file:" + keyLog, "-Y", "tls && http.request"))
                .contains("GET / HTTP/1.1");
    }

    @Test
    void aRequestInPlaintextIsClearToEverybody() throws Exception {
        assertThat(tshark(closed, "-Y", "http.request")).contains("GET / HTTP/1.1");
    }

    @Test
    void theResetOfAPlaintextConnectionNamesThePolicyBehindIt() throws Exception {
        assertThat(tshark(open, "-Y", "tcp.flags.reset == 1", "-T", "fields", "-e", "frame.comment"))
                .contains("plaintext to a port that is STRICT")
                .contains("PeerAuthentication/istio-system/default mesh-strict.yaml:8");
    }

    @Test
    void addressesHaveTheNamesOfTheirPods() throws Exception {
        assertThat(tshark(open, "-N", "n", "-Y", "frame.number == 1")).contains("backend-1.my-app-namespace");
    }

    @Test
    void olderTlsDecryptsToo() throws Exception {
        Path older = folder.resolve("older.pcapng");
        capture("article", "-o", older.toString(), "--tls", "1.2");

        assertThat(tshark(older, "-Y", "tls && http.request")).contains("GET / HTTP/1.1");
    }

    @Test
    void aFileThatCannotBeWrittenIsAProblemOfItsPath() {
        String nowhere = folder.resolve("missing/file.pcapng").toString();
        Terminal.Done done = Terminal.run(List.of("capture", "article", "-o", nowhere));
        Terminal.Done json = Terminal.run(List.of("capture", "article", "-o", folder.toString(), "--output", "json"));

        assertThat(done.exitCode()).isEqualTo(3);
        assertThat(done.err()).startsWith(nowhere + ":1: this file cannot be written");
        assertThat(json.exitCode()).isEqualTo(3);
        assertThat(json.out()).contains("\"path\"").contains(folder.toString()).contains("it is a folder");
    }

    private static void capture(String... arguments) {
        List<String> command = new ArrayList<>(List.of("capture"));
        command.addAll(List.of(arguments));
        assertThat(Terminal.run(command)).extracting(Terminal.Done::exitCode).isEqualTo(0);
    }

    private static String tshark(Path file, String... options) throws IOException, InterruptedException {
        assumeThat(Files.isExecutable(Path.of("/usr/bin/tshark"))).as("tshark").isTrue();
        List<String> command = new ArrayList<>(List.of("tshark", "-r", file.toString()));
        command.addAll(List.of(options));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return said;
    }
}
