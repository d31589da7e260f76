package padlock.ui.topology;

import java.util.Collections;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import padlock.ui.control.IconButton;
import padlock.ui.text.Texts;

/** A namespace round its workloads; or, collapsed, in place of them. */
final class NamespaceBox extends BorderPane {

    private static final PseudoClass COLLAPSED = PseudoClass.getPseudoClass("collapsed");

    private final String name;
    private final Label inside = new Label();
    private final HBox head;

    /** @param toggle collapses it, or shows what is in it again */
    NamespaceBox(String name, boolean collapsed, Runnable point, Runnable toggle) {
        this.name = name;
        Label title = new Label(name, new FontIcon(Feather.BOX));
        title.setId("namespace " + name);
        title.getStyleClass().add("namespace-title");
        title.setAccessibleText(Texts.of("mesh.namespace", name));
        Pointing.at(title, point);
        Button fold = IconButton.flat(
                collapsed ? Feather.PLUS_SQUARE : Feather.MINUS_SQUARE,
                collapsed ? "mesh.expand" : "mesh.collapse",
                toggle);
        fold.setId("fold " + name);
        fold.setAccessibleText(fold.getAccessibleText() + ": " + name);
        fold.getStyleClass().add("namespace-fold");
        head = new HBox(title, fold);
        head.setAlignment(Pos.CENTER_LEFT);
        head.setPickOnBounds(false);
        getStyleClass().add("namespace");
        pseudoClassStateChanged(COLLAPSED, collapsed);
        if (collapsed) {
            setTop(head);
            inside.getStyleClass().add("workload-state");
            inside.setWrapText(true);
            inside.setPadding(new Insets(0, 12, 8, 12));
            setCenter(inside);
            BorderPane.setAlignment(inside, Pos.CENTER_LEFT);
        }
    }

    /** Its name, which of an expanded one lies above the lines that cross it. */
    Node head() {
        return head;
    }

    /** @param hidden how the connections stand that nobody sees while it is collapsed */
    void show(int workloads, List<LinkState> hidden) {
        String words = hidden.isEmpty()
                ? Texts.of("mesh.inside", workloads)
                : Texts.of(
                        "mesh.inside.worst",
                        workloads,
                        hidden.size(),
                        Texts.of("state." + Collections.max(hidden).word()));
        if (!words.equals(inside.getText())) {
            inside.setText(words);
            inside.getStyleClass().removeIf(style -> style.startsWith("state-"));
            if (!hidden.isEmpty()) {
                inside.setGraphic(new FontIcon(LinkArrow.icon(Collections.max(hidden))));
                inside.getStyleClass().add("state-" + Collections.max(hidden).word());
            }
            inside.setAccessibleText(name + ", " + words);
        }
    }
}
