package padlock.ui.handshake;

import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.scene.control.TreeCell;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeView;
import padlock.tls.capture.Node;

/** What a record holds, part by part. */
final class PartTree extends TreeView<Node> {

    private static final PseudoClass POINTED = PseudoClass.getPseudoClass("pointed");

    /** Of a value; all of it stands below the tree. */
    private static final int LONGEST = 40;

    private final Consumer<Node> point;
    private Node pointed;

    /** @param point is told which part the person points at or chooses */
    PartTree(Consumer<Node> point) {
        this.point = point;
        setId("handshake-tree");
        setCellFactory(view -> new PartCell());
        getSelectionModel().selectedItemProperty().addListener((property, before, now) -> {
            if (now != null && now.getValue() != pointed) {
                point.accept(now.getValue());
            }
        });
    }

    void show(Node record, Node message) {
        pointed = message;
        TreeItem<Node> root = item(record);
        setRoot(root);
        open(root, message);
    }

    /** Marks a part, and opens what it stands in. */
    void point(Node part) {
        pointed = part;
        TreeItem<Node> found = find(getRoot(), part);
        if (found != null) {
            for (TreeItem<Node> above = found.getParent(); above != null; above = above.getParent()) {
                above.setExpanded(true);
            }
            getSelectionModel().select(found);
            int row = getRow(found);
            if (!isShown(row)) {
                scrollTo(Math.max(0, row - 3));
            }
        }
        refresh();
    }

    private boolean isShown(int row) {
        return lookupAll(".tree-cell").stream()
                .map(cell -> (TreeCell<?>) cell)
                .anyMatch(cell -> cell.isVisible() && !cell.isEmpty() && cell.getIndex() == row);
    }

    private void open(TreeItem<Node> root, Node message) {
        root.setExpanded(true);
        TreeItem<Node> found = find(root, message);
        if (found != null) {
            found.setExpanded(true);
            getSelectionModel().select(found);
            scrollTo(Math.max(0, getRow(found) - 1));
        }
    }

    private static TreeItem<Node> item(Node node) {
        TreeItem<Node> item = new TreeItem<>(node);
        node.parts().forEach(part -> item.getChildren().add(item(part)));
        return item;
    }

    /** Parts may be equal, so it is this very one that is looked for; null if it is not in the tree. */
    private static TreeItem<Node> find(TreeItem<Node> in, Node wanted) {
        if (in == null || in.getValue() == wanted) {
            return in;
        }
        for (TreeItem<Node> each : in.getChildren()) {
            TreeItem<Node> found = find(each, wanted);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static String brief(String value) {
        return value.length() <= LONGEST ? value : value.substring(0, LONGEST) + "…";
    }

    private final class PartCell extends TreeCell<Node> {

        PartCell() {
            setOnMouseEntered(event -> {
                if (getItem() != null && getItem() != pointed) {
                    point.accept(getItem());
                }
            });
        }

        @Override
        protected void updateItem(Node part, boolean empty) {
            super.updateItem(part, empty);
            setText(empty ? null : part.value().isEmpty() ? part.name() : part.name() + ": " + brief(part.value()));
            pseudoClassStateChanged(POINTED, !empty && part == pointed);
        }
    }
}
