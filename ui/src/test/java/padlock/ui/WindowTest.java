package padlock.ui;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.fxmisc.richtext.CodeArea;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;
import org.testfx.util.WaitForAsyncUtils;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import padlock.scenario.cli.Padlock;
import padlock.scenario.cli.Surroundings;
import padlock.ui.export.Export;
import padlock.ui.file.Desk;
import padlock.ui.file.Taste;
import padlock.ui.player.PlayerViewModel;
import padlock.ui.tour.Tour;
import padlock.ui.welcome.CatalogueEntry;

import static org.assertj.core.api.Assertions.assertThat;
import static padlock.ui.Patience.click;
import static padlock.ui.Patience.waitUntil;
import static padlock.ui.Reading.wordsUnder;

/** What a person does in the window. */
@ExtendWith(ApplicationExtension.class)
final class WindowTest {

    @TempDir
    private Path folder;

    private Shell shell;

    @Start
    void open(Stage stage) {
        shell = Opened.window(stage, new Desk(folder.resolve("desk")), 1366, 768);
    }

    @Stop
    void close() {
        shell.close();
    }

    @Test
    void theArticleIsOpenedPlayedToItsFirstFailureAndToldWhy(FxRobot robot) throws Exception {
        openTheArticle(robot);
        robot.type(KeyCode.F);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(wordsUnder(robot, "#story-page"))
                .contains("legacy/cron calls http://backend.my-app-namespace:8080/")
                .contains("The server demands mutual TLS on this port, and the client sent plaintext.")
                .contains("curl: (56) Recv failure: Connection reset by peer")
                .contains("PeerAuthentication/istio-system/default, mesh-strict.yaml:8")
                .contains("filter_chain_not_found");
    }

    @Test
    void theLegendIsThereWithoutAsking(FxRobot robot) throws Exception {
        openTheArticle(robot);
        assertThat(wordsUnder(robot, "#mesh-legend"))
                .contains("mutual TLS")
                .contains("plaintext")
                .contains("denied")
                .contains("failed");
    }

    @Test
    void searchingTheCatalogueFindsByEveryWord(FxRobot robot) throws Exception {
        click(robot, "#welcome-search");
        robot.write("selector root");
        WaitForAsyncUtils.waitForFxEvents();
        ListView<CatalogueEntry> list = robot.lookup("#welcome-list").queryListView();
        assertThat(list.getItems()).extracting(CatalogueEntry::name).contains("selector-in-root-namespace");
        assertThat(list.getItems()).hasSizeLessThan(10);
    }

    @Test
    void aPermissivePolicyAppliedNowLetsTheCallerInAndCanBeUndone(FxRobot robot) throws Exception {
        openTheArticle(robot);
        robot.type(KeyCode.F);
        click(robot, "Policies");
        click(robot, "#policy-new", "PeerAuthentication PERMISSIVE");
        click(robot, "#policy-apply");
        waitUntil(() -> !robot.lookup("Other than before:").queryAll().isEmpty());
        assertThat(wordsUnder(robot, "#policy-differences"))
                .contains("legacy/cron > backend.my-app-namespace.svc.cluster.local:8080 > my-app-namespace/backend:"
                        + " failed → plaintext");
        assertThat(robot.lookup("#policy-undo").queryButton().isDisabled()).isFalse();
        click(robot, "#policy-undo");
        assertThat(wordsUnder(robot, "#policy-differences")).contains("plaintext → failed");
    }

