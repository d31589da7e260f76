package padlock.mesh.policy;

import java.util.List;
import org.junit.jupiter.api.Test;
import padlock.mesh.resource.Mesh;
import padlock.mesh.resource.MutualTlsMode;
import padlock.mesh.resource.Workload;

import static org.assertj.core.api.Assertions.assertThat;
import static padlock.mesh.policy.Given.byDefault;
import static padlock.mesh.policy.Given.field;
import static padlock.mesh.policy.Given.ignored;
import static padlock.mesh.policy.Given.mesh;
import static padlock.mesh.policy.Given.peers;
import static padlock.mesh.policy.Given.peersUnset;
import static padlock.mesh.policy.Given.reason;
import static padlock.mesh.policy.Given.withPort;
import static padlock.mesh.policy.Given.withPortUnset;
import static padlock.mesh.policy.Given.workload;
import static padlock.mesh.resource.MutualTlsMode.DISABLE;
import static padlock.mesh.resource.MutualTlsMode.PERMISSIVE;
import static padlock.mesh.resource.MutualTlsMode.STRICT;

class EffectiveMutualTlsTest {

    private static final String KIND = "PeerAuthentication";

    private final Workload backend = workload("shop/backend", "app=backend");

    @Test
    void withoutAnyPolicyAServerIsPermissive() {
        assertThat(on(8080, mesh())).isEqualTo(explained(PERMISSIVE, byDefault("server mode", "PERMISSIVE", "R1.3")));
    }

    @Test
    void theNarrowestScopeThatSetsAModeWins() {
        Mesh mesh = mesh(
                peers("istio-system/default", "", STRICT),
                peers("shop/default", "", PERMISSIVE),
                peersUnset("shop/backend", "app=backend"));

        assertThat(on(8080, mesh))
                .isEqualTo(explained(
                        PERMISSIVE,
                        reason(
                                "server mode",
                                "PERMISSIVE",
                                "R3.6",
                                field(KIND, "shop/default", 9),
                                ignored(KIND, "shop/backend", 1, "sets no mode"),
                                ignored(
                                        KIND,
                                        "istio-system/default",
                                        9,
                                        "wider scope: PeerAuthentication/shop/default is narrower and sets a mode"))));
    }

    @Test
    void aPortsOwnModeWinsOnThatPortAlone() {
        Mesh mesh = mesh(withPort(peers("shop/backend", "app=backend", STRICT), 8080, DISABLE));

        assertThat(List.of(on(8080, mesh), on(9090, mesh)))
                .containsExactly(
                        explained(DISABLE, reason("server mode", "DISABLE", "R3.7", field(KIND, "shop/backend", 8080))),
                        explained(STRICT, reason("server mode", "STRICT", "R3.6", field(KIND, "shop/backend", 9))));
    }

    @Test
    void aPortWithoutAModeInheritsItsWorkloads() {
        Mesh mesh = mesh(withPortUnset(peers("shop/backend", "app=backend", STRICT), 8080));

        assertThat(on(8080, mesh).value()).isEqualTo(STRICT);
    }

    @Test
    void theOldestPolicyHoldsItsScopeAlsoForPorts() {
        Mesh mesh = mesh(
                peersUnset("shop/older", "app=backend"),
                withPort(peers("shop/backend", "app=backend", STRICT), 8080, STRICT));

        assertThat(on(8080, mesh))
                .isEqualTo(explained(
                        PERMISSIVE,
                        byDefault(
                                "server mode",
                                "PERMISSIVE",
                                "R1.3",
                                ignored(KIND, "shop/backend", 8080, "younger than PeerAuthentication/shop/older"),
                                ignored(KIND, "shop/older", 1, "sets no mode"))));
    }

    @Test
    void selectorsAreIgnoredInTheRootNamespaceAndMustMatchElsewhere() {
        Mesh mesh = mesh(
                peers("istio-system/backend", "app=backend", STRICT),
                peers("shop/frontend", "app=frontend", STRICT),
                peers("elsewhere/default", "", STRICT));

        assertThat(on(8080, mesh))
                .isEqualTo(explained(
                        PERMISSIVE,
                        byDefault(
                                "server mode",
                                "PERMISSIVE",
                                "R1.3",
                                ignored(KIND, "shop/frontend", 9, "selector app=frontend does not match"),
                                ignored(
                                        KIND,
                                        "istio-system/backend",
                                        9,
                                        "has a selector but stands in the root namespace, where selectors are"
                                                + " ignored"))));
    }

    @Test
    void inTheRootNamespaceItselfOnlyTheMeshsPolicyHolds() {
        Mesh mesh =
                mesh(peers("istio-system/gateway", "app=gateway", DISABLE), peers("istio-system/default", "", STRICT));
        Workload gateway = workload("istio-system/gateway", "app=gateway");

        assertThat(EffectiveMutualTls.on(gateway, 8080, mesh, Precedence.ISTIO).value())
                .isEqualTo(STRICT);
    }

    @Test
    void mostRestrictiveTakesTheStrictestModeOfAllScopes() {
        Mesh mesh = mesh(
                peers("istio-system/default", "", PERMISSIVE),
                peers("shop/default", "", DISABLE),
                peers("shop/younger", "", STRICT),
                withPort(peersUnset("shop/backend", "app=backend"), 8080, DISABLE));

        assertThat(EffectiveMutualTls.on(backend, 8080, mesh, Precedence.MOST_RESTRICTIVE))
                .isEqualTo(explained(
                        STRICT,
                        reason(
                                "server mode",
                                "STRICT",
                                "most-restrictive",
                                field(KIND, "shop/younger", 9),
                                less("shop/backend", 8080),
                                less("shop/default", 9),
                                less("istio-system/default", 9))));
    }

    @Test
    void theBuiltInModeIsNoneToBeStricterThan() {
        Mesh mesh = mesh(peers("shop/default", "", DISABLE));

        assertThat(EffectiveMutualTls.on(backend, 8080, mesh, Precedence.MOST_RESTRICTIVE)
                        .value())
                .isEqualTo(DISABLE);
    }

    private static Reason.Ignored less(String name, int line) {
        return ignored(KIND, name, line, "less strict than PeerAuthentication/shop/younger");
    }

    private Explained<MutualTlsMode> on(int port, Mesh mesh) {
        return EffectiveMutualTls.on(backend, port, mesh, Precedence.ISTIO);
    }

    private static Explained<MutualTlsMode> explained(MutualTlsMode mode, Reason reason) {
        return new Explained<>(mode, List.of(reason));
    }
}
