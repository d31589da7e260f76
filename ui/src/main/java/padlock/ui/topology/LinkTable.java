package padlock.ui.topology;

import java.util.Optional;
import javafx.geometry.Insets;
import javafx.geometry.Orientation;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.BorderPane;
import padlock.mesh.history.CallView;
import padlock.mesh.history.Link;
import padlock.mesh.history.MeshView;
import padlock.mesh.history.WorkloadName;
import padlock.ui.control.TextTable;
import padlock.ui.control.WhileShown;
import padlock.ui.player.PlayerViewModel;
import padlock.ui.text.Hosts;
import padlock.ui.text.Texts;

/** The picture of the mesh as tables: every connection and every pod, and how it stands now. */
public final class LinkTable extends BorderPane {

    private final PlayerViewModel model;
    private final TextTable<Link> table = new TextTable<>("links-table");

    public LinkTable(PlayerViewModel model) {
        this.model = model;
        table.setPlaceholder(new Label(Texts.of("links.none")));
        table.add("links.from", link -> link.from().toString());
        table.add("links.to", link -> Hosts.shortened(link.to()));
        table.add(
                "links.state",
                link -> Texts.of("state." + LinkState.of(last(link)).word()));
        table.add(
                "links.reason",
                link -> last(link).map(call -> call.verdict().reason().text()).orElse(""));
        table.add(
                "links.status",
                link -> last(link)
                        .flatMap(CallView::status)
                        .map(String::valueOf)
                        .orElse(""));
        table.add(
                "links.endpoint",
                link -> link.endpoint().map(WorkloadName::toString).orElse("–"));
        fill();
        table.getSelectionModel()
                .selectedItemProperty()
                .addListener((property, before, chosen) -> Optional.ofNullable(chosen)
                        .ifPresent(link -> model.selected().set(Optional.of(link))));
        PodTable pods = new PodTable(model);
        Label system = new Label();
        system.setId("system-state");
        system.setPadding(new Insets(8, 12, 8, 12));
        WhileShown telling = new WhileShown(this, () -> {
            fill();
            pods.show();
            system.setText(system());
        });
        system.setText(system());
        model.now().addListener((property, before, now) -> telling.changed());
        model.played().addListener((property, before, now) -> telling.changed());
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
        table.show(model.links().links());
    }

    private Optional<CallView> last(Link link) {
        return model.links().last(link, model.now().get());
    }
}
