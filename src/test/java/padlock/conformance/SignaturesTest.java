package padlock.conformance;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import static org.assertj.core.api.Assertions.assertThat;

/** A connection that fails looks to everybody as it does in a real mesh, with each version of TLS. */
final class SignaturesTest {

    private static final String TLS = "tls";
    private static final Table SIGNATURES = Table.read(TableFiles.FOLDER.resolve("failure-signatures.yaml"));

    @TestFactory
    Stream<DynamicTest> eachPartySeesWhatItSeesInARealMesh() {
        return SIGNATURES.rows().stream()
                .flatMap(row -> row.checks().stream()
                        .flatMap(check -> versions(check)
                                .map(version -> DynamicTest.dynamicTest(
                                        row.id() + (check.ask().containsKey(TLS) ? "" : ", TLS " + version),
                                        () -> ConformanceTest.answersAsExpected(row, with(version, check))))));
    }

    @Test
    void everyRowNamesItsSignature() {
        assertThat(SIGNATURES.rows())
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row.rule()).as(row.id()).matches("F\\d+(, authz §\\d+)?"));
    }

    private static Stream<String> versions(Table.Check check) {
        return check.ask().containsKey(TLS)
                ? Stream.of(String.valueOf(check.ask().get(TLS)))
                : List.of("1.3", "1.2").stream();
    }

    private static Table.Check with(String version, Table.Check check) {
        Map<String, Object> ask = new LinkedHashMap<>(check.ask());
        ask.put(TLS, version);
        return new Table.Check(check.name(), ask, check.expect());
    }
}
