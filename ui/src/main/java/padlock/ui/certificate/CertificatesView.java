package padlock.ui.certificate;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import javafx.beans.property.SimpleStringProperty;
import javafx.collections.FXCollections;
import javafx.geometry.Insets;
import javafx.geometry.Orientation;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import padlock.ui.certificate.CertificatesViewModel.Chart;
import padlock.ui.certificate.CertificatesViewModel.Holder;
import padlock.ui.certificate.CertificatesViewModel.Lifetime;
import padlock.ui.certificate.CertificatesViewModel.Trust;
import padlock.ui.control.Moments;
import padlock.ui.player.PlayerViewModel;
import padlock.ui.text.Texts;

/** Lifetimes as bars along simulated time, and under them the same as a table. */
public final class CertificatesView extends BorderPane {

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final PlayerViewModel player;
    private final CertificatesViewModel model;
    private final GridPane bars = new GridPane();
    private final TableView<Row> table = new TableView<>();

    /** A certificate and who holds it, for the table. */
    private record Row(Holder holder, Lifetime lifetime) {}

    public CertificatesView(PlayerViewModel player, CertificatesViewModel model) {
        this.player = player;
        this.model = model;
        bars.setId("certificates-bars");
        bars.setHgap(10);
        bars.setVgap(4);
        bars.setPadding(new Insets(10));
        ColumnConstraints names = new ColumnConstraints();
        names.setMinWidth(ColumnConstraints.CONSTRAIN_TO_PREF);
        ColumnConstraints times = new ColumnConstraints();
        times.setHgrow(Priority.ALWAYS);
        times.setFillWidth(true);
        bars.getColumnConstraints().addAll(names, times);
        ScrollPane scroll = new ScrollPane(bars);
        scroll.setFitToWidth(true);
        columns();
        SplitPane split = new SplitPane(scroll, table);
        split.setOrientation(Orientation.VERTICAL);
        split.setDividerPositions(0.55);
        setCenter(split);
        model.chart().addListener((property, before, now) -> draw());
        player.now().addListener((property, before, now) -> draw());
        draw();
    }

    private void draw() {
        Chart chart = model.chart().get();
        Instant now = player.now().get();
        bars.getChildren().clear();
        Label span =
                new Label(Texts.of("certificates.span", Moments.words(Duration.between(chart.from(), chart.to()))));
        span.getStyleClass().add("text-muted");
        span.setWrapText(true);
        bars.add(span, 0, 0, 2, 1);
        int line = 1;
        for (Holder holder : chart.holders()) {
            bars.add(head(holder, now), 0, line);
            bars.add(new LifetimeBar(chart, holder, now), 1, line);
            line++;
        }
        List<Row> rows = new ArrayList<>();
        chart.holders()
                .forEach(holder -> holder.lifetimes().stream()
                        .filter(each -> !each.since().isAfter(now))
                        .forEach(each -> rows.add(new Row(holder, each))));
        if (!rows.equals(table.getItems())) {
            table.setItems(FXCollections.observableArrayList(rows));
        }
        table.refresh();
    }

    private static VBox head(Holder holder, Instant now) {
        Label name = new Label(holder.name(), new FontIcon(holder.authority() ? Feather.AWARD : Feather.FILE_TEXT));
        name.getStyleClass().add("text-bold");
        VBox head = new VBox(name);
        holder.trusts(now).ifPresent(trust -> {
            Label trusts = new Label(trusted(trust));
            trusts.getStyleClass().addAll("text-small", "text-muted");
            head.getChildren().add(trusts);
        });
        return head;
    }

    private static String trusted(Trust trust) {
        return Texts.of("certificates.trusts", String.join(", ", trust.roots()));
    }

    private void columns() {
        table.setId("certificates-table");
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        add("certificates.holder", 150, row -> row.holder().name());
        add("certificates.identity", 170, row -> row.lifetime().identity());
        add("certificates.since", 135, row -> minute(row.lifetime().since()));
        add("certificates.until", 135, row -> minute(row.lifetime().notAfter()));
        add(
                "certificates.renewal",
                190,
                row -> row.lifetime().rotatesAt().map(CertificatesView::minute).orElse("–"));
        add(
                "certificates.state",
                90,
                row -> Texts.of("certificate."
                        + row.lifetime().state(player.now().get()).word()));
        table.setOnMouseClicked(event -> {
            Row chosen = table.getSelectionModel().getSelectedItem();
            if (chosen != null && event.getClickCount() == 2) {
                model.goTo(chosen.lifetime());
            }
        });
    }

    private static String minute(Instant at) {
        return MINUTE.format(at);
    }

    private void add(String key, double width, Function<Row, String> value) {
        TableColumn<Row, String> column = new TableColumn<>(Texts.of(key));
        column.setCellValueFactory(row -> new SimpleStringProperty(value.apply(row.getValue())));
        column.setPrefWidth(width);
        table.getColumns().add(column);
    }
}
