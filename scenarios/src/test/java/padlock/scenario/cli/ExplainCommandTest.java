package padlock.scenario.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

final class ExplainCommandTest {

    @TempDir
    private Path folder;

    private Shell shell;
    private String mesh;
    private String strict;

    @BeforeEach
    void open() {
        shell = new Shell(folder);
        mesh = shell.file("mesh.yaml", Shop.MESH);
        strict = shell.file("strict.yaml", Shop.STRICT);
    }

    @Test
    void jsonHasTheFieldsOfTheContract() {
        ObjectNode told = (ObjectNode) explained("--from", "shop/page", "--to", "http://cart/");
        assertThat(told.remove("clientLog").asText()).contains("\"GET / HTTP/1.1\" 200 - via_upstream");
        assertThat(told.remove("serverLog").asText()).contains("inbound|8080||");
        assertThat(((ObjectNode) told.get("handshake")).remove("bytes").asInt()).isBetween(1000, 4000);
        assertThat(told).isEqualTo(Shell.json("""
                        {
                          "from": {"namespace": "shop", "workload": "page", "serviceAccount": "default", "sidecar": true},
                          "to": {"host": "cart.shop.svc.cluster.local", "port": 80, "targetPort": 8080,
                                 "namespace": "shop", "workload": "cart", "protocol": "http", "sidecar": true},
                          "clientSends": "mutual-tls", "serverMode": "STRICT",
                          "transport": "mutual-tls", "result": "succeeded", "reason": "ok", "status": 200, "refusedBy": null,
                          "clientIdentity": "spiffe://cluster.local/ns/shop/sa/default",
                          "serverIdentity": "spiffe://cluster.local/ns/shop/sa/cart",
                          "because": [
                            {"question": "client transport", "answer": "mutual-tls", "rule": "R6.5",
                             "resource": "PeerAuthentication/shop/default", "path": "STRICT_YAML", "line": 8},
                            {"question": "server mode", "answer": "STRICT", "rule": "R3.6",
                             "resource": "PeerAuthentication/shop/default", "path": "STRICT_YAML", "line": 8},
                            {"question": "authorization", "answer": "allowed", "rule": "AUTHORIZATION_RULE",
                             "resource": null, "path": null, "line": null}
                          ],
                          "application": "200 OK",
                          "handshake": {"version": "TLSv1.3", "cipherSuite": "TLS_AES_128_GCM_SHA256", "group": "x25519",
                                        "reused": false}
                        }
                        """.replace("STRICT_YAML", strict)
                .replace("AUTHORIZATION_RULE", told.at("/because/2/rule").asText())));
    }

    @Test
    void fieldsStandInTheOrderOfTheContract() {
        assertThat(explained("--from", "shop/page", "--to", "http://cart/").fieldNames())
                .toIterable()
                .containsExactly(
                        "from",
                        "to",
                        "clientSends",
                        "serverMode",
                        "transport",
                        "result",
                        "reason",
                        "status",
                        "refusedBy",
                        "clientIdentity",
                        "serverIdentity",
                        "because",
                        "application",
                        "clientLog",
                        "serverLog",
                        "handshake");
    }

    @Test
    void aNameThatIsNobodysIsAnAnswer() {
        JsonNode told = explained("--from", "legacy/cron", "--to", "tcp://cartt:80");
        assertThat(told.get("to")).isEqualTo(Shell.json("""
                        {"host": "cartt", "port": 80, "targetPort": null, "namespace": null, "workload": null,
                         "protocol": "tcp", "sidecar": null}
                        """));
        assertThat(told.get("reason").asText()).isEqualTo("no-such-host");
        assertThat(told.get("clientSends").isNull()).isTrue();
        assertThat(told.get("because")).isEmpty();
    }

    @Test
    void aServiceWithoutPodsIsAnAnswer() {
        JsonNode told = explained("--from", "legacy/cron", "--to", "tcp://empty.shop:90");
        assertThat(told.get("to")).isEqualTo(Shell.json("""
                        {"host": "empty.shop.svc.cluster.local", "port": 90, "targetPort": null, "namespace": "shop",
                         "workload": null, "protocol": "tcp", "sidecar": null}
                        """));
        assertThat(told.get("reason").asText()).isEqualTo("no-endpoint");
    }

    @Test
    void aCallerCanBeNamedByItsServiceAccount() {
        assertThat(explained("--from", "shop/sa/cart", "--to", "http://cart/")
                        .at("/from/workload")
                        .asText())
                .isEqualTo("cart");
    }

    @Test
    void aCallBeforeThePolicyIsKnownIsAnsweredByWhatIsKnown() {
        assertThat(explained("--from", "legacy/cron", "--to", "http://cart.shop/", "--after", "0s")
                        .get("reason")
                        .asText())
                .isEqualTo("plaintext-to-strict");
    }

    @Test
    void theRequestIsTheCallers() {
        JsonNode told = explained(
                "--from", "shop/page", "--to", "http://cart/buy", "--method", "POST", "--header", "User-Agent=till");
        assertThat(told.get("clientLog").asText()).contains("\"POST /buy HTTP/1.1\"", "\"till\"");
    }

