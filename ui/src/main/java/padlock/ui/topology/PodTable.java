package padlock.ui.topology;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import javafx.beans.property.SimpleStringProperty;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import padlock.mesh.history.MeshView;
import padlock.mesh.history.MeshView.Held;
import padlock.mesh.history.MeshView.Pod;
import padlock.mesh.history.WorkloadName;
import padlock.mesh.resource.InstanceId;
import padlock.ui.player.PlayerViewModel;
import padlock.ui.player.Subject;
import padlock.ui.text.Texts;

/** The workloads of the picture as a table: every pod that runs now, and what its sidecar holds. */
final class PodTable extends TableView<Pod> {

    private final PlayerViewModel model;
    private MeshView shown = MeshView.EMPTY;

    PodTable(PlayerViewModel model) {
        this.model = model;
        setId("pods-table");
        setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_ALL_COLUMNS);
        setPlaceholder(new Label(Texts.of("pods.none")));
        add("pods.name", 220, pod -> pod.id().toString());
        add("pods.sidecar", 190, this::standing);
        add("pods.revision", 110, pod -> pod.sidecar() ? pod.applied() + " / " + shown.revision() : "");
        add(
                "pods.certificate",
                330,
                pod -> pod.certificate().map(Held::identity).orElse(""));
        add(
                "pods.until",
                190,
                pod -> pod.certificate().map(held -> held.notAfter().toString()).orElse(""));
        getSelectionModel()
                .selectedIndexProperty()
                .addListener((property, before, chosen) -> Optional.ofNullable(
                                getSelectionModel().getSelectedItem())
                        .map(pod -> new Subject.OfWorkload(WorkloadName.of(pod.id())))
                        .ifPresent(model::pointAt));
        show();
    }

    /** Shows what runs where the play head stands; who was chosen stays chosen. */
    void show() {
        MeshView now = model.mesh().get();
        if (now == shown) {
            return;
        }
        boolean newer = now.revision() != shown.revision();
        shown = now;
        List<Pod> pods = List.copyOf(now.pods().values());
        if (ids(pods).equals(ids(getItems()))) {
            IntStream.range(0, pods.size())
                    .filter(row -> newer || !pods.get(row).equals(getItems().get(row)))
                    .forEach(row -> getItems().set(row, pods.get(row)));
        } else {
            getItems().setAll(pods);
        }
    }

    private static List<InstanceId> ids(List<Pod> pods) {
        return pods.stream().map(Pod::id).toList();
    }

    private String standing(Pod pod) {
        return pod.sidecar() ? Standings.words(shown.standing(pod)) : Texts.of("mesh.bare");
    }

    private void add(String key, double width, Function<Pod, String> value) {
        TableColumn<Pod, String> column = new TableColumn<>();
        Label heading = new Label(Texts.of(key));
        heading.fontProperty().addListener((property, before, font) -> column.setMinWidth(room(heading, font)));
        column.setGraphic(heading);
        column.setCellValueFactory(row -> new SimpleStringProperty(value.apply(row.getValue())));
        column.setPrefWidth(width);
        getColumns().add(column);
    }

    /** However narrow the window, a heading can be read. */
    private static double room(Label heading, Font font) {
        Text words = new Text(heading.getText());
        words.setFont(font);
        return words.getLayoutBounds().getWidth() + 2 * font.getSize();
    }
}
