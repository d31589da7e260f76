package padlock.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Broken and hostile manifests end with exit code 3 and a line for each problem, in a process that has little memory.
 */
class HostileManifestsTest {

    private static final String POLICY =
            "apiVersion: security.istio.io/v1\nkind: PeerAuthentication\nmetadata: {name: p, namespace: n}\n";

    @TempDir
    Path folder;

    private record Hostile(String name, String manifest, String problem) {}

    private static final List<Hostile> MANIFESTS = List.of(
            new Hostile("a wrong mode", POLICY + "spec: {mtls: {mode: DISABLED}}\n", "did you mean DISABLE?"),
            new Hostile("an unknown field", POLICY + "spec: {mtls: {mod: STRICT}}\n", "did you mean mode?"),
            new Hostile("bad YAML", POLICY + "spec: {mtls: {mode: STRICT\n", "manifest.yaml:"),
            new Hostile("a Java tag", POLICY + "spec: !!javax.script.ScriptEngineManager {}\n", "tag"),
            new Hostile("20,000 brackets", "[".repeat(20_000), "nested"),
            new Hostile("an alias bomb", bomb(), "alias"),
            new Hostile(
                    "a kind that never was",
                    "apiVersion: security.istio.io/v1\nkind: MeshPeerAuthentication\nmetadata: {name: default}\n",
                    "istio-system"));

    @TestFactory
    Stream<DynamicTest> hostileManifestsAreRefusedInFewWordsAndLittleMemory() {
        return MANIFESTS.stream().map(hostile -> DynamicTest.dynamicTest(hostile.name(), () -> refuses(hostile)));
    }

    private void refuses(Hostile hostile) throws IOException, InterruptedException {
        Path file = folder.resolve("manifest.yaml");
        Files.writeString(file, hostile.manifest());
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        "padlock.scenario.cli.Padlock",
                        "matrix",
                        file.toString())
                .start();
        String said = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(said).isEqualTo(3);
        assertThat(said).contains(hostile.problem()).doesNotContain("Exception").doesNotContain("\tat ");
        assertThat(said.lines()).isNotEmpty().allMatch(line -> line.matches(".*manifest\\.yaml:[0-9]+: .+"));
    }

    private static String bomb() {
        StringBuilder text = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int level = 1; level < 12; level++) {
            String below = "*a" + (level - 1);
            text.append("a" + level + ": &a" + level + " ["
                    + String.join(", ", List.of(below, below, below, below, below)) + "]\n");
        }
        return text.toString();
    }
}
