package padlock.scenario.cli;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

final class DiffCommandTest {

    private static final String DISABLE = Shop.STRICT.replace("STRICT", "DISABLE");

    @TempDir
    private Path folder;

    private Shell shell;
    private String mesh;
    private String strict;
    private String disable;

    @BeforeEach
    void open() {
        shell = new Shell(folder);
        mesh = shell.file("mesh.yaml", Shop.MESH);
        strict = shell.file("strict.yaml", Shop.STRICT);
        disable = shell.file("disable.yaml", DISABLE);
    }

    @Test
    void strictBreaksExactlyTheClientOutsideTheMesh() {
        Shell.Done done = shell.run("diff", "--before", mesh, "--after", mesh, strict, "--output", "json");

        assertThat(done.exitCode()).isEqualTo(1);
        assertThat(done.json()).isEqualTo(Shell.json("""
                        {"changes": [
                          {"from": "legacy/cron", "to": "cart.shop.svc.cluster.local:80", "endpoint": "shop/cart",
                           "before": {"transport": "plaintext", "result": "succeeded", "reason": "ok"},
                           "after": {"transport": "none", "result": "failed", "reason": "plaintext-to-strict"},
                           "kind": "breaks"}
                        ], "unchanged": 5}
                        """));
    }

    @Test
    void whatIsOnOneSideOnlyChanges() {
        String service = shell.file("more.yaml", Shop.MESH.replace("name: empty", "name: void"));

        assertThat(shell.run("diff", "--before", mesh, "--after", service, "--output", "json")
                        .json()
                        .findValuesAsText("kind"))
                .hasSize(6)
                .containsOnly("changes");
    }

    @Test
    void failOnIncludesWhatIsWorse() {
        assertThat(exit(mesh, disable, "breaks")).isZero();
        assertThat(exit(mesh, disable, "downgrades")).isEqualTo(1);
        assertThat(exit(mesh, disable, "changes")).isEqualTo(1);
        assertThat(exit(mesh, strict, "downgrades")).isEqualTo(1);
        assertThat(exit(mesh, strict, "never")).isZero();
        assertThat(shell.run("diff", "--before", mesh, "--after", mesh).exitCode())
                .isZero();
    }

    @Test
    void aPersonReadsWhatBreaksFirst() {
        assertThat(shell.run("diff", "--before", mesh, "--after", mesh, strict)).isEqualTo(new Shell.Done(1, """
                        BREAKS: 1
                          legacy/cron → cart.shop:80 at shop/cart  plaintext  →  failed  the client sent plaintext where only TLS is taken

                        5 connections end as before
                        """, ""));
        assertThat(shell.run("diff", "--before", mesh, strict, "--after", mesh).out())
                .startsWith("FIXES: 1\n");
        assertThat(shell.run("diff", "--before", mesh, "--after", mesh).out())
                .isEqualTo("nothing changes: 6 connections end as before\n");
    }

    @Test
    void theProblemsOfBothSidesAreReported() {
        String broken = shell.file("broken.yaml", Shop.STRICT.replace("STRICT", "STRIKT"));

        Shell.Done done = shell.run("diff", "--before", mesh, broken, "--after", broken, folder + "/none.yaml");

        assertThat(done.exitCode()).isEqualTo(3);
        assertThat(done.err().lines()).hasSize(2);
    }

    private int exit(String before, String change, String failOn) {
        return shell.run("diff", "--before", before, "--after", before, change, "--fail-on", failOn)
                .exitCode();
    }
}
