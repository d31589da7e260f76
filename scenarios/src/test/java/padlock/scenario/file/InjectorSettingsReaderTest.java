package padlock.scenario.file;

import java.util.List;
import org.junit.jupiter.api.Test;
import padlock.mesh.resource.InjectorSettings;
import padlock.mesh.resource.LabelSelector;
import padlock.mesh.resource.LabelSelector.Expression;
import padlock.mesh.resource.LabelSelector.Operator;
import padlock.mesh.resource.Labels;
import padlock.mesh.resource.Located;
import padlock.mesh.resource.Origin;
import padlock.mesh.resource.Workload;

import static org.assertj.core.api.Assertions.assertThat;

class InjectorSettingsReaderTest {

    private static final String HEAD = """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: istio-sidecar-injector, namespace: istio-system}
            data:
            """;

    @Test
    void thePolicyAndTheSelectorsOfTheInjectorAreRead() {
        InjectorSettings settings =
                (InjectorSettings) Read.resources(HEAD + """
                          values: '{"sidecarInjectorWebhook": {"enableNamespacesByDefault": true}}'
                          config: |-
                            policy: disabled
                            alwaysInjectSelector:
                              - matchExpressions: [{key: tier, operator: In, values: [front]}]
                            neverInjectSelector: []
                            templates:
                              sidecar: |
                                {{- define "x" }} anything {{ end }}
                        """).get(0);

        assertThat(settings.policy()).contains(new Located<>(InjectorSettings.Policy.DISABLED, new Origin("-", 7)));
        assertThat(settings.always())
                .containsExactly(new Located<>(
                        new LabelSelector(Labels.NONE, List.of(new Expression("tier", Operator.IN, List.of("front")))),
                        new Origin("-", 9)));
        assertThat(settings.never()).isEmpty();
        assertThat(settings.namespacesByDefault()).contains(new Located<>(true, new Origin("-", 5)));
        assertThat(settings.rewritesProbes()).isEmpty();
    }

    @Test
    void anOperatorThatKubernetesDoesNotKnowIsAProblemAtItsLine() {
        assertThat(Read.problems(HEAD + """
                          config: |-
                            policy: enabled
                            neverInjectSelector:
                              - matchExpressions: [{key: tier, operator: Is}]
                        """))
                .singleElement()
                .asString()
                .startsWith("-:8: config.neverInjectSelector[0]");
    }

    @Test
    void whatAPodTellsItsProxyIsRead() {
        Workload workload = (Workload) Read.resources("""
                        apiVersion: v1
                        kind: Pod
                        metadata:
                          name: one
                          annotations:
                            proxy.istio.io/config: |
                              proxyMetadata: {SECRET_GRACE_PERIOD_RATIO: "0.2"}
                        spec: {containers: [{name: app, image: x}]}
                        """).get(0);

        assertThat(workload.proxyMetadata().get("SECRET_GRACE_PERIOD_RATIO")).contains("0.2");
    }
}
