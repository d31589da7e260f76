package padlock.conformance;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Certificates that programs and sidecars hold other than the mesh's decide as real ones do. */
final class OwnCertificatesTest {

    @TestFactory
    Stream<DynamicTest> decideAsRealOnesDo() {
        return Table.read(TableFiles.FOLDER.resolve("own-certificates.yaml")).rows().stream()
                .flatMap(row -> row.checks().stream()
                        .map(check -> DynamicTest.dynamicTest(
                                (row.id() + " " + check.name()).strip(),
                                () -> ConformanceTest.answersAsExpected(row, check))));
    }
}
