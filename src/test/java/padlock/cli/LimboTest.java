package padlock.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * {@code padlock verify --rules path} decides the cases of a suite that others wrote (C2SP's x509-limbo) as they do.
 * The suite is theirs; whoever has it as a table names it with {@code -Dpadlock.limbo=FILE}.
 */
final class LimboTest {

    private static final String DAY_OF_THE_SUITE = "2026-01-01T00:00:00+00:00";

    /** Names of hosts are no business of path validation, and nobody can ask for a shorter path than RFC 5280 does. */
    private static final List<String> NOT_APPLICABLE = List.of(
            "rfc5280::ca-as-leaf-wrong-san",
            "pathlen::max-chain-depth-0-exhausted",
            "pathlen::max-chain-depth-1-exhausted");

    @TempDir
    private Path folder;

    @TestFactory
    Stream<DynamicTest> everyApplicableCaseIsDecidedAsItsAuthorsDo() throws IOException {
        String table = System.getProperty("padlock.limbo", "");
        assumeTrue(!table.isEmpty(), "the suite is not here; name it with -Dpadlock.limbo=FILE");
        return Files.readAllLines(Path.of(table)).stream()
                .map(line -> line.split("\t", -1))
                .filter(LimboTest::isApplicable)
                .map(row -> DynamicTest.dynamicTest(row[0], () -> isDecidedAsExpected(row)));
    }

    private static boolean isApplicable(String[] row) {
        return !row[0].startsWith("webpki") && !row[12].contains("pedantic") && !NOT_APPLICABLE.contains(row[0]);
    }

    private void isDecidedAsExpected(String[] row) throws IOException {
        List<String> command = new ArrayList<>(List.of("verify", "--rules", "path", "--output", "json"));
        command.addAll(List.of("--chain", write("chain.pem", row[6] + (row[5].isEmpty() ? "" : "," + row[5]))));
        command.addAll(List.of("--bundle", write("bundle.pem", row[4])));
        if (!row[11].isEmpty()) {
            command.addAll(List.of("--crl", write("crl.pem", row[11])));
        }
        command.addAll(List.of("--role", row[1].toLowerCase(Locale.ROOT)));
        String at = row[3].isEmpty() ? DAY_OF_THE_SUITE : row[3];
        command.addAll(List.of("--at", at.replace("+00:00", "Z")));
        Terminal.Done done = Terminal.run(command);
        assertThat(done.json().path("accepted").asBoolean()).as(done.out()).isEqualTo(row[2].equals("SUCCESS"));
    }

    private String write(String name, String blocks) throws IOException {
        StringBuilder text = new StringBuilder();
        for (String block : blocks.split(",")) {
            text.append(new String(Base64.getDecoder().decode(block), StandardCharsets.UTF_8));
        }
        return Files.writeString(folder.resolve(name), text).toString();
    }
}
