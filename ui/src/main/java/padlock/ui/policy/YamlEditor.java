package padlock.ui.policy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import javafx.collections.ListChangeListener;
import javafx.geometry.Point2D;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import org.fxmisc.flowless.VirtualizedScrollPane;
import org.fxmisc.richtext.CodeArea;
import org.fxmisc.richtext.LineNumberFactory;
import org.fxmisc.richtext.event.MouseOverTextEvent;
import org.fxmisc.richtext.model.StyleSpans;
import org.fxmisc.richtext.model.StyleSpansBuilder;
import org.fxmisc.richtext.model.TwoDimensional.Bias;
import padlock.scenario.file.Problem;
import padlock.ui.text.Texts;

/** Writes YAML: in colours, with its mistakes underlined as they are typed, and what to do about each. */
final class YamlEditor extends BorderPane {

    private static final String INDENT = "  ";

    private final PolicyViewModel model;
    private final CodeArea area = new CodeArea();
    private final Tooltip hint = new Tooltip();

    /** @param leave gives the focus to somebody else: the tab key indents here */
    YamlEditor(PolicyViewModel model, Runnable leave) {
        this.model = model;
        area.setId("policy-editor");
        area.setAccessibleText(Texts.of("policy.editor"));
        Label prompt = new Label(Texts.of("policy.editor"));
        prompt.setWrapText(true);
        prompt.getStyleClass().add("text-muted");
        prompt.maxWidthProperty().bind(area.widthProperty().multiply(0.8));
        area.setPlaceholder(prompt);
        area.setParagraphGraphicFactory(LineNumberFactory.get(area));
        area.setWrapText(false);
        getStyleClass().add("yaml-editor");
        setCenter(new VirtualizedScrollPane<>(area));
        area.replaceText(model.text().get());
        area.textProperty().addListener((property, before, now) -> model.text().set(now));
        model.text().addListener((property, before, now) -> show(now));
        model.problems().addListener((ListChangeListener<Problem>) change -> colour());
        model.pointedAt().addListener((property, before, line) -> line.ifPresent(this::pointAt));
        area.addEventFilter(KeyEvent.KEY_PRESSED, event -> onKey(event, leave));
        explainUnderThePointer();
        colour();
    }

    private void show(String text) {
        if (!text.equals(area.getText())) {
            area.replaceText(text);
            area.moveTo(0);
            area.requestFollowCaret();
        }
        colour();
    }

    /** Goes to a line, and selects it so that it is seen. */
    private void pointAt(int line) {
        int paragraph = Math.min(line, area.getParagraphs().size()) - 1;
        area.moveTo(paragraph, 0);
        area.selectLine();
        area.requestFollowCaret();
        area.requestFocus();
    }

    private void onKey(KeyEvent event, Runnable leave) {
        if (event.getCode() == KeyCode.TAB) {
            if (event.isShiftDown() || event.isControlDown()) {
                leave.run();
            } else {
                area.replaceSelection(INDENT);
            }
            event.consume();
        }
    }

    private void explainUnderThePointer() {
        area.setMouseOverTextDelay(Duration.ofMillis(300));
        area.addEventHandler(MouseOverTextEvent.MOUSE_OVER_TEXT_BEGIN, event -> {
            int line = 1
                    + area.offsetToPosition(event.getCharacterIndex(), Bias.Forward)
                            .getMajor();
            String words = model.problems().stream()
                    .filter(problem -> problem.line() == line)
                    .map(problem -> problem.message() + (problem.hint().isEmpty() ? "" : " (" + problem.hint() + ")"))
                    .collect(Collectors.joining("\n"));
            if (!words.isEmpty()) {
                Point2D place = event.getScreenPosition();
                hint.setText(words);
                hint.show(area, place.getX(), place.getY() + 14);
            }
        });
        area.addEventHandler(MouseOverTextEvent.MOUSE_OVER_TEXT_END, event -> hint.hide());
    }

    private void colour() {
        if (area.getLength() > 0) {
            area.setStyleSpans(0, styles(area.getText(), model.problems()));
        }
    }

    /** The styles of a text, and of the lines in which something is wrong. */
    static StyleSpans<Collection<String>> styles(String text, List<Problem> problems) {
        StyleSpansBuilder<Collection<String>> tokens = new StyleSpansBuilder<>();
        int at = 0;
        for (YamlToken token : YamlToken.of(text)) {
            tokens.add(List.of(), token.begin() - at);
            tokens.add(List.of(token.kind().style()), token.end() - token.begin());
            at = token.end();
        }
        tokens.add(List.of(), text.length() - at);
        return tokens.create().overlay(underlined(text, problems), YamlEditor::both);
    }

    private static StyleSpans<Collection<String>> underlined(String text, List<Problem> problems) {
        List<Integer> wrong = problems.stream().map(Problem::line).toList();
        StyleSpansBuilder<Collection<String>> lines = new StyleSpansBuilder<>();
        String[] all = text.split("\n", -1);
        for (int i = 0; i < all.length; i++) {
            int indent = all[i].length() - all[i].stripLeading().length();
            lines.add(List.of(), indent);
            lines.add(wrong.contains(i + 1) ? List.of("yaml-problem") : List.of(), all[i].length() - indent);
            lines.add(List.of(), i + 1 < all.length ? 1 : 0);
        }
        return lines.create();
    }

    private static Collection<String> both(Collection<String> one, Collection<String> other) {
        List<String> styles = new ArrayList<>(one);
        styles.addAll(other);
        return styles;
    }
}