    @Test
    void aMistakeInAPolicyIsNamedAsItIsTypedAndCannotBeApplied(FxRobot robot) throws Exception {
        openTheArticle(robot);
        click(robot, "Policies");
        CodeArea editor = robot.lookup("#policy-editor").queryAs(CodeArea.class);
        robot.interact(() -> editor.replaceText(String.join(
                "\n",
                "apiVersion: security.istio.io/v1",
                "kind: PeerAuthentication",
                "metadata: {name: x, namespace: my-app-namespace}",
                "spec: {mtls: {mode: STRIKT}}")));
        assertThat(editor.getStyleAtPosition(3, 10)).contains("yaml-problem");
        assertThat(editor.getStyleAtPosition(1, 2)).containsExactly("yaml-key");
        assertThat(wordsUnder(robot, "#policy-problems")).contains("Line 4").contains("STRIKT");
        assertThat(robot.lookup("#policy-apply").queryButton().isDisabled()).isTrue();
    }

    @Test
    void everyCommandIsListedWithItsKeyAndEscapeClosesTheList(FxRobot robot) throws Exception {
        openTheArticle(robot);
        robot.type(KeyCode.F1);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(wordsUnder(robot, "#shortcuts"))
                .contains("To the next failure\nF\n")
                .contains("Light or dark\nCtrl+D\n");
        robot.type(KeyCode.ESCAPE);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(robot.lookup("#shortcuts").tryQuery()).isEmpty();
    }

    @Test
    void whoeverWritesKeepsTheLetters(FxRobot robot) throws Exception {
        openTheArticle(robot);
        String before = robot.lookup("#time-clock").queryLabeled().getText();
        click(robot, "Events", "#events-search");
        robot.write("fc");
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(robot.lookup("#events-search").queryTextInputControl().getText())
                .isEqualTo("fc");
        assertThat(robot.lookup("#time-clock").queryLabeled().getText()).isEqualTo(before);
    }

    @Test
    void whatWasPlayedIsSavedAndReopenedAndRunsTheSameOnTheCommandLine(FxRobot robot) throws Exception {
        openTheArticle(robot);
        assertThat(fingerprint()).isEqualTo(fingerprintOnTheCommandLine("article"));
        robot.type(KeyCode.F);
        applyPermissive(robot);
        String played = fingerprint();
        Path saved = folder.resolve("saved");
        robot.interact(() -> shell.save(saved));
        waitUntil(() ->
                Files.exists(saved.resolve("scenario.yaml")) && !title(robot).contains("(not saved)"));
        assertThat(fingerprintOnTheCommandLine(saved.toString())).isEqualTo(played);
        robot.interact(() -> shell.open(List.of(saved.toFile())));
        waitUntil(() -> isPlaying() && robot.lookup("#policy-list").tryQuery().isPresent());
        assertThat(fingerprint()).isEqualTo(played);
        goHome(robot);
        assertThat(wordsUnder(robot, "#welcome-before")).contains("Opened before\nsaved\n");
    }

    @Test
    void whatWasNotSavedIsOfferedOnTheFirstPageUntilItIsDiscarded(FxRobot robot) throws Exception {
        openTheArticle(robot);
        robot.type(KeyCode.F);
        applyPermissive(robot);
        String played = fingerprint();
        assertThat(title(robot)).endsWith("(not saved)");
        goHome(robot);
        click(robot, "Go on with it");
        waitUntil(this::isPlaying);
        assertThat(fingerprint()).isEqualTo(played);
        goHome(robot);
        click(robot, "Discard");
        waitUntil(() -> robot.lookup("Discard").tryQuery().isEmpty());
    }

    @Test
    void whatWasTypedJustBeforeLeavingIsThereAgain(FxRobot robot) throws Exception {
        openTheArticle(robot);
        click(robot, "Policies", "#policy-editor");
        robot.write("kind");
        goHome(robot);
        click(robot, "Go on with it");
        waitUntil(this::isPlaying);
        assertThat(shell.policies().orElseThrow().text().get()).isEqualTo("kind");
    }

    @Test
    void whatWasTypedJustBeforeTheWindowClosesIsKept(FxRobot robot) throws Exception {
        openTheArticle(robot);
        click(robot, "Policies", "#policy-editor");
        robot.write("kind");
        robot.interact(shell::close);
        assertThat(new Desk(folder.resolve("desk")).unsaved())
                .extracting(Desk.Unsaved::draft)
                .containsExactly("kind");
    }

