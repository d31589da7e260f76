package padlock.ui;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Bounds;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.text.Text;
import org.fxmisc.flowless.Virtualized;
import org.kordamp.ikonli.javafx.FontIcon;
import padlock.ui.text.Texts;

/** Finds words in a window that are not shown whole: shortened with dots, or beyond the edge. */
final class CutOff {

    private static final double ROUNDING = 1;

    private CutOff() {}

    /**
     * The words that are cut; what can be scrolled to is not cut, nor what the window says lies outside, nor a tab that
     * is in a menu of tabs, nor what a list shortens to a line.
     */
    static List<String> in(Parent window) {
        List<String> cut = new ArrayList<>();
        collect(window, window.getLayoutBounds(), window, cut);
        return cut;
    }

    private static void collect(Node node, Bounds edge, Node window, List<String> cut) {
        if (!node.isVisible()
                || node instanceof IndexedCell
                || node instanceof ScrollPane
                || node.getStyleClass().contains("mesh-drawing") && isToldToGoOn(window)
                || node.getStyleClass().contains("tab-header-area")
                || node.getStyleClass().contains("column-header-background") && canBeScrolled(node.getParent())
                || node instanceof Virtualized) {
            return;
        }
        if (node instanceof Labeled labeled && labeled.getText() != null) {
            String shown = shown(labeled);
            if (!shown.isEmpty() && !shown.equals(labeled.getText())) {
                cut.add("\"" + labeled.getText() + "\" is shortened to \"" + shown + "\"");
            }
        }
        if (node instanceof Text text
                && !(node instanceof FontIcon)
                && !text.getText().isBlank()) {
            Bounds place = window.sceneToLocal(text.localToScene(text.getLayoutBounds()));
            if (place.getMaxX() > edge.getMaxX() + ROUNDING
                    || place.getMaxY() > edge.getMaxY() + ROUNDING
                    || place.getMinX() < edge.getMinX() - ROUNDING
                    || place.getMinY() < edge.getMinY() - ROUNDING) {
                cut.add("\"" + text.getText() + "\" lies beyond the edge");
            }
        }
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> collect(child, edge, window, cut));
        }
    }

    /** Whether the window says that there is more of the mesh than is seen. */
    private static boolean isToldToGoOn(Node window) {
        return window.lookup("#mesh-hint") instanceof Labeled hint
                && hint.getText().equals(Texts.of("mesh.part"));
    }

    /** Whether a table shows a bar to move it sideways. */
    private static boolean canBeScrolled(Node table) {
        return table.lookupAll(".scroll-bar").stream()
                .anyMatch(bar -> bar.isVisible() && ((ScrollBar) bar).getOrientation() == Orientation.HORIZONTAL);
    }

    private static String shown(Labeled labeled) {
        return labeled.getChildrenUnmodifiable().stream()
                .filter(child -> child instanceof Text && !(child instanceof FontIcon))
                .map(child -> ((Text) child).getText())
                .findFirst()
                .orElse("");
    }
}
