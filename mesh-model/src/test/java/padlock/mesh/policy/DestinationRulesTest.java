package padlock.mesh.policy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import padlock.mesh.resource.ClientTls;
import padlock.mesh.resource.DestinationRule;
import padlock.mesh.resource.Mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static padlock.mesh.policy.Given.byDefault;
import static padlock.mesh.policy.Given.field;
import static padlock.mesh.policy.Given.forClients;
import static padlock.mesh.policy.Given.ignored;
import static padlock.mesh.policy.Given.labels;
import static padlock.mesh.policy.Given.mesh;
import static padlock.mesh.policy.Given.reason;
import static padlock.mesh.policy.Given.tls;
import static padlock.mesh.policy.Given.withPort;
import static padlock.mesh.resource.ClientTls.Mode.DISABLE;
import static padlock.mesh.resource.ClientTls.Mode.ISTIO_MUTUAL;
import static padlock.mesh.resource.ClientTls.Mode.SIMPLE;

class DestinationRulesTest {

    private static final String HOST = "backend.shop.svc.cluster.local";
    private static final String KIND = "DestinationRule";

    @Test
    void onlyTheFirstNamespaceWithAMatchingDestinationRuleIsAsked() {
        Mesh mesh = mesh(
                rule("istio-system/all", "*", SIMPLE),
                rule("shop/backend", HOST, DISABLE),
                rule("web/all", "*.local", ISTIO_MUTUAL));

        assertThat(from("web", mesh))
                .isEqualTo(chosen(
                        tls("web/all", ISTIO_MUTUAL),
                        reason(
                                "destination rule",
                                "ISTIO_MUTUAL",
                                "R5.1",
                                field(KIND, "web/all", 9),
                                ignored(KIND, "shop/backend", 9, earlier("web", "web/all")),
                                ignored(KIND, "istio-system/all", 9, earlier("web", "web/all")))));
        assertThat(modeFrom("other", mesh)).contains(DISABLE);
        assertThat(modeFrom("istio-system", mesh)).contains(DISABLE);
    }

    @Test
    void insideANamespaceTheMostSpecificHostWins() {
        Mesh mesh = mesh(rule("shop/all", "*", SIMPLE), rule("shop/backend", "backend", DISABLE));

        assertThat(from("web", mesh))
                .isEqualTo(chosen(
                        tls("shop/backend", DISABLE),
                        reason(
                                "destination rule",
                                "DISABLE",
                                "R5.1",
                                field(KIND, "shop/backend", 9),
                                ignored(
                                        KIND,
                                        "shop/all",
                                        9,
                                        "host * is less specific than that of DestinationRule/shop/backend"))));
    }

    @Test
    void aHostWithADotIsNotShort() {
        Mesh mesh = mesh(rule("web/backend", "backend.shop", DISABLE));

        assertThat(from("web", mesh))
                .isEqualTo(none(ignored(
                        KIND,
                        "web/backend",
                        9,
                        "host backend.shop has a dot, so it is taken as it is and is not " + HOST)));
    }

    @Test
    void aRuleThatIsNotExportedIsForItsOwnNamespace() {
        Mesh mesh = mesh(rule("shop/backend", HOST, DISABLE, "."));

        assertThat(from("web", mesh))
                .isEqualTo(none(ignored(KIND, "shop/backend", 9, "is not exported to the client's namespace")));
        assertThat(modeFrom("shop", mesh)).contains(DISABLE);
    }

    @Test
    void aPortsEntryReplacesTheRuleAlsoWhenItHasNoTls() {
        DestinationRule whole = rule("shop/backend", HOST, DISABLE);

        assertThat(from("web", mesh(withPort(whole, 8080, Optional.of(tls("shop/backend", SIMPLE))))))
                .isEqualTo(chosen(
                        tls("shop/backend", SIMPLE),
                        reason("destination rule", "SIMPLE", "R5.10", field(KIND, "shop/backend", 9))));
        assertThat(modeFrom("web", mesh(withPort(whole, 8080, Optional.empty()))))
                .isEmpty();
        assertThat(modeFrom("web", mesh(withPort(whole, 80, Optional.empty())))).contains(DISABLE);
    }

    @Test
    void ofRulesThatMergeTheOldestTrafficPolicyHoldsWhole() {
        Mesh mesh = mesh(
                Given.rule("shop/empty", HOST, "", Optional.empty()),
                rule("shop/second", HOST, DISABLE),
                rule("shop/third", HOST, SIMPLE));

        assertThat(from("web", mesh))
                .isEqualTo(chosen(
                        tls("shop/second", DISABLE),
                        reason(
                                "destination rule",
                                "DISABLE",
                                "R5.1",
                                field(KIND, "shop/second", 9),
                                ignored(KIND, "shop/empty", 1, "sets no TLS for port 8080"),
                                ignored(KIND, "shop/third", 9, "younger than DestinationRule/shop/second"))));
    }

    @Test
    void ofRulesThatDoNotMergeTheYoungestHolds() {
        Mesh mesh = mesh(rule("shop/older", HOST, DISABLE, "*"), rule("shop/younger", HOST, SIMPLE));

        assertThat(modeFrom("web", mesh)).contains(SIMPLE);
    }

    @Test
    void aRuleForSelectedClientsHidesTheOthersOfItsHost() {
        Mesh mesh =
                mesh(forClients(rule("web/selected", HOST, DISABLE), "app=web"), rule("shop/backend", HOST, SIMPLE));

        assertThat(DestinationRules.toward(HOST, "shop", 8080, "web", labels("app=web"), mesh)
                        .value())
                .map(ClientTls::mode)
                .contains(DISABLE);
        assertThat(from("web", mesh))
                .isEqualTo(none(
                        ignored(KIND, "web/selected", 9, "workloadSelector app=web does not match the client"),
                        ignored(
                                KIND,
                                "shop/backend",
                                9,
                                "another rule of the namespace hides it, and that one is not for this client")));
    }

    private static DestinationRule rule(String name, String host, ClientTls.Mode mode, String... exportTo) {
        return Given.rule(name, host, tls(name, mode), exportTo);
    }

    private static Explained<Optional<ClientTls>> from(String clientNamespace, Mesh mesh) {
        return DestinationRules.toward(HOST, "shop", 8080, clientNamespace, labels("app=other"), mesh);
    }

    private static Optional<ClientTls.Mode> modeFrom(String clientNamespace, Mesh mesh) {
        return from(clientNamespace, mesh).value().map(ClientTls::mode);
    }

    private static Explained<Optional<ClientTls>> chosen(ClientTls tls, Reason reason) {
        return new Explained<>(Optional.of(tls), List.of(reason));
    }

    private static Explained<Optional<ClientTls>> none(Reason.Ignored... ignored) {
        return new Explained<>(Optional.empty(), List.of(byDefault("destination rule", "none", "R5.1", ignored)));
    }

    private static String earlier(String namespace, String rule) {
        return "namespace " + namespace + " is asked earlier, and DestinationRule/" + rule + " matches there";
    }
}