    @Test
    void whoeverOpensSomethingElseFindsBothAgain(FxRobot robot) throws Exception {
        openTheArticle(robot);
        robot.type(KeyCode.F);
        applyPermissive(robot);
        String played = fingerprint();
        robot.interact(() -> shell.open(
                List.of(Opened.CATALOGUE.resolve("headless-with-one-bare-pod").toFile())));
        waitUntil(() -> isPlaying() && !fingerprint().equals(played));
        click(robot, "Policies", "#policy-editor");
        robot.write("kind");
        goHome(robot);
        assertThat(new Desk(folder.resolve("desk")).unsaved())
                .extracting(Desk.Unsaved::draft)
                .containsExactly("", "kind");
    }

    @Test
    void aBadFileIsAMessageWithPathLineAndHint(FxRobot robot) throws Exception {
        Path bad =
                Files.writeString(folder.resolve("bad.yaml"), "apiVersion: v1\nkind: Service\nmetadata: {nmae: x}\n");
        robot.interact(() -> shell.open(List.of(bad.toFile())));
        waitUntil(() -> robot.lookup("#problems-list").tryQuery().isPresent());
        ListView<String> problems = robot.lookup("#problems-list").queryListView();
        assertThat(problems.getItems())
                .isNotEmpty()
                .allSatisfy(problem -> assertThat(problem).startsWith(bad + ":3: "));
    }

    @Test
    void whatTakesLongCanBeCancelled(FxRobot robot) throws Exception {
        robot.interact(() -> {
            robot.lookup("#welcome-article").queryButton().fire();
            robot.lookup("#shell-cancel-large").queryButton().fire();
        });
        waitUntil(() -> robot.lookup("#welcome-list").tryQuery().isPresent());
        assertThat(robot.lookup("#time-slider").tryQuery()).isEmpty();
    }

    @Test
    void aChangeThatIsCancelledLeavesTheRunAsItWasAndTheWindowGoesOn(FxRobot robot) throws Exception {
        openTheArticle(robot);
        robot.type(KeyCode.F);
        String before = fingerprint();
        click(robot, "Policies");
        click(robot, "#policy-new", "PeerAuthentication PERMISSIVE");
        robot.interact(() -> {
            robot.lookup("#policy-apply").queryButton().fire();
            assertThat(robot.lookup("#shell-part").queryLabeled().getText()).isNotEmpty();
            robot.lookup("#shell-cancel").queryButton().fire();
        });
        assertThat(robot.lookup("#shell-cancel").query().getParent().isVisible())
                .isFalse();
        assertThat(robot.lookup("#policy-undo").queryButton().isDisabled()).isTrue();
        click(robot, "#policy-apply");
        waitUntil(() -> !fingerprint().equals(before));
        click(robot, "#policy-undo");
        assertThat(fingerprint()).isEqualTo(before);
    }

    @Test
    void aFaultIsInjectedAtTheCurrentMomentAndUndoneByItsKey(FxRobot robot) throws Exception {
        openTheArticle(robot);
        String before = fingerprint();
        robot.interact(() -> MainViews.select(robot, "player-faults"));
        robot.interact(() ->
                robot.lookup("#fault-kind").queryComboBox().getSelectionModel().select(1));
        click(robot, "#fault-field-for .text-field");
        robot.eraseText(3);
        click(robot, "#fault-inject");
        waitUntil(() -> !fingerprint().equals(before));
        assertThat(robot.lookup("Other than before:").queryAll()).isNotEmpty();
        robot.press(KeyCode.CONTROL).type(KeyCode.Z).release(KeyCode.CONTROL);
        waitUntil(() -> fingerprint().equals(before));
    }

