package padlock.conformance;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What sidecars make of ServiceEntries, beyond what Istio's own tables ask. */
final class ServiceEntriesTest {

    @TestFactory
    Stream<DynamicTest> aRangeOfAddressesIsWhatItsServiceEntrySays() {
        return rows("address-ranges.yaml");
    }

    @TestFactory
    Stream<DynamicTest> aPortWithoutAnAddressIsListenedOnAtEveryAddress() {
        return rows("wildcard-listeners.yaml");
    }

    @TestFactory
    Stream<DynamicTest> aHostOfSeveralManifestsIsTheFirstsAndItsEndpointsAreAllOfTheNamespace() {
        return rows("same-host.yaml");
    }

    @TestFactory
    Stream<DynamicTest> whatTheRegistryDoesNotKnowEndsAtTheSidecar() {
        return rows("registry-only.yaml");
    }

    private static Stream<DynamicTest> rows(String file) {
        return Table.read(TableFiles.FOLDER.resolve(file)).rows().stream()
                .flatMap(row -> row.checks().stream()
                        .map(check -> DynamicTest.dynamicTest(
                                (row.id() + " " + check.name()).strip(),
                                () -> ConformanceTest.answersAsExpected(row, check))));
    }
}
