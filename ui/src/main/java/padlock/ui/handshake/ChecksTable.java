package padlock.ui.handshake;

import java.util.function.Function;
import javafx.beans.property.SimpleStringProperty;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import padlock.mesh.history.ToldFlight;
import padlock.ui.text.Texts;

/** The checks of a certificate, one by one, as far as they came. */
final class ChecksTable extends TableView<ToldFlight.Check> {

    private static final PseudoClass FAILED = PseudoClass.getPseudoClass("failed");

    private static final double RESULT_WIDTH = 110;

    ChecksTable() {
        setId("handshake-checks");
        setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        Label none = new Label(Texts.of("handshake.no-checks"));
        none.setWrapText(true);
        setPlaceholder(none);
        TableColumn<ToldFlight.Check, String> passed = column(
                "handshake.check.passed",
                check -> Texts.of(check.passed() ? "handshake.check.yes" : "handshake.check.no"));
        passed.setMaxWidth(RESULT_WIDTH);
        passed.setMinWidth(RESULT_WIDTH);
        passed.setCellFactory(column -> new PassedCell());
        getColumns()
                .add(column(
                        "handshake.check",
                        check -> Texts.orElse("check." + check.name().replace(' ', '-'), check.name())));
        getColumns().add(passed);
        getColumns().add(column("handshake.check.detail", ToldFlight.Check::detail));
    }

    private static TableColumn<ToldFlight.Check, String> column(String key, Function<ToldFlight.Check, String> value) {
        TableColumn<ToldFlight.Check, String> column = new TableColumn<>(Texts.of(key));
        column.setCellValueFactory(row -> new SimpleStringProperty(value.apply(row.getValue())));
        column.setSortable(false);
        return column;
    }

    private static final class PassedCell extends TableCell<ToldFlight.Check, String> {

        @Override
        protected void updateItem(String word, boolean empty) {
            super.updateItem(word, empty);
            ToldFlight.Check check = empty ? null : getTableRow().getItem();
            boolean failed = check != null && !check.passed();
            setText(empty ? null : word);
            setGraphic(check == null ? null : new FontIcon(failed ? Feather.X_CIRCLE : Feather.CHECK));
            pseudoClassStateChanged(FAILED, failed);
        }
    }
}
