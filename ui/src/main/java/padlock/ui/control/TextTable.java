package padlock.ui.control;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import javafx.beans.binding.Bindings;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.collections.FXCollections;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import padlock.ui.text.Texts;

/** A table of words, whose columns are as wide as what stands in them; what has no room is scrolled to. */
public final class TextTable<R> extends TableView<R> {

    /** So many lines are measured: what stands further down is much the same. */
    private static final int MEASURED = 200;

    /** On both sides of a cell, in letters. */
    private static final double AROUND = 1.7;

    /** Of the scroll bar, and the table's edges. */
    private static final double BAR = 18;

    private final List<Function<R, String>> values = new ArrayList<>();
    /** How often what stands in the lines may have changed: each cell looks again, and is drawn again where it has. */
    private final IntegerProperty told = new SimpleIntegerProperty();

    private Font font = Font.getDefault();
    private int measured;

    /** @param id by which it is found */
    public TextTable(String id) {
        setId(id);
        widthProperty().addListener((property, before, now) -> fit());
    }

    /** @param key of the heading */
    public void add(String key, Function<R, String> value) {
        Label heading = new Label(Texts.of(key));
        heading.setMinWidth(USE_PREF_SIZE);
        heading.fontProperty().addListener((property, before, now) -> {
            font = now;
            fit();
        });
        TableColumn<R, String> column = new TableColumn<>();
        column.setGraphic(heading);
        column.setCellValueFactory(row -> Bindings.createStringBinding(() -> value.apply(row.getValue()), told));
        values.add(value);
        getColumns().add(column);
    }

    /** Shows these lines; what stands in them may have changed as well. */
    public void show(List<R> rows) {
        if (!rows.equals(getItems())) {
            setItems(FXCollections.observableArrayList(rows));
            sort();
            fit();
        } else if (longest() > measured) {
            fit();
        }
        told.set(told.get() + 1);
    }

    /** Of letters in any line: where there are more than ever, a column may have become too narrow. */
    private int longest() {
        return getItems().stream()
                .limit(MEASURED)
                .mapToInt(row -> values.stream()
                        .mapToInt(value -> value.apply(row).length())
                        .sum())
                .max()
                .orElse(0);
    }

    private void fit() {
        measured = longest();
        double left = getWidth() - BAR;
        for (int i = 0; i < values.size(); i++) {
            TableColumn<R, ?> column = getColumns().get(i);
            Function<R, String> value = values.get(i);
            String heading = ((Label) column.getGraphic()).getText();
            double widest = Stream.concat(
                            Stream.of(heading),
                            getItems().stream().limit(MEASURED).map(value))
                    .mapToDouble(this::width)
                    .max()
                    .orElse(0);
            double wanted = Math.ceil(widest + AROUND * font.getSize());
            column.setPrefWidth(i == values.size() - 1 ? Math.max(wanted, left) : wanted);
            left -= wanted;
        }
    }

    private double width(String words) {
        Text text = new Text(words);
        text.setFont(font);
        return text.getLayoutBounds().getWidth();
    }
}
