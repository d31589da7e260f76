package padlock.ui.handshake;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.layout.HBox;
import padlock.tls.capture.Node;

/** A dump of bytes, in which a part can be pointed at. */
final class HexView extends ListView<Integer> {

    private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");
    private static final PseudoClass POINTED = PseudoClass.getPseudoClass("pointed");
    private static final int NARROW = 8;
    private static final int WIDE = 16;

    /** So much room sixteen bytes take. */
    private static final double WIDE_LINE = 560;

    private final IntConsumer point;
    private byte[] bytes = {};
    private int perLine = NARROW;
    private Optional<Node> chosen = Optional.empty();
    private Optional<Node> pointed = Optional.empty();

    /** @param point is told which byte the person points at */
    HexView(IntConsumer point) {
        this.point = point;
        getStyleClass().add("hex");
        setFocusTraversable(true);
        setCellFactory(view -> new Line());
        widthProperty().addListener((property, before, now) -> fold());
    }

    /** Whether these bytes are in the dump. */
    boolean holds(byte[] content) {
        return Arrays.equals(bytes, content);
    }

    void show(byte[] content, Node part) {
        bytes = content;
        chosen = Optional.of(part);
        pointed = Optional.empty();
        perLine = 0;
        fold();
        scrollTo(Math.max(0, part.offset() / perLine - 2));
    }

    /** A part in other bytes than these is nowhere here. */
    void point(Optional<Node> part) {
        pointed = part;
        refresh();
        part.ifPresent(node -> {
            int line = node.offset() / perLine;
            if (line < firstLine() || line > lastLine()) {
                scrollTo(Math.max(0, line - 2));
            }
        });
    }

    private int firstLine() {
        return lines().min().orElse(0);
    }

    private int lastLine() {
        return lines().max().orElse(Integer.MAX_VALUE);
    }

    private IntStream lines() {
        return lookupAll(".hex-line").stream()
                .map(Line.class::cast)
                .filter(line -> !line.isEmpty() && line.isVisible())
                .mapToInt(line -> line.getItem() / perLine);
    }

    private void fold() {
        int fitting = getWidth() >= WIDE_LINE ? WIDE : NARROW;
        if (fitting != perLine) {
            perLine = fitting;
            List<Integer> offsets = new ArrayList<>();
            for (int offset = 0; offset < bytes.length; offset += perLine) {
                offsets.add(offset);
            }
            getItems().setAll(offsets);
        }
    }

    private static boolean covers(Optional<Node> part, int offset) {
        return part.filter(node -> node.offset() <= offset && offset < node.offset() + node.length())
                .isPresent();
    }

    private final class Line extends ListCell<Integer> {

        private final Label place = new Label();
        private final List<Label> hex = new ArrayList<>();
        private final Label text = new Label();
        private final HBox line = new HBox(place);

        Line() {
            getStyleClass().add("hex-line");
            place.getStyleClass().add("hex-place");
            text.getStyleClass().add("hex-text");
            for (int i = 0; i < WIDE; i++) {
                Label each = new Label();
                int column = i;
                each.getStyleClass().add("hex-byte");
                each.setOnMouseEntered(event -> point.accept(getItem() + column));
                hex.add(each);
            }
            line.getChildren().addAll(hex);
            line.getChildren().add(text);
        }

        @Override
        protected void updateItem(Integer offset, boolean empty) {
            super.updateItem(offset, empty);
            setText(null);
            if (empty) {
                setGraphic(null);
                return;
            }
            place.setText(String.format("%04x", offset));
            StringBuilder printed = new StringBuilder();
            for (int column = 0; column < WIDE; column++) {
                boolean there = column < perLine && offset + column < bytes.length;
                Label each = hex.get(column);
                each.setVisible(there);
                each.setManaged(column < perLine);
                each.setText(there ? String.format("%02x", bytes[offset + column]) : "");
                each.pseudoClassStateChanged(CHOSEN, covers(chosen, offset + column));
                each.pseudoClassStateChanged(POINTED, covers(pointed, offset + column));
                if (there) {
                    char letter = (char) (bytes[offset + column] & 0xff);
                    printed.append(letter >= ' ' && letter < 0x7f ? letter : '.');
                }
            }
            text.setText(printed.toString());
            setGraphic(line);
        }
    }
}
