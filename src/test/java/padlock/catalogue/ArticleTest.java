package padlock.catalogue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import padlock.mesh.actor.MeshFact;
import padlock.mesh.resource.Labels;
import padlock.mesh.resource.Located;
import padlock.mesh.resource.MeshSettings;
import padlock.mesh.resource.Namespace;
import padlock.mesh.resource.Resource;
import padlock.scenario.Intervention;
import padlock.scenario.Run;
import padlock.scenario.Scenario;
import padlock.scenario.ScenarioRunner;
import padlock.scenario.Verdict;

import static org.assertj.core.api.Assertions.assertThat;

/** Each expectation of the article's scenario speaks of a step, and does not pass without it. */
class ArticleTest {

    private static final Scenario ARTICLE = Catalogue.scenario(Path.of("article"));

    /** A scenario without one of its steps, and the expectations that speak of that step. */
    private record Without(String step, UnaryOperator<Scenario> removal, List<String> expectations) {}

    private static final List<Without> STEPS = List.of(
            new Without(
                    "auto mutual TLS",
                    ArticleTest::withoutAutoMutualTls,
                    List.of(
                            "with nothing set, auto mutual TLS already encrypts",
                            "auto mutual TLS keeps calls between sidecars going under STRICT")),
            new Without(
                    "a client without a sidecar",
                    ArticleTest::withSidecarsEverywhere,
                    List.of("with nothing set, a client without a sidecar gets through in plaintext")),
            new Without(
                    "mesh-wide STRICT",
                    without(2, Intervention.Apply.class),
                    List.of("mesh-wide STRICT cuts off the client without a sidecar")),
            new Without(
                    "the backend's own policy",
                    without(4, Intervention.Apply.class),
                    List.of("in the gradual roll-out the backend's own policy still demands mutual TLS")),
            new Without(
                    "the DestinationRule",
                    without(6, Intervention.Apply.class),
                    List.of(
                            "DISABLE on the workload wins over STRICT on the mesh, but the DestinationRule goes on sending mutual TLS")),
            new Without(
                    "mesh-wide PERMISSIVE",
                    without(8, Intervention.Apply.class),
                    List.of("in the gradual roll-out everybody else takes plaintext again")),
            new Without(
                    "PERMISSIVE on the workload below STRICT on the mesh",
                    without(10, Intervention.Apply.class),
                    List.of(
                            "PERMISSIVE on the workload wins over STRICT on the mesh, for it is narrower",
                            "and only there")),
            new Without(
                    "the tutorial's reading, of PERMISSIVE",
                    without(12, Intervention.ReadPrecedence.class),
                    List.of("a reader of the tutorial expects that the most restrictive mode wins")),
            new Without(
                    "Istio's reading again",
                    without(14, Intervention.ReadPrecedence.class),
                    List.of("read as Istio does again, the narrower policy lets plaintext in")),
            new Without(
                    "DISABLE on the workload below STRICT on the mesh",
                    without(14, Intervention.Apply.class),
                    List.of(
                            "DISABLE on the workload wins over STRICT on the mesh, but the DestinationRule goes on sending mutual TLS")),
            new Without(
                    "the tutorial's reading, of DISABLE",
                    without(16, Intervention.ReadPrecedence.class),
                    List.of(
                            "a reader of the tutorial expects STRICT to win over DISABLE too",
                            "and the client without a sidecar to be cut off again")),
            new Without(
                    "STRICT in both places",
                    without(18, Intervention.Apply.class),
                    List.of(
                            "with STRICT in both places the two readings agree",
                            "without a certificate the client does not even get as far as authorization")),
            new Without(
                    "the AuthorizationPolicy",
                    without(25 * 60, Intervention.Apply.class),
                    List.of("when all is STRICT and a call still fails, it is authorization")));

    /** No step brings it about: every sidecar renews by itself, so the recording must tell that it did. */
    private static final String RENEWAL =
            "certificates are renewed after half a day, and nobody notices, not even when the first ones have expired";

