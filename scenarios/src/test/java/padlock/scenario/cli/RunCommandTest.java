package padlock.scenario.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

final class RunCommandTest {

    private static final String HOLDS = "  - {name: the page works, traffic: page, result: succeeded}\n";
    private static final String FAILS = "  - {name: cron <works>, traffic: cron, result: succeeded}\n";
    private static final String NO_ONE_CAN_TELL =
            "  - {name: nobody knows, traffic: cron, during: 1s..2s, result: succeeded}\n";

    @TempDir
    private Path folder;

    private Shell shell;

    @BeforeEach
    void open() {
        shell = new Shell(folder);
        shell.file("closing-time/mesh.yaml", Shop.MESH);
        shell.file("closing-time/strict.yaml", Shop.STRICT);
    }

    private Shell.Done run(String expectations, String... options) {
        shell.file(
                "closing-time/scenario.yaml",
                Shop.SCENARIO + (expectations.isEmpty() ? "" : "expect:\n" + expectations));
        String[] arguments = new String[options.length + 2];
        arguments[0] = "run";
        arguments[1] = folder.resolve("closing-time").toString();
        System.arraycopy(options, 0, arguments, 2, options.length);
        return shell.run(arguments);
    }

    @Test
    void theExitCodeTellsHowTheExpectationsCameOut() {
        assertThat(run("").exitCode()).isZero();
        assertThat(run(HOLDS).exitCode()).isZero();
        assertThat(run(HOLDS + NO_ONE_CAN_TELL).exitCode()).isEqualTo(2);
        assertThat(run(NO_ONE_CAN_TELL + FAILS + HOLDS).exitCode()).isEqualTo(1);
        assertThat(run("  - {name: it works, trafic: page}\n").exitCode()).isEqualTo(3);
    }

    @Test
    void badInputIsAllThatJsonTells() {
        Shell.Done done = run("  - {name: it works, trafic: page}\n", "--output", "json");
        assertThat(done.err()).isEmpty();
        assertThat(done.json().fieldNames()).toIterable().containsExactly("problems");
        assertThat(shell.run("run", "opening-time").err()).startsWith("opening-time:1: there is no such scenario");
    }

    @Test
    void aPersonReadsAStory() {
        Shell.Done done = run(HOLDS + FAILS + NO_ONE_CAN_TELL);
        assertThat(done.out().lines()).allMatch(line -> line.length() <= 120);
        assertThat(done.out()
                        .replaceAll("after [0-9.]+m?s", "after a while")
                        .replaceAll("(:[0-9]{2})\\.[0-9]{3}", "$1")
                        .replaceAll("[0-9a-f]{64}", "HASH"))
                .isEqualTo(
                        """
                        The shop goes STRICT
                        closing-time, seed 1, from 2026-01-01T00:00:00Z for 40s

                        TIMELINE
                          00:00:00–00:00:15  page  page → cart:80  mutual TLS  succeeded                    200  ×4
                          00:00:00–00:00:15  cron  cron → cart:80  plaintext   succeeded                    200  ×4
                          00:00:20  ▶ apply PeerAuthentication/shop/default: in effect on all 2 sidecars after a while
                          00:00:20–00:00:35  page  page → cart:80  mutual TLS  succeeded                    200  ×4
                          00:00:20           cron  cron → cart:80  plaintext   succeeded                    200  ×1
                          00:00:25–00:00:35  cron  cron → cart:80  none        failed: plaintext-to-strict       ×3

                        EXPECTATIONS: 1 passed, 1 failed, 1 inconclusive
                          ✓ passed  the page works
                              all 8 calls: succeeded over mutual-tls
                          ✗ failed  cron <works>
                              3 of 8 calls did not; first cron#6 at 2026-01-01T00:00:25Z: failed (plaintext-to-strict)
                          ? inconclusive  nobody knows
                              no such call was made in this interval

                        WHAT CROSSED THE WIRE IN PLAINTEXT
                          legacy/cron → cart.shop.svc.cluster.local:80, 5 connections, 360 bytes asked, 330 answered, 00:00:00–00:00:20,
                              taken, PERMISSIVE
                              “GET / HTTP/1.1”
                              client transport: plaintext (R6.11), the default
                              server mode: PERMISSIVE (R1.3), the default
                          legacy/cron → cart.shop.svc.cluster.local:80, 3 connections, 216 bytes asked, 0 answered, 00:00:25–00:00:35,
                              refused, STRICT
                              “GET / HTTP/1.1”
                              client transport: plaintext (R6.11), the default
                              server mode: STRICT (R3.6), PeerAuthentication/shop/default  strict.yaml:8

                        WHO REACHES WHOM AT THE END
                          from \\ to  cart:80  empty:90
                          cron       failed   no pod
                          cart       mTLS     no pod
                          page       mTLS     no pod

                          mTLS                 ×2  encrypted; both sides showed a certificate
                          plaintext-to-strict  ×1  the client sent plaintext where only TLS is taken
                          no-endpoint          ×3  no pod stands behind the service's port

                        16 calls, HANDSHAKES, seed 1
                        fingerprint HASH
                        """.replace("HANDSHAKES", done.out().replaceAll("(?s).*calls, (\\S+ handshakes?),.*", "$1")));
    }

