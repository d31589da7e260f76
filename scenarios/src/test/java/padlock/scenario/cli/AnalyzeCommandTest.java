package padlock.scenario.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;
import padlock.mesh.analysis.Code;

import static org.assertj.core.api.Assertions.assertThat;

class AnalyzeCommandTest {

    private static final String STRICT = """
            apiVersion: security.istio.io/v1
            kind: PeerAuthentication
            metadata: {name: p, namespace: shop}
            spec:
              mtls: {mode: STRICT}
            """;
    private static final String WARNING = STRICT.replace("mtls:", "selector: {matchLabels: {app: nobody}}\n  mtls:");
    private static final String ERROR = STRICT.replace("STRICT", "strict");
    private static final String MARK = "# here";

    @TempDir
    private Path folder;

    private Shell shell;
    private String base;

    @BeforeEach
    void write() {
        shell = new Shell(folder);
        base = shell.file("base.yaml", resource("base.yaml"));
    }

    @TestFactory
    Stream<DynamicTest> everyCodeIsRaisedAtItsFieldAndOnlyByItsMistake() {
        return cases().stream()
                .map(row -> DynamicTest.dynamicTest(row.get("code") + " " + row.get("rule"), () -> {
                    String bad = row.get("raises");
                    List<String> raised = places(analyze(bad).json(), row.get("code"));
                    int line = (int) bad.lines()
                                    .takeWhile(text -> !text.contains(MARK))
                                    .count()
                            + 1;

                    assertThat(raised).as("places of " + row.get("code")).contains("more.yaml:" + line);
                    assertThat(places(analyze(row.get("silent")).json(), row.get("code")))
                            .isEmpty();
                }));
    }

    @Test
    void everyCodeHasATest() {
        assertThat(cases().stream().map(row -> row.get("code")).collect(Collectors.toSet()))
                .containsAll(Stream.of(Code.values()).map(Enum::name).toList());
    }

    @Test
    void everyCodeIsListedInTheDocumentation() throws IOException {
        String table = Stream.of(Code.values())
                .map(code -> "| " + code + " | " + code.level().name().toLowerCase(Locale.ROOT) + " | " + code.title()
                        + " |\n")
                .collect(Collectors.joining());
        Path listed = Path.of("..", "docs", "analyze.md");
        if (Boolean.getBoolean("golden.update")) {
            String text = Files.readString(listed);
            int from = text.indexOf("|---|");
            Files.writeString(listed, text.substring(0, text.indexOf('\n', from) + 1) + table);
        }

        assertThat(Files.readString(listed)).endsWith("|---|---|---|\n" + table);
    }

    @Test
    void aMeshWithoutMistakesHasNoMessages() {
        Shell.Done done = analyze(STRICT.replace("STRICT", "PERMISSIVE"));

        assertThat(levels(done)).doesNotContain("error", "warning");
        assertThat(done.exitCode()).isZero();
    }

    @Test
    void theThresholdDecidesTheExitCode() {
        assertThat(exitCodes(ERROR)).containsExactly(1, 1, 1, 0);
        assertThat(exitCodes(WARNING)).containsExactly(0, 1, 1, 0);
        assertThat(exitCodes(STRICT)).containsExactly(0, 0, 1, 0);
        assertThat(analyze(ERROR).exitCode()).isEqualTo(1);
        assertThat(analyze(WARNING).exitCode()).isZero();
    }

    private List<Integer> exitCodes(String more) {
        return Stream.of("error", "warning", "info", "never")
                .map(level -> analyze(more, "--fail-on", level).exitCode())
                .toList();
    }

    @Test
    void whatAdmissionRefusesDoesNotHideTheRest() {
        Shell.Done done = analyze(ERROR + "---\n" + WARNING.replace("name: p", "name: q"));

        assertThat(levels(done)).contains("error", "warning");
        assertThat(done.json().at("/messages/0/code").asText()).isEqualTo("IST0106");
        assertThat(done.json().at("/messages/0/resource").asText()).isEqualTo("PeerAuthentication/shop/p");
        assertThat(done.err()).isEmpty();
    }

    @Test
    void whatIsNoManifestIsBadInput() {
        assertThat(analyze("{{ .Values.policy }}: [").exitCode()).isEqualTo(3);
        assertThat(shell.run("analyze", folder.resolve("nowhere.yaml").toString())
                        .exitCode())
                .isEqualTo(3);
    }

    @Test
    void aPersonReadsWhatHappensWhereAndTheMending() {
        shell.file("more.yaml", ERROR);
        Shell.Done done = shell.run("analyze", base, folder.resolve("more.yaml").toString(), "--color", "never");

        assertThat(done.out())
                .startsWith("Error [IST0106] (PeerAuthentication/shop/p ")
                .contains("Schema validation error: spec.mtls.mode \"strict\" is not a mode", "did you mean STRICT?")
                .contains("1 error, ");
    }

    @Test
    void unknownKindsAreListedBesideTheMessages() {
        Shell.Done done = analyze("apiVersion: example.com/v1\nkind: Thing\nmetadata: {name: x}\n");

        assertThat(done.err()).contains("ignored: Thing (example.com/v1)");
        assertThat(done.exitCode()).isZero();
    }

    @Test
    void aPolicyForAGatewayIsNoMistake() {
        Shell.Done done = analyze("""
                apiVersion: security.istio.io/v1
                kind: AuthorizationPolicy
                metadata: {name: a, namespace: shop}
                spec:
                  targetRefs: [{group: gateway.networking.k8s.io, kind: Gateway, name: front}]
                """);

        assertThat(done.exitCode()).isZero();
        assertThat(done.out()).doesNotContain("IST0106");
    }

    @Test
    void theSameManifestsGiveTheSameMessages() {
        assertThat(analyze(ERROR + "---\n" + WARNING).out())
                .isEqualTo(analyze(ERROR + "---\n" + WARNING).out());
    }

    private Shell.Done analyze(String more, String... options) {
        List<String> words =
                new ArrayList<>(List.of("analyze", base, shell.file("more.yaml", more), "--output", "json"));
        words.addAll(List.of(options));
        return shell.run(words.toArray(String[]::new));
    }

    private static List<String> levels(Shell.Done done) {
        List<String> levels = new ArrayList<>();
        done.json()
                .get("messages")
                .forEach(message -> levels.add(message.get("level").asText()));
        return levels;
    }

    private static List<String> places(JsonNode report, String code) {
        List<String> places = new ArrayList<>();
        report.get("messages").forEach(message -> {
            if (message.get("code").asText().equals(code)) {
                String path = message.get("path").asText();
                places.add(path.substring(path.lastIndexOf('/') + 1) + ":" + message.get("line"));
            }
        });
        return places;
    }

    private static List<Map<String, String>> cases() {
        return Stream.of("istio.yaml", "istio-traffic.yaml", "kiali.yaml", "padlock.yaml", "access.yaml")
                .flatMap(file -> new Yaml().<List<Map<String, String>>>load(resource(file)).stream())
                .toList();
    }

    private static String resource(String name) {
        try (InputStream stream = AnalyzeCommandTest.class.getResourceAsStream("/analysis/" + name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