    @TestFactory
    Stream<DynamicTest> anExpectationDoesNotPassWithoutTheStepItSpeaksOf() {
        return STEPS.stream()
                .map(without -> DynamicTest.dynamicTest("without " + without.step(), () -> {
                    Run run = ScenarioRunner.run(without.removal().apply(ARTICLE));

                    assertThat(run.expectations())
                            .filteredOn(judged -> without.expectations()
                                    .contains(judged.expectation().name()))
                            .hasSameSizeAs(without.expectations())
                            .noneMatch(judged -> judged.verdict() instanceof Verdict.Passed);
                }));
    }

    @Test
    void everyExpectationSpeaksOfAStep() {
        List<String> spoken = new ArrayList<>(List.of(RENEWAL));
        STEPS.forEach(without -> spoken.addAll(without.expectations()));

        assertThat(ARTICLE.expectations())
                .extracting(expectation -> expectation.name())
                .containsExactlyInAnyOrderElementsOf(spoken.stream().distinct().toList());
    }

    @Test
    void theNextDayEverySidecarHoldsAThirdCertificate() {
        Instant nextDay = ARTICLE.start().plus(Duration.ofMinutes(1470));

        List<String> serialNumbers = ScenarioRunner.run(ARTICLE).recording().events().stream()
                .filter(event -> event.at().isBefore(nextDay))
                .map(event -> event.fact())
                .filter(MeshFact.CertificateInstalled.class::isInstance)
                .map(fact -> ((MeshFact.CertificateInstalled) fact).serialNumber())
                .toList();

        assertThat(serialNumbers).hasSize(6).doesNotHaveDuplicates();
    }

    private static UnaryOperator<Scenario> without(int minute, Class<? extends Intervention> kind) {
        Predicate<Intervention> removed =
                intervention -> intervention.at().equals(Duration.ofMinutes(minute)) && kind.isInstance(intervention);
        return scenario -> {
            List<Intervention> rest =
                    scenario.timeline().stream().filter(removed.negate()).toList();
            assertThat(rest).hasSizeLessThan(scenario.timeline().size());
            return changed(scenario, scenario.mesh(), rest);
        };
    }

    private static Scenario withoutAutoMutualTls(Scenario scenario) {
        MeshSettings defaults = MeshSettings.DEFAULTS;
        List<Resource> mesh = new ArrayList<>(scenario.mesh());
        mesh.add(new MeshSettings(
                defaults.metadata(),
                defaults.rootNamespace(),
                defaults.trustDomain(),
                defaults.trustDomainAliases(),
                Optional.of(new Located<>(false, defaults.metadata().origin())),
                defaults.defaultDestinationRuleExportTo(),
                defaults.defaultVirtualServiceExportTo()));
        return changed(scenario, mesh, scenario.timeline());
    }

    private static Scenario withSidecarsEverywhere(Scenario scenario) {
        Labels injected = scenario.mesh().stream()
                .filter(Namespace.class::isInstance)
                .map(resource -> ((Namespace) resource).labels())
                .filter(labels -> labels.get("istio-injection").equals(Optional.of("enabled")))
                .findFirst()
                .orElseThrow();
        List<Resource> mesh = scenario.mesh().stream()
                .map(resource -> resource instanceof Namespace namespace
                        ? new Namespace(namespace.metadata(), injected)
                        : resource)
                .toList();
        return changed(scenario, mesh, scenario.timeline());
    }

    private static Scenario changed(Scenario scenario, List<Resource> mesh, List<Intervention> timeline) {
        return new Scenario(
                scenario.name(),
                scenario.title(),
                scenario.description(),
                scenario.start(),
                scenario.length(),
                scenario.seed(),
                mesh,
                scenario.settings(),
                scenario.traffic(),
                timeline,
                scenario.expectations());
    }
}