    @Test
    void anOlderTlsIsAnOption() {
        assertThat(explained("--from", "shop/page", "--to", "http://cart/", "--tls", "1.2")
                        .at("/handshake/version")
                        .asText())
                .isEqualTo("TLSv1.2");
    }

    @Test
    void whatIsWrongWithBothEndsIsToldAtOnce() {
        Shell.Done done =
                explain("--from", "shop/pgae", "--to", "ftp://cart/", "--endpoint", "shop/crat", "--output", "json");
        assertThat(done.exitCode()).isEqualTo(3);
        assertThat(done.err()).isEmpty();
        assertThat(done.json()).isEqualTo(Shell.json("""
                        {"problems": [
                          {"path": "--from", "line": 1, "message": "there is no workload shop/pgae",
                           "hint": "did you mean shop/page?"},
                          {"path": "--to", "line": 1,
                           "message": "Padlock does not make ftp:// calls yet; write http://, https://, grpc:// or tcp://", "hint": ""},
                          {"path": "--endpoint", "line": 1, "message": "there is no workload shop/crat",
                           "hint": "did you mean shop/cart?"}
                        ]}
                        """));
    }

    @Test
    void anEndpointMustStandBehindTheService() {
        assertThat(explain("--from", "shop/page", "--to", "http://cart/", "--endpoint", "shop/page"))
                .isEqualTo(new Shell.Done(
                        3,
                        "",
                        "--endpoint:1: shop/page does not stand behind http://cart/ (did you mean shop/cart?)\n"));
        assertThat(explain("--from", "page", "--to", "http://cart/").err())
                .isEqualTo("--from:1: \"page\" is not a caller (write NAMESPACE/WORKLOAD or NAMESPACE/sa/NAME)\n");
    }

    @Test
    void textTellsWhyAndWhatEachPartySees() {
        Shell.Done done = explain("--from", "legacy/cron", "--to", "http://cart.shop/");
        assertThat(done.exitCode()).isZero();
        assertThat(done.out().lines()).allMatch(line -> line.length() <= 120);
        assertThat(done.out())
                .startsWith("✗ FAILED: plaintext-to-strict — the client sent plaintext where only TLS is taken")
                .contains(
                        "WHY\n",
                        "server mode: STRICT  (R3.6)\n",
                        "PeerAuthentication/shop/default",
                        "WHAT EACH PARTY SEES\n",
                        "      curl: (56) Recv failure: Connection reset by peer\n",
                        "      there is no sidecar\n",
                        "NR filter_chain_not_found");
    }

    @Test
    void textOfACallThatLedNowhereSaysSo() {
        assertThat(explain("--from", "legacy/cron", "--to", "http://crat.shop/").out())
                .startsWith("✗ FAILED: no-such-host — nobody is known by that name or address\n")
                .contains("no policy was asked", "      no pod was reached\n");
    }

    @Test
    void whoTakesACallToAnAddressOfNobodyIsTold() {
        String entries = shell.file("entries.yaml", entry("older", "z.example", 1) + entry("younger", "a.example", 2));
        JsonNode because = explained(entries, "--from", "shop/page", "--to", "tcp://198.51.100.9:7000")
                .get("because")
                .get(0);

        assertThat(because.get("question").asText()).isEqualTo("listener");
        assertThat(because.get("answer").asText()).isEqualTo("0.0.0.0:7000 for z.example");
        assertThat(because.get("resource").asText()).isEqualTo("ServiceEntry/shop/older");
        assertThat(because.at("/ignored/0/resource").asText()).isEqualTo("ServiceEntry/shop/younger");
        assertThat(because.at("/ignored/0/why").asText())
                .isEqualTo("younger than ServiceEntry/shop/older, and without an address of its own");
    }

    @Test
    void aServiceOfKubernetesIsCalledAndNotAnOlderEntryOfItsHost() {
        String entries = shell.file("entries.yaml", entry("squatter", "cart.shop.svc.cluster.local", 1));

        assertThat(explained(entries, "--from", "shop/page", "--to", "http://cart/")
                        .at("/to/workload")
                        .asText())
                .isEqualTo("cart");
    }

    private static String entry(String name, String host, int year) {
        return "apiVersion: networking.istio.io/v1\nkind: ServiceEntry\nmetadata: {name: " + name
                + ", namespace: shop, creationTimestamp: \"202" + year + "-01-01T00:00:00Z\"}\nspec: {hosts: [" + host
                + "], resolution: STATIC, endpoints: [{address: 198.51.100.1}], ports: [{name: tcp, number: 7000,"
                + " protocol: TCP}]}\n---\n";
    }

    private JsonNode explained(String... arguments) {
        Shell.Done done = explain(append(arguments, "--output", "json"));
        assertThat(done.exitCode()).as(done.err() + done.out()).isZero();
        return done.json();
    }

    private Shell.Done explain(String... arguments) {
        return shell.run(append(new String[] {"explain", mesh, strict}, arguments));
    }

    private static String[] append(String[] arguments, String... more) {
        String[] all = Arrays.copyOf(arguments, arguments.length + more.length);
        System.arraycopy(more, 0, all, arguments.length, more.length);
        return all;
    }
}
