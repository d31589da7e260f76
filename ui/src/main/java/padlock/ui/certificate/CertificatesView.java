package padlock.ui.certificate;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.collections.FXCollections;
import javafx.geometry.Insets;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import padlock.ui.certificate.CertificatesViewModel.Chart;
import padlock.ui.certificate.CertificatesViewModel.Holder;
import padlock.ui.certificate.CertificatesViewModel.Lifetime;
import padlock.ui.certificate.CertificatesViewModel.Trust;
import padlock.ui.control.Moments;
import padlock.ui.control.TextTable;
import padlock.ui.control.WhileShown;
import padlock.ui.player.PlayerViewModel;
import padlock.ui.text.Texts;

/** Lifetimes as bars along simulated time, and under them the same as a table. */
public final class CertificatesView extends BorderPane {

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** Beside a name, for its icon, in letters. */
    private static final double ICON = 2;

    private final PlayerViewModel player;
    private final CertificatesViewModel model;
    private final Label span = new Label();
    private final ListView<Holder> bars = new ListView<>();
    private final List<HolderCell> cells = new ArrayList<>();
    private final TextTable<Row> table = new TextTable<>("certificates-table");

    /** A certificate and who holds it, for the table. */
    private record Row(Holder holder, Lifetime lifetime) {}

    public CertificatesView(PlayerViewModel player, CertificatesViewModel model) {
        this.player = player;
        this.model = model;
        span.getStyleClass().add("text-muted");
        span.setWrapText(true);
        span.setMinHeight(USE_PREF_SIZE);
        bars.setId("certificates-bars");
        bars.setCellFactory(view -> {
            HolderCell cell = new HolderCell();
            cells.add(cell);
            return cell;
        });
        VBox.setVgrow(bars, Priority.ALWAYS);
        VBox chart = new VBox(8, span, bars);
        chart.setPadding(new Insets(10));
        columns();
        SplitPane split = new SplitPane(chart, table);
        split.setOrientation(Orientation.VERTICAL);
        split.setDividerPositions(0.55);
        setCenter(split);
        model.chart().addListener((property, before, now) -> draw());
        WhileShown telling = new WhileShown(this, this::tell);
        player.now().addListener((property, before, now) -> telling.changed());
        draw();
    }

    private void draw() {
        Chart chart = model.chart().get();
        span.setText(Texts.of("certificates.span", Moments.words(Duration.between(chart.from(), chart.to()))));
        bars.setItems(FXCollections.observableArrayList(chart.holders()));
        tell();
    }

    private void tell() {
        Instant now = player.now().get();
        cells.forEach(HolderCell::tell);
        List<Row> rows = new ArrayList<>();
        model.chart()
                .get()
                .holders()
                .forEach(holder -> holder.lifetimes().stream()
                        .filter(each -> !each.since().isAfter(now))
                        .forEach(each -> rows.add(new Row(holder, each))));
        table.show(rows);
    }

    /** Enough for the longest name, so that all bars begin at one place. */
    private double room(Font font) {
        double widest = 0;
        for (Holder holder : model.chart().get().holders()) {
            Text text = new Text(holder.name());
            text.setFont(font);
            widest = Math.max(widest, text.getLayoutBounds().getWidth());
        }
        return Math.ceil(widest + ICON * font.getSize());
    }

    private static String trusted(Trust trust) {
        return Texts.of("certificates.trusts", String.join(", ", trust.roots()));
    }

    private void columns() {
        table.add("certificates.holder", row -> row.holder().name());
        table.add("certificates.state", this::state);
        table.add("certificates.since", row -> minute(row.lifetime().since()));
        table.add("certificates.until", row -> minute(row.lifetime().notAfter()));
        table.add(
                "certificates.renewal",
                row -> row.lifetime().rotatesAt().map(CertificatesView::minute).orElse("–"));
        table.add("certificates.identity", row -> row.lifetime().identity());
        table.setOnMouseClicked(event -> {
            Row chosen = table.getSelectionModel().getSelectedItem();
            if (chosen != null && event.getClickCount() == 2) {
                model.goTo(chosen.lifetime());
            }
        });
    }

    private String state(Row row) {
        return Texts.of(
                "certificate." + row.lifetime().state(player.now().get()).word());
    }

    private static String minute(Instant at) {
        return MINUTE.format(at);
    }

    /** A holder by name, whom it trusts, and its certificates. */
    private final class HolderCell extends ListCell<Holder> {

        private final Label name = new Label();
        private final Label trusts = new Label();
        private final VBox head = new VBox(name, trusts);
        private LifetimeBar bar;

        HolderCell() {
            name.getStyleClass().add("text-bold");
            trusts.getStyleClass().addAll("text-small", "text-muted");
            trusts.managedProperty().bind(trusts.visibleProperty());
            trusts.setWrapText(true);
            name.fontProperty().addListener((property, before, now) -> head.setPrefWidth(room(now)));
            head.setMinWidth(USE_PREF_SIZE);
            head.setAlignment(Pos.CENTER_LEFT);
        }

        @Override
        protected void updateItem(Holder holder, boolean empty) {
            super.updateItem(holder, empty);
            if (empty) {
                setGraphic(null);
                return;
            }
            name.setText(holder.name());
            head.setPrefWidth(room(name.getFont()));
            name.setGraphic(new FontIcon(holder.authority() ? Feather.AWARD : Feather.FILE_TEXT));
            bar = new LifetimeBar(model.chart().get(), holder);
            HBox.setHgrow(bar, Priority.ALWAYS);
            HBox row = new HBox(10, head, bar);
            row.setAlignment(Pos.CENTER_LEFT);
            setGraphic(row);
            tell();
        }

        void tell() {
            if (isEmpty()) {
                return;
            }
            Instant now = player.now().get();
            bar.show(now);
            trusts.setVisible(getItem().trusts(now).isPresent());
            trusts.setText(getItem().trusts(now).map(CertificatesView::trusted).orElse(""));
            setAccessibleText(getItem().name() + ": "
                    + getItem()
                            .held(now)
                            .map(held ->
                                    Texts.of("certificate." + held.state(now).word()) + ", "
                                            + Texts.of("certificates.until") + " " + minute(held.notAfter()))
                            .orElse("–"));
        }
    }
}