    @Test
    void playingStopsAtTheFirstFailureIfThePersonSaysSo(FxRobot robot) throws Exception {
        openTheArticle(robot);
        robot.press(KeyCode.CONTROL).type(KeyCode.B).release(KeyCode.CONTROL);
        click(robot, "#stop-failure");
        robot.type(KeyCode.ESCAPE);
        PlayerViewModel player = shell.playing().orElseThrow();
        robot.interact(() -> {
            player.speed().set(PlayerViewModel.Speed.HOUR);
            player.togglePlaying();
        });
        waitUntil(() -> !player.playing().get());
        assertThat(player.elapsed()).isBetween(Duration.ofMinutes(2), Duration.ofSeconds(130));
    }

    @Test
    void thePictureLeavesTheWindowWholeAsPngAndWithItsWordsAsSvg(FxRobot robot) throws Exception {
        openTheArticle(robot);
        robot.type(KeyCode.F);
        BufferedImage png = ImageIO.read(exported(robot, Export.PNG).toFile());
        assertThat(png.getWidth() * png.getHeight()).isGreaterThan(700_000);
        assertThat(png.getRGB(0, 0)).isEqualTo(0xFFFFFFFF);
        Document svg = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(exported(robot, Export.SVG).toFile());
        NodeList words = svg.getElementsByTagName("text");
        assertThat(IntStream.range(0, words.getLength()).mapToObj(words::item).map(org.w3c.dom.Node::getTextContent))
                .contains("frontend", "backend", "my-app-namespace", "failed", "mutual TLS");
        assertThat(svg.getElementsByTagName("polyline").getLength()).isEqualTo(3);
        NodeList icons = svg.getElementsByTagName("path");
        assertThat(icons.getLength()).isGreaterThan(5);
        assertThat(IntStream.range(0, icons.getLength())
                        .mapToObj(icons::item)
                        .map(icon -> icon.getAttributes().getNamedItem("d").getNodeValue()))
                .as("outlines are drawn where their group lies")
                .allSatisfy(outline -> assertThat(outline).matches("M-?[0-9]{1,2}(\\.[0-9]+)? .*"));
    }

    @Test
    void theRunLeavesTheWindowAsAReportAndAsACapture(FxRobot robot) throws Exception {
        openTheArticle(robot);
        assertThat(Files.readString(exported(robot, Export.REPORT)))
                .contains("<html")
                .contains(fingerprint());
        assertThat(Files.readAllBytes(exported(robot, Export.CAPTURE))).startsWith(0x0A, 0x0D, 0x0D, 0x0A);
    }

    @Test
    void whatCannotBeWrittenIsToldWithItsPlace(FxRobot robot) throws Exception {
        openTheArticle(robot);
        Path nowhere = folder.resolve("nowhere").resolve("report.html");
        robot.interact(() -> shell.export(Export.REPORT, nowhere));
        waitUntil(() -> robot.lookup("#problems-list").tryQuery().isPresent());
        ListView<String> problems = robot.lookup("#problems-list").queryListView();
        assertThat(problems.getItems()).singleElement().asString().startsWith(nowhere + ":1: ");
    }

    private Path exported(FxRobot robot, Export export) throws Exception {
        Path file = folder.resolve("exported." + export.ending());
        robot.interact(() -> shell.export(export, file));
        waitUntil(() -> Files.exists(file)
                && !robot.lookup("#shell-cancel").query().getParent().isVisible());
        return file;
    }

    @Test
    void theTourLeadsThroughTheArticleAndEverythingItPointsAtIsThere(FxRobot robot) throws Exception {
        click(robot, "#welcome-tour");
        waitUntil(() -> robot.lookup("#tour-words").tryQuery().isPresent());
        PlayerViewModel player = shell.playing().orElseThrow();
        for (Tour.Stop stop : Tour.STOPS) {
            WaitForAsyncUtils.waitForFxEvents();
            assertThat(robot.lookup("#tour-words").queryLabeled().getText()).isEqualTo(stop.words());
            assertThat(robot.lookup(stop.target()).tryQuery()).as(stop.target()).isPresent();
            assertThat(player.elapsed()).isEqualTo(stop.at());
            robot.type(KeyCode.ENTER);
        }
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(robot.lookup("#tour").tryQuery()).isEmpty();
    }

