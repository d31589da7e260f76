package padlock.ui;

import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import org.fxmisc.richtext.CodeArea;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;

import static org.assertj.core.api.Assertions.assertThat;
import static padlock.ui.Patience.click;
import static padlock.ui.Patience.waitUntil;
import static padlock.ui.Reading.wordsUnder;

/** What a person finds out in the views of a run. */
final class ViewsTest {

    private final FxRobot robot = new FxRobot();

    @BeforeEach
    void openTheArticle() throws Exception {
        MainViews.show(new MainViews.MainView("article", MainViews::article), Look.LIGHT, 1366, 768, 0);
    }

    @Test
    void theHandshakeIsSteppedThroughAndTheServerLearnsWithTheThirdFlightWhoCalls() throws Exception {
        choose("my-app-namespace/frontend > backend.my-app-namespace.svc.cluster.local:8080"
                + " > my-app-namespace/backend");
        for (int step = 0; step < 60; step++) {
            robot.type(KeyCode.PERIOD);
        }
        click(robot, "#story-bytes");
        waitUntil(() -> robot.lookup("#handshake-messages").tryQuery().isPresent());
        assertThat(textOf("#handshake-server")).contains("does not know who calls");
        click(robot, "#handshake-next-flight");
        assertThat(textOf("#handshake-client"))
                .contains("is connected over TLSv1.3")
                .contains("(new)");
        assertThat(textOf("#handshake-server"))
                .contains("does not know who calls")
                .contains("(as before)");
        robot.type(KeyCode.G);
        assertThat(textOf("#handshake-server")).contains("/sa/frontend").contains("(new)");
        click(robot, "#handshake-checks-tab");
        assertThat(robot.lookup("#handshake-checks").queryTableView().getItems())
                .hasSizeGreaterThan(5);
    }

    @Test
    void aCellOfTheMatrixTellsItsStory() throws Exception {
        robot.type(KeyCode.F);
        click(robot, "Matrix");
        waitUntil(() ->
                robot.lookup(".table-cell.matrix-cell.state-failed").tryQuery().isPresent());
        click(robot, ".table-cell.matrix-cell.state-failed");
        waitUntil(() -> robot.lookup("#story-page").tryQuery().isPresent()
                && wordsUnder(robot, "#story-page").contains("legacy/cron calls"));
        assertThat(wordsUnder(robot, "#story-page"))
                .contains("The server demands mutual TLS on this port, and the client sent plaintext.")
                .contains("PeerAuthentication/istio-system/default, mesh-strict.yaml:8");
    }

    @Test
    void aReasonLeadsToTheResourceThatDecided() throws Exception {
        robot.type(KeyCode.F);
        Node reason = robot.lookup(
                        (Hyperlink link) -> link.getText().startsWith("PeerAuthentication/istio-system/default"))
                .query();
        robot.clickOn(reason);
        waitUntil(() -> robot.lookup("#policy-editor").tryQuery().isPresent());
        waitUntil(() ->
                robot.lookup("#policy-editor").queryAs(CodeArea.class).getText().contains("mode: STRICT"));
        assertThat(robot.lookup("#policy-editor").queryAs(CodeArea.class).getText())
                .contains("namespace: istio-system");
        assertThat(robot.lookup("#policy-editor").queryAs(CodeArea.class).getSelectedText())
                .contains("mode: STRICT");
    }

    @Test
    void aWorkloadThatIsClickedTellsItsModeAndLeadsToTheLineThatGivesIt() throws Exception {
        robot.type(KeyCode.F);
        Node backend = robot.lookup((Node node) -> "workload my-app-namespace/backend".equals(node.getId()))
                .query();
        robot.clickOn(backend);
        waitUntil(() -> robot.lookup("#details-page").tryQuery().isPresent());
        assertThat(wordsUnder(robot, "#details-page"))
                .contains("port 8080: STRICT")
                .contains("sidecar, current");
        robot.interact(() -> robot.lookup("#details-page").query().lookupAll(".hyperlink").stream()
                .map(Hyperlink.class::cast)
                .filter(link -> link.getText().startsWith("PeerAuthentication/istio-system/default"))
                .findFirst()
                .orElseThrow()
                .fire());
        waitUntil(() -> robot.lookup("#policy-editor")
                .tryQueryAs(CodeArea.class)
                .filter(editor -> editor.getSelectedText().contains("mode: STRICT"))
                .isPresent());
        assertThat(robot.lookup("#policy-editor").queryAs(CodeArea.class).getText())
                .contains("namespace: istio-system");
    }

    @Test
    void whoIsLookedForIsFoundAndPointedAtByKeysAlone() throws Exception {
        robot.press(KeyCode.CONTROL).type(KeyCode.F).release(KeyCode.CONTROL);
        robot.write("front");
        waitUntil(() -> textOf("#mesh-search-count").contains("2"));
        robot.type(KeyCode.ENTER);
        waitUntil(() -> robot.lookup("#details-page").tryQuery().isPresent());
        assertThat(wordsUnder(robot, "#details-page")).contains("my-app-namespace/frontend");
        robot.type(KeyCode.ESCAPE);
        waitUntil(() -> textOf("#mesh-search-count").isEmpty());
    }

    @Test
    void aCollapsedNamespaceIsOneBoxWithTheWorstOfItsConnectionsUntilItIsExpanded() throws Exception {
        robot.type(KeyCode.F, KeyCode.A);
        waitUntil(() -> isThere("link legacy > my-app-namespace"));
        assertThat(isThere("workload my-app-namespace/backend")).isFalse();
        Node bundle = robot.lookup((Node node) -> "link legacy > my-app-namespace".equals(node.getId()))
                .query();
        assertThat(((Labeled) bundle).getText()).isEqualTo("1 of 2 failed");
        robot.type(KeyCode.A);
        waitUntil(() -> isThere("workload my-app-namespace/backend"));
        assertThat(isThere("link legacy > my-app-namespace")).isFalse();
    }

    @Test
    void theArrowKeysGoFromOneToTheNext() throws Exception {
        Node istiod = robot.lookup("#mesh-control-plane").query();
        robot.interact(istiod::requestFocus);
        robot.type(KeyCode.DOWN, KeyCode.ENTER);
        waitUntil(() -> robot.lookup("#details-page").tryQuery().isPresent());
        assertThat(wordsUnder(robot, "#details-page")).contains("Certificate authority");
    }

    @Test
    void theTablesTellWhatThePictureTells() throws Exception {
        robot.type(KeyCode.F);
        robot.clickOn("Connections");
        waitUntil(() -> robot.lookup("#pods-table").tryQuery().isPresent());
        assertThat(robot.lookup("#pods-table").queryTableView().getItems()).hasSize(3);
        assertThat(textOf("#system-state")).contains("istiod: configuration 2: 2 of 2");
        robot.interact(() ->
                robot.lookup("#pods-table").queryTableView().getSelectionModel().select(0));
        robot.clickOn("Details");
        waitUntil(() -> robot.lookup("#details-page").tryQuery().isPresent());
        assertThat(wordsUnder(robot, "#details-page")).contains("legacy/cron");
    }

    private boolean isThere(String id) {
        return robot.lookup((Node node) -> id.equals(node.getId())).tryQuery().isPresent();
    }

    private void choose(String link) {
        Node arrow = robot.lookup((Node node) -> ("link " + link).equals(node.getId()))
                .query();
        robot.clickOn(arrow);
    }

    private String textOf(String label) {
        return robot.lookup(label).queryLabeled().getText();
    }
}
