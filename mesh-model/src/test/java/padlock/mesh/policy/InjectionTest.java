package padlock.mesh.policy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import padlock.mesh.policy.Reason.Field;
import padlock.mesh.policy.Reason.Ignored;
import padlock.mesh.resource.InjectorSettings;
import padlock.mesh.resource.Labels;
import padlock.mesh.resource.Located;
import padlock.mesh.resource.Namespace;
import padlock.mesh.resource.Workload;

import static org.assertj.core.api.Assertions.assertThat;
import static padlock.mesh.policy.Given.annotated;
import static padlock.mesh.policy.Given.at;
import static padlock.mesh.policy.Given.byDefault;
import static padlock.mesh.policy.Given.field;
import static padlock.mesh.policy.Given.ignored;
import static padlock.mesh.policy.Given.labelAt;
import static padlock.mesh.policy.Given.mesh;
import static padlock.mesh.policy.Given.namespace;
import static padlock.mesh.policy.Given.reason;
import static padlock.mesh.policy.Given.workload;

class InjectionTest {

    private static final Ignored SILENT_POD =
            ignored("Deployment", "shop/backend", 1, "its pods have no label sidecar.istio.io/inject or istio.io/rev");

    @ParameterizedTest
    @CsvSource({
        "istio-injection=enabled,,true",
        "istio-injection=enabled,sidecar.istio.io/inject=true,true",
        "istio-injection=enabled,sidecar.istio.io/inject=false,false",
        "istio-injection=enabled,sidecar.istio.io/inject=0,false",
        "istio-injection=enabled,sidecar.istio.io/inject=maybe,true",
        "istio-injection=disabled,sidecar.istio.io/inject=true,false",
        "istio-injection=disabled,istio.io/rev=canary,false",
        "istio-injection=yes,sidecar.istio.io/inject=true,false",
        "istio.io/rev=canary,,true",
        "istio.io/rev=canary,sidecar.istio.io/inject=false,false",
        "istio-injection=disabled istio.io/rev=canary,,false",
        ",,false",
        ",sidecar.istio.io/inject=true,true",
        ",sidecar.istio.io/inject=1,false",
        ",istio.io/rev=canary,true",
        ",istio.io/rev=canary sidecar.istio.io/inject=false,false",
    })
    void labelsOfNamespaceAndPodDecide(String namespace, String pod, boolean injected) {
        Workload workload = workload("shop/backend", split(pod));

        assertThat(Injection.decide(workload, mesh(namespace("shop", split(namespace))))
                        .value())
                .isEqualTo(injected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"istio-injection=enabled", "istio.io/rev=canary"})
    void aNamespacesLabelIsNamedByItsLine(String label) {
        Namespace shop = new Namespace(namespace("shop").metadata(), labelAt("/shop", 6, label));

        assertThat(Injection.decide(workload("shop/backend"), mesh(shop)))
                .isEqualTo(new Explained<>(
                        true, List.of(reason("sidecar", "injected", "R4.1", field("Namespace", "/shop", 6)))));
    }

    @ParameterizedTest
    @CsvSource({"sidecar.istio.io/inject=true, R4.2", "istio.io/rev=canary, R4.1"})
    void aPodsLabelIsNamedByItsLine(String label, String rule) {
        Workload backend = described("shop/backend", labelAt("shop/backend", 9, label), Labels.NONE);

        assertThat(Injection.decide(backend, mesh(namespace("shop"))))
                .isEqualTo(new Explained<>(
                        true, List.of(reason("sidecar", "injected", rule, field("Deployment", "shop/backend", 9)))));
    }

    @Test
    void aPodsAnnotationIsNamedByItsLine() {
        Labels annotation = labelAt("shop/backend", 9, "sidecar.istio.io/inject=false");
        Workload backend = described("shop/backend", Labels.NONE, annotation);

        assertThat(Injection.decide(backend, mesh(namespace("shop", "istio-injection=enabled"))))
                .isEqualTo(new Explained<>(
                        false, List.of(reason("sidecar", "none", "R4.2", field("Deployment", "shop/backend", 9)))));
    }