    @Test
    void theTourEndsWhenThePersonHasEnough(FxRobot robot) throws Exception {
        click(robot, "#welcome-tour");
        waitUntil(() -> robot.lookup("#tour-words").tryQuery().isPresent());
        robot.type(KeyCode.ESCAPE);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(robot.lookup("#tour").tryQuery()).isEmpty();
        assertThat(isPlaying()).isTrue();
    }

    @Test
    void howThePersonLikesTheWindowIsRemembered(FxRobot robot) throws Exception {
        robot.press(KeyCode.CONTROL).type(KeyCode.D, KeyCode.M, KeyCode.PLUS).release(KeyCode.CONTROL);
        WaitForAsyncUtils.waitForFxEvents();
        Desk desk = new Desk(folder.resolve("desk"));
        waitUntil(() -> desk.taste().equals(new Taste(true, 15, true)));
        robot.press(KeyCode.CONTROL).type(KeyCode.D, KeyCode.M, KeyCode.MINUS).release(KeyCode.CONTROL);
        waitUntil(() -> desk.taste().equals(Taste.PLAIN));
    }

    private static void goHome(FxRobot robot) throws Exception {
        robot.press(KeyCode.CONTROL).type(KeyCode.H).release(KeyCode.CONTROL);
        waitUntil(() -> robot.lookup("#welcome-list").tryQuery().isPresent());
    }

    private void applyPermissive(FxRobot robot) throws Exception {
        click(robot, "Policies");
        click(robot, "#policy-new", "PeerAuthentication PERMISSIVE");
        click(robot, "#policy-apply");
        waitUntil(() -> !robot.lookup("Other than before:").queryAll().isEmpty());
    }

    private boolean isPlaying() {
        return shell.playing().isPresent();
    }

    private String fingerprint() {
        return shell.playing().orElseThrow().played().get().run().recording().fingerprint();
    }

    private static String title(FxRobot robot) {
        return robot.lookup(".window-title").queryLabeled().getText();
    }

    private static String fingerprintOnTheCommandLine(String scenario) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream printer = new PrintStream(out, false, StandardCharsets.UTF_8);
        new Padlock(new Surroundings(
                        InputStream.nullInputStream(), printer, printer, new TreeMap<>(), false, false, Path.of("")))
                .run("run", scenario, "--output", "json");
        Matcher found = Pattern.compile("\"fingerprint\"\\s*:\\s*\"([0-9a-f]{64})\"")
                .matcher(out.toString(StandardCharsets.UTF_8));
        assertThat(found.find()).as(out.toString(StandardCharsets.UTF_8)).isTrue();
        return found.group(1);
    }

    @Test
    void whatIsTypedIntoTheEditorIsAppliedAndItsLettersMoveNothingElse(FxRobot robot) throws Exception {
        openTheArticle(robot);
        robot.type(KeyCode.F);
        String clock = robot.lookup("#time-clock").queryLabeled().getText();
        click(robot, "Policies", "#policy-editor");
        robot.type(KeyCode.F, KeyCode.C, KeyCode.TAB, KeyCode.X);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(robot.lookup("#time-clock").queryLabeled().getText()).isEqualTo(clock);
        robot.press(KeyCode.SHIFT).type(KeyCode.TAB).release(KeyCode.SHIFT);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(robot.lookup("#policy-list").query().isFocused()).isTrue();
    }

    private static void openTheArticle(FxRobot robot) throws Exception {
        click(robot, "#welcome-article");
        waitUntil(() -> robot.lookup("#time-slider").tryQuery().isPresent());
    }
}