    @Test
    void jsonCountsHandshakesAndTheCallsThatNeededNoneOfTheirOwn() {
        JsonNode told = run("", "--output", "json").json();
        int mutualTls = 0;
        for (JsonNode call : told.get("connections")) {
            mutualTls += call.get("transport").asText().equals("mutual-tls") ? 1 : 0;
        }

        assertThat(mutualTls).isEqualTo(8);
        assertThat(told.at("/handshakes/run").asInt()).isPositive();
        assertThat(told.at("/handshakes/reused").asInt())
                .isPositive()
                .isEqualTo(mutualTls - told.at("/handshakes/run").asInt());
    }

    @Test
    void jsonHasTheFieldsOfTheContract() {
        JsonNode told = run(FAILS, "--output", "json").json();
        assertThat(told.fieldNames())
                .toIterable()
                .containsExactly(
                        "scenario",
                        "seed",
                        "fingerprint",
                        "end",
                        "handshakes",
                        "connections",
                        "policies",
                        "ledger",
                        "expectations");
        assertThat(told.get("scenario").asText()).isEqualTo("closing-time");
        assertThat(told.get("fingerprint").asText()).matches("[0-9a-f]{64}");
        assertThat(told.get("end").asText()).isEqualTo("2026-01-01T00:00:40Z");
        assertThat(told.get("connections")).hasSize(16).last().isEqualTo(Shell.json("""
                {"at": "2026-01-01T00:00:35Z", "traffic": "cron", "from": "legacy/cron",
                 "to": "cart.shop.svc.cluster.local:80", "transport": "none", "result": "failed",
                 "reason": "plaintext-to-strict", "status": null}
                """));
        assertThat(told.get("policies")).singleElement().satisfies(policy -> {
            assertThat(policy.get("resource").asText()).isEqualTo("PeerAuthentication/shop/default");
            assertThat(policy.get("applied").asText()).isEqualTo("2026-01-01T00:00:20Z");
            assertThat(policy.get("inEffect").asText()).startsWith("2026-01-01T00:00:2");
            assertThat(policy.get("sidecars").asInt()).isEqualTo(2);
        });
        assertThat(told.get("expectations")).singleElement().isEqualTo(Shell.json("""
                {"name": "cron <works>", "verdict": "failed",
                 "evidence": "3 of 8 calls did not; first cron#6 at 2026-01-01T00:00:25Z: failed (plaintext-to-strict)"}
                """));
    }

    @Test
    void optionsStandAboveTheScenario() {
        JsonNode told = run("", "--output", "json", "--until", "10s", "--seed", "-9", "--at", "2030-05-05T05:00:00Z")
                .json();
        assertThat(told.get("seed").asLong()).isEqualTo(-9);
        assertThat(told.get("end").asText()).isEqualTo("2030-05-05T05:00:10Z");
        assertThat(told.get("connections")).hasSize(4);
        assertThat(run("", "--output", "json", "--until", "1h")
                        .json()
                        .get("end")
                        .asText())
                .isEqualTo("2026-01-01T00:00:40Z");
    }

    @Test
    void theSameSeedGivesTheSameTrace() {
        String trace = run("", "--output", "trace").out();
        assertThat(run("", "--output", "trace").out()).isEqualTo(trace);
        assertThat(trace)
                .startsWith("# closing-time, seed 1\n# what there is at 2026-01-01T00:00:00Z\n")
                .containsPattern(
                        "25\\.\\d{3}s  cart's sidecar +resets cron#6: no filter chain of port 8080, which is STRICT");
    }

    @Test
    void expectationsAreTestCasesOfABuildServer() {
        assertThat(run(HOLDS + FAILS + NO_ONE_CAN_TELL, "--output", "junit").out())
                .contains("<testsuite name=\"closing-time\" tests=\"3\" failures=\"1\" errors=\"0\" skipped=\"1\"")
                .contains(
                        "name=\"cron &lt;works&gt;\"",
                        "<failure message=\"3 of 8 calls",
                        "<skipped message=\"inconclusive: ");
    }

    @Test
    void aPageTellsTheStoryAndHoldsNoMarkupOfAScenarios() {
        assertThat(run(FAILS, "--output", "html").out())
                .startsWith("<!DOCTYPE html>")
                .contains("✗ failed", "cron &lt;works&gt;", "▶ apply PeerAuthentication/shop/default", "cart:80")
                .doesNotContain("<works>", "<script");
    }
}
