package padlock.scenario.cli;

import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

final class MatrixCommandTest {

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
    void eachWorkloadCallsEachPortOfEachService() {
        assertThat(shell.run("matrix", mesh, strict, "--output", "json").json()).isEqualTo(Shell.json("""
                        {"connections": [
                          {"from": "legacy/cron", "to": "cart.shop.svc.cluster.local:80", "endpoint": "shop/cart",
                           "transport": "none", "result": "failed", "reason": "plaintext-to-strict", "status": null},
                          {"from": "legacy/cron", "to": "empty.shop.svc.cluster.local:90", "endpoint": null,
                           "transport": "none", "result": "failed", "reason": "no-endpoint", "status": null},
                          {"from": "shop/cart", "to": "cart.shop.svc.cluster.local:80", "endpoint": "shop/cart",
                           "transport": "mutual-tls", "result": "succeeded", "reason": "ok", "status": 200},
                          {"from": "shop/cart", "to": "empty.shop.svc.cluster.local:90", "endpoint": null,
                           "transport": "none", "result": "failed", "reason": "no-endpoint", "status": null},
                          {"from": "shop/page", "to": "cart.shop.svc.cluster.local:80", "endpoint": "shop/cart",
                           "transport": "mutual-tls", "result": "succeeded", "reason": "ok", "status": 200},
                          {"from": "shop/page", "to": "empty.shop.svc.cluster.local:90", "endpoint": null,
                           "transport": "none", "result": "failed", "reason": "no-endpoint", "status": null}
                        ]}
                        """));
    }

    @Test
    void aGridShowsWordsAndWhatTheyMean() {
        assertThat(shell.run("matrix", mesh, strict)).isEqualTo(new Shell.Done(0, """
                          from \\ to  cart:80  empty:90
                          cron       failed   no pod
                          cart       mTLS     no pod
                          page       mTLS     no pod

                          mTLS                 ×2  encrypted; both sides showed a certificate
                          plaintext-to-strict  ×1  the client sent plaintext where only TLS is taken
                          no-endpoint          ×3  no pod stands behind the service's port
                        """, ""));
    }

    @Test
    void aGridThatIsTooWideBecomesAList() {
        StringBuilder services = new StringBuilder(Shop.MESH);
        for (int i = 0; i < 12; i++) {
            services.append("---\napiVersion: v1\nkind: Service\nmetadata: {name: service-number-")
                    .append(i);
            services.append(", namespace: shop}\nspec: {selector: {app: cart}, ports: [{name: http, port: 8080}]}\n");
        }
        String out = shell.typing(services.toString())
                .run("matrix", "-", "--from", "legacy")
                .out();
        assertThat(out.lines()).allMatch(line -> line.length() <= 120);
        assertThat(out).contains("  cron  service-number-11:8080  cart      plaintext  succeeded\n");
    }

    @Test
    void bothEndsCanBeNarrowed() {
        assertThat(shell.run("matrix", mesh, "--from", "shop/page", "--to", "shop/cart", "--output", "csv")
                        .out())
                .isEqualTo("from,to,endpoint,transport,result,reason,status\r\n"
                        + "shop/page,cart.shop.svc.cluster.local:80,shop/cart,mutual-tls,succeeded,ok,200\r\n");
        assertThat(shell.run("matrix", mesh, "--from", "shop", "--output", "json")
                        .json()
                        .get("connections"))
                .hasSize(4);
    }

    @Test
    void badInputIsReportedWhole() {
        assertThat(shell.run("matrix", mesh, "--from", "shp", "--to", "shop/crat"))
                .isEqualTo(new Shell.Done(
                        3,
                        "",
                        "--from:1: \"shp\" names nothing here (did you mean shop?)\n"
                                + "--to:1: \"shop/crat\" names nothing here (did you mean shop/cart?)\n"));
        String bad =
                shell.file("bad.yaml", Shop.STRICT.replace("STRICT", "STRIKT").replace("mtls", "mtlss"));
        Shell.Done done = shell.run("matrix", mesh, bad, "no.yaml", "--output", "json");
        assertThat(done.exitCode()).isEqualTo(3);
        assertThat(done.err()).isEmpty();
        assertThat(done.json().get("problems"))
                .hasSizeGreaterThan(1)
                .allSatisfy(problem -> assertThat(problem.fieldNames())
                        .toIterable()
                        .containsExactly("path", "line", "message", "hint"));
    }

    @Test
    void whatIsIgnoredIsNotedBesideTheReport() {
        String odd = shell.file("odd.yaml", "apiVersion: example.org/v1\nkind: Teapot\nmetadata: {name: pot}\n");
        Shell.Done done = shell.run("matrix", mesh, odd, "--output", "json");
        assertThat(done.json().get("connections")).hasSize(6);
        assertThat(done.err()).startsWith("note: " + odd + ":").contains("Teapot");
    }

    @Test
    void aPageHoldsAllThatItNeeds() {
        assertThat(shell.run("matrix", mesh, "--output", "html").out())
                .startsWith("<!DOCTYPE html>")
                .contains("<td class=\"good\">mTLS</td>", "prefers-color-scheme")
                .doesNotContain("http://", "https://", "<script");
    }

    @Test
    void theOtherReadingOfPrecedenceIsAnOption() {
        String permissive = shell.file(
                "permissive.yaml",
                Shop.STRICT
                        .replace("name: default", "name: cart")
                        .replace("STRICT", "PERMISSIVE")
                        .replace("spec:\n", "spec:\n  selector: {matchLabels: {app: cart}}\n"));
        String[] asked = {"matrix", mesh, strict, permissive, "--from", "legacy", "--to", "shop/cart", "--output", "csv"
        };
        assertThat(shell.run(asked).out()).contains("plaintext,succeeded,ok,200");
        assertThat(shell.run(with(asked, "--precedence", "most-restrictive")).out())
                .contains("plaintext-to-strict");
    }

    private static String[] with(String[] arguments, String... more) {
        String[] all = Arrays.copyOf(arguments, arguments.length + more.length);
        System.arraycopy(more, 0, all, arguments.length, more.length);
        return all;
    }
}
