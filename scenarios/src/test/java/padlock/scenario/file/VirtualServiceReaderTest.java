package padlock.scenario.file;

import java.util.List;
import org.junit.jupiter.api.Test;
import padlock.mesh.resource.TextMatch;
import padlock.mesh.resource.VirtualService;
import padlock.mesh.resource.VirtualService.Action;

import static org.assertj.core.api.Assertions.assertThat;

class VirtualServiceReaderTest {

    private static final String HEAD = """
            apiVersion: networking.istio.io/v1
            kind: VirtualService
            metadata: {name: reviews, namespace: shop}
            spec:
            """;

    @Test
    void routesAreReadWithTheLinesOfTheirDestinations() {
        VirtualService service = read("""
                  hosts: [reviews]
                  gateways: [mesh, front]
                  http:
                    - name: testers
                      match: [{uri: {prefix: /v2}, ignoreUriCase: true, headers: {End-User: {exact: jason}}}]
                      rewrite: {uri: /}
                      fault: {abort: {httpStatus: 500, percentage: {value: 12.5}}}
                      route:
                        - destination:
                            host: reviews
                            subset: v2
                    - redirect: {uri: /gone}
                """);

        assertThat(service.gateways()).containsExactly("mesh", "shop/front");
        VirtualService.HttpRoute testers = service.http().get(0);
        assertThat(testers.name()).isEqualTo("testers");
        assertThat(testers.matches().get(0).headers().get("end-user")).isEqualTo(new TextMatch.Exact("jason"));
        assertThat(testers.matches().get(0).uri().orElseThrow().matches("/V2/x"))
                .isTrue();
        assertThat(testers.abort().orElseThrow()).isEqualTo(new VirtualService.Abort(500, 12.5));
        Action.Forward forward = (Action.Forward) testers.action();
        assertThat(forward.shares().get(0).destination().subset()).contains("v2");
        assertThat(forward.shares().get(0).origin().line()).isEqualTo(15);
        assertThat(((Action.Redirect) service.http().get(1).action()).status()).isEqualTo(301);
    }

    @Test
    void whatIstioRejectsIsAProblem() {
        assertThat(problems("  hosts: []\n"))
                .containsExactlyInAnyOrder(
                        "virtual service must have at least one host",
                        "http, tcp or tls must be provided in virtual service");
        assertThat(problems("""
                  hosts: ["*"]
                  http: [{route: [{destination: {host: reviews}}]}]
                """))
                .containsExactly("wildcard host * is not allowed for virtual services bound to the mesh gateway");
        assertThat(problems("""
                  hosts: [reviews]
                  http: [{match: [{uri: {prefix: /}}]}]
                """)).containsExactly("HTTP route, redirect or direct_response is required");
        assertThat(problems("""
                  hosts: [reviews]
                  http:
                    - redirect: {uri: /x}
                      route: [{destination: {host: reviews}}]
                """)).containsExactly("HTTP route cannot contain both route and redirect");
        assertThat(problems("""
                  hosts: [reviews]
                  http:
                    - route:
                        - {destination: {host: reviews, subset: v1}, weight: -1}
                        - {destination: {host: "*"}}
                """)).containsExactlyInAnyOrder("weight -1 < 0", "invalid destination host *");
        assertThat(problems("""
                  hosts: [reviews]
                  tls: [{match: [{sniHosts: [other]}], route: [{destination: {host: reviews}}]}]
                """))
                .containsExactly(
                        "SNI host \"other\" is not a compatible subset of any of the virtual service hosts: [reviews]");
    }

    @Test
    void anUnknownFieldIsAProblemAndOneThatIsNotModelledIsNoted() {
        assertThat(Read.problems(HEAD + "  host: reviews\n  http: [{route: [{destination: {host: reviews}}]}]\n"))
                .anyMatch(problem -> problem.contains("unknown field spec.host (did you mean hosts?)"));
        assertThat(Read.notes(HEAD + """
                          hosts: [reviews]
                          http: [{timeout: 1s, route: [{destination: {host: reviews}}]}]
                        """))
                .containsExactly("-:6: not modelled: spec.http[0].timeout (it could change an answer)");
    }

    @Test
    void aRouteBehindOneThatTakesEverythingIsNoted() {
        assertThat(Read.notes(HEAD + """
                          hosts: [reviews]
                          http:
                            - route: [{destination: {host: reviews, subset: v1}}]
                            - route: [{destination: {host: reviews, subset: v2}}]
                        """))
                .containsExactly("-:8: virtualService rule #1 not used (only the last rule can have no matches)");
    }

    private static VirtualService read(String spec) {
        return (VirtualService) Read.resources(HEAD + spec).get(0);
    }

    private static List<String> problems(String spec) {
        return Read.problems(HEAD + spec).stream()
                .map(problem -> problem.replaceFirst("-:\\d+: ", "").replaceFirst(" \\(.*\\)$", ""))
                .toList();
    }
}
