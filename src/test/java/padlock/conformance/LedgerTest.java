package padlock.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** No known case is lost: each is in a table, or it is said why not. */
final class LedgerTest {

    @Test
    void eachKnownCaseStandsInExactlyOnePlace() throws IOException {
        List<String> accounted = new ArrayList<>(inTables().toList());
        accounted.addAll(listedIn("not-yet.yaml").toList());
        accounted.addAll(listedIn("cannot.yaml").toList());
        assertThat(accounted)
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(Files.readAllLines(TableFiles.FOLDER.resolve("ids.txt")));
    }

    @Test
    void whatIsMissingHasAReason() {
        assertThat(entries("not-yet.yaml"))
                .allSatisfy(entry -> assertThat(entry.get("needs")).isNotNull());
        assertThat(entries("cannot.yaml"))
                .allSatisfy(entry -> assertThat(entry.get("because")).isNotNull());
    }

    @Test
    void everyRowNamesItsRule() {
        assertThat(Table.all().stream().flatMap(table -> table.rows().stream()))
                .allSatisfy(row ->
                        assertThat(row.rule()).as(row.id()).matches("(R\\d+\\.\\d+|authz §\\d+(\\.\\d+)?)(, .*)?"));
    }

    private static Stream<String> inTables() {
        return Table.all().stream().flatMap(table -> table.rows().stream()).map(Table.Row::id);
    }

    private static Stream<String> listedIn(String file) {
        return entries(file).stream().flatMap(entry -> TableFiles.<String>list(entry.get("ids")).stream());
    }

    private static List<Map<String, Object>> entries(String file) {
        return TableFiles.list(TableFiles.read(TableFiles.FOLDER.resolve(file)));
    }
}