    @Test
    void withoutAnyLabelNothingIsInjectedByDefault() {
        assertThat(Injection.decide(workload("shop/backend"), mesh()))
                .isEqualTo(new Explained<>(false, List.of(byDefault("sidecar", "none", "R4.1", SILENT_POD))));
    }

    @Test
    void aNamespaceWithoutALabelForInjectionIsNamedAsWell() {
        assertThat(Injection.decide(workload("shop/backend"), mesh(namespace("shop", "team=a"))))
                .isEqualTo(new Explained<>(
                        false,
                        List.of(byDefault(
                                "sidecar",
                                "none",
                                "R4.1",
                                ignored("Namespace", "/shop", 1, "has no label istio-injection or istio.io/rev"),
                                SILENT_POD))));
    }

    @Test
    void anAnnotationSpeaksOnlyWhereTheWebhookIsCalled() {
        Workload refusing = annotated(workload("shop/backend"), "sidecar.istio.io/inject=false");
        Workload asking = annotated(workload("bare/backend"), "sidecar.istio.io/inject=true");

        assertThat(Injection.decide(refusing, mesh(namespace("shop", "istio-injection=enabled")))
                        .value())
                .isFalse();
        assertThat(Injection.decide(asking, mesh()).value()).isFalse();
    }

    @Test
    void podsOnTheNodesNetworkAndOfTheSystemAreNeverInjected() {
        Workload backend = workload("shop/backend");
        Workload onNode = with(backend, true, Optional.empty());

        assertThat(Injection.decide(onNode, mesh(namespace("shop", "istio-injection=enabled"))))
                .isEqualTo(new Explained<>(
                        false, List.of(reason("sidecar", "none", "R4.2", field("Deployment", "shop/backend", 1)))));
        assertThat(Injection.decide(
                                workload("kube-system/dns"), mesh(namespace("kube-system", "istio-injection=enabled")))
                        .value())
                .isFalse();
    }

    @Test
    void theInjectorsSettingsCanTakeInNamespacesWithoutALabel() {
        InjectorSettings defaults = InjectorSettings.DEFAULTS;
        Optional<Located<Boolean>> written = Optional.of(new Located<>(true, at("values", 4)));
        InjectorSettings everywhere = new InjectorSettings(
                defaults.metadata(), Optional.empty(), List.of(), List.of(), written, Optional.empty());

        assertThat(Injection.decide(workload("shop/backend"), mesh(everywhere)))
                .isEqualTo(new Explained<>(
                        true,
                        List.of(reason("sidecar", "injected", "R4.1", Field.of(everywhere, written.orElseThrow())))));
        assertThat(Injection.decide(workload("shop/backend", "sidecar.istio.io/inject=false"), mesh(everywhere))
                        .value())
                .isFalse();
    }

    @Test
    void aPodShowsWhatItHas() {
        Workload pod = with(workload("shop/backend"), false, Optional.of(true));

        assertThat(Injection.decide(pod, mesh(namespace("shop", "istio-injection=disabled")))
                        .value())
                .isTrue();
    }

    private static Workload described(String name, Labels labels, Labels annotations) {
        Workload plain = workload(name);
        return new Workload(plain.metadata(), labels, annotations, "default", 1, List.of(), false, Optional.empty());
    }

    private static Workload with(Workload workload, boolean hostNetwork, Optional<Boolean> hasProxyContainer) {
        return new Workload(
                workload.metadata(),
                workload.labels(),
                workload.annotations(),
                workload.serviceAccount(),
                1,
                List.of(),
                hostNetwork,
                hasProxyContainer);
    }

    private static String[] split(String labels) {
        return labels == null ? new String[0] : labels.split(" ");
    }
}
