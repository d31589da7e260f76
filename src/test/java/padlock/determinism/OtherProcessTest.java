package padlock.determinism;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

/** A run in a process of its own says the same as in any other, whatever the zone, the language or the JDK. */
class OtherProcessTest {

    private static final Path JDKS = Path.of("/usr/lib/jvm");

    @Test
    void twoProcessesSayTheSame() throws Exception {
        Path java = Path.of(System.getProperty("java.home"));

        assertThat(run(java, "-Duser.timezone=Asia/Tokyo", "-Duser.language=ar", "-Dfile.encoding=ISO-8859-1"))
                .isEqualTo(run(java, "-Duser.timezone=America/New_York", "-Duser.language=tr"))
                .contains("\"fingerprint\"");
    }

    @Test
    void twoProcessesAtDifferentInstantsCaptureTheSameBytes(@TempDir Path folder) throws Exception {
        Path java = Path.of(System.getProperty("java.home"));
        Path east = folder.resolve("east.pcapng");
        Path west = folder.resolve("west.pcapng");

        padlock(java, List.of("-Duser.timezone=Asia/Tokyo", "-Duser.language=ar"), capture(east));
        padlock(java, List.of("-Duser.timezone=America/New_York", "-Duser.language=tr"), capture(west));

        assertThat(east).hasSameBinaryContentAs(west).isNotEmptyFile();
    }

    @Test
    void anotherClockChangesNoCertificateNoKeyAndNoByte(@TempDir Path folder) throws Exception {
        Path java = Path.of(System.getProperty("java.home"));
        String agent = "-javaagent:" + OtherClock.agent(folder);
        Path here = folder.resolve("here.pcapng");
        Path ahead = folder.resolve("ahead.pcapng");

        padlock(java, List.of(), capture(here, "clock-runs-late"));
        padlock(java, List.of(agent), capture(ahead, "clock-runs-late"));

        assertThat(read(java, List.of(agent)))
                .hasSize(3)
                .allSatisfy(read -> assertThat(Instant.parse(read))
                        .isCloseTo(Instant.now().plus(OtherClock.AHEAD), within(1, ChronoUnit.HOURS)));
        assertThat(ahead).hasSameBinaryContentAs(here).isNotEmptyFile();
        assertThat(transcript(java, List.of(agent)))
                .isEqualTo(transcript(java, List.of()))
                .contains("serial number", "not before");
    }

    private static List<String> read(Path java, List<String> options) throws IOException, InterruptedException {
        return List.of(process(java, options, "padlock.determinism.OtherClock$Reading", List.of())
                .strip()
                .split(" "));
    }

    private static String transcript(Path java, List<String> options) throws IOException, InterruptedException {
        return padlock(
                java,
                options,
                List.of(
                        "explain",
                        "scenarios/catalogue/article/mesh.yaml",
                        "--from",
                        "my-app-namespace/frontend",
                        "--to",
                        "http://backend:8080/",
                        "--transcript",
                        "--output",
                        "json"));
    }

    private static List<String> capture(Path file) {
        return capture(file, "article");
    }

    private static List<String> capture(Path file, String scenario) {
        return List.of("capture", scenario, "-o", file.toString());
    }

    @Test
    void anotherJdkSaysTheSame() throws Exception {
        Optional<Path> other = otherJdk();
        assumeThat(other).as("another JDK, of version 17 or newer, in " + JDKS).isPresent();

        assertThat(run(other.get())).isEqualTo(run(Path.of(System.getProperty("java.home"))));
    }

    private static String run(Path jdk, String... options) throws IOException, InterruptedException {
        return padlock(jdk, List.of(options), List.of("run", "article", "--output", "json"));
    }

    private static String padlock(Path jdk, List<String> options, List<String> arguments)
            throws IOException, InterruptedException {
        return process(jdk, options, "padlock.scenario.cli.Padlock", arguments);
    }

    private static String process(Path jdk, List<String> options, String program, List<String> arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(jdk.resolve("bin/java").toString()));
        command.addAll(options);
        command.addAll(List.of(
                "-cp", System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")), program));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return said;
    }

    /** One whose major version is not that of this process. */
    private static Optional<Path> otherJdk() throws IOException {
        if (!Files.isDirectory(JDKS)) {
            return Optional.empty();
        }
        try (Stream<Path> homes = Files.list(JDKS)) {
            return homes.sorted()
                    .filter(home -> Files.isExecutable(home.resolve("bin/java")))
                    .filter(home -> version(home)
                            .filter(major ->
                                    major >= 17 && major != Runtime.version().feature())
                            .isPresent())
                    .findFirst();
        }
    }

    private static Optional<Integer> version(Path home) {
        try (Stream<String> lines = Files.lines(home.resolve("release"))) {
            return lines.filter(line -> line.startsWith("JAVA_VERSION="))
                    .map(line -> line.replaceFirst("JAVA_VERSION=\"(\\d+).*", "$1"))
                    .map(Integer::valueOf)
                    .findFirst();
        } catch (IOException | NumberFormatException unreadable) {
            return Optional.empty();
        }
    }
}
