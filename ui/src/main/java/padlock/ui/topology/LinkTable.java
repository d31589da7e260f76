package padlock.ui.topology;

import java.util.Optional;
import java.util.function.Function;
import javafx.beans.property.SimpleStringProperty;
import javafx.collections.FXCollections;
import javafx.geometry.Insets;
import javafx.geometry.Orientation;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.BorderPane;
import padlock.mesh.history.CallView;
import padlock.mesh.history.Link;
import padlock.mesh.history.MeshView;
import padlock.mesh.history.WorkloadName;
import padlock.ui.control.WhileShown;
import padlock.ui.player.PlayerViewModel;
import padlock.ui.text.Texts;

/** The picture of the mesh as tables: every connection and every pod, and how it stands now. */
public final class LinkTable extends BorderPane {

    private final PlayerViewModel model;
    private final TableView<Link> table = new TableView<>();

    public LinkTable(PlayerViewModel model) {
        this.model = model;
        table.setId("links-table");
        model.played().addListener((property, before, now) -> fill());
        fill();
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_ALL_COLUMNS);
        table.setPlaceholder(new Label(Texts.of("links.none")));
        add("links.from", 150, link -> link.from().toString());
        add("links.to", 230, Link::to);
        add(
                "links.endpoint",
                200,
                link -> link.endpoint().map(WorkloadName::toString).orElse("–"));
        add(
                "links.state",
                120,
                link -> Texts.of("state." + LinkState.of(last(link)).word()));
        add(
                "links.reason",
                150,
                link -> last(link).map(call -> call.verdict().reason().text()).orElse(""));
        add(
                "links.status",
                110,
                link -> last(link)
                        .flatMap(CallView::status)
                        .map(String::valueOf)
                        .orElse(""));
        table.getSelectionModel()
                .selectedItemProperty()
                .addListener((property, before, chosen) -> Optional.ofNullable(chosen)
                        .ifPresent(link -> model.selected().set(Optional.of(link))));
        PodTable pods = new PodTable(model);
        Label system = new Label();
        system.setId("system-state");
        system.setPadding(new Insets(8, 12, 8, 12));
        WhileShown telling = new WhileShown(this, () -> {
            table.refresh();
            pods.show();
            system.setText(system());
        });
        system.setText(system());
        model.now().addListener((property, before, now) -> telling.changed());
        SplitPane split = new SplitPane(table, new BorderPane(pods, system, null, null, null));
        split.setOrientation(Orientation.VERTICAL);
        setCenter(split);
    }

    /** What the picture says of those who look after the mesh. */
    private String system() {
        MeshView mesh = model.mesh().get();
        return Texts.of("mesh.control-plane") + ": " + Standings.controlPlane(mesh) + "   ·   "
                + Texts.of("mesh.authority") + ": " + Standings.authority(mesh);
    }

    private void fill() {
        table.setItems(FXCollections.observableList(model.links().links()));
    }

    private Optional<CallView> last(Link link) {
        return model.links().last(link, model.now().get());
    }

    private void add(String key, double width, Function<Link, String> value) {
        TableColumn<Link, String> column = new TableColumn<>(Texts.of(key));
        column.setCellValueFactory(row -> new SimpleStringProperty(value.apply(row.getValue())));
        column.setPrefWidth(width);
        table.getColumns().add(column);
    }
}
