package padlock.ui.player;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.geometry.Insets;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import padlock.mesh.history.MeshView;
import padlock.mesh.history.WorkloadName;
import padlock.mesh.resource.ResourceId;
import padlock.scenario.Intervention;
import padlock.scenario.Scenario;
import padlock.ui.control.IconButton;
import padlock.ui.text.Texts;

/** Where playing stops by itself: at failures, where a policy takes effect, where an event says something. */
public final class StopsView extends VBox {

    private final PlayerViewModel model;
    private final ComboBox<ResourceId> policy = new ComboBox<>();
    private final ComboBox<WorkloadName> workload = new ComboBox<>();

    public StopsView(PlayerViewModel model) {
        super(12);
        this.model = model;
        setPadding(new Insets(20));
        ListView<Breakpoint> list = new ListView<>(model.stops());
        list.setId("stops-list");
        list.setPlaceholder(wrapped("stop.none"));
        list.setCellFactory(view -> new StopCell());
        VBox.setVgrow(list, Priority.ALWAYS);
        Label title = new Label(Texts.of("stop.title"));
        title.getStyleClass().add("title-4");
        getChildren().addAll(title, wrapped("stop.text"), failures(), inEffect(), says(), list);
        model.played().addListener((property, before, now) -> fill());
        fill();
    }

    private static Label wrapped(String key) {
        Label label = new Label(Texts.of(key));
        label.setWrapText(true);
        label.getStyleClass().add("text-muted");
        return label;
    }

    private CheckBox failures() {
        CheckBox box = new CheckBox(Texts.of("stop.failure"));
        box.setId("stop-failure");
        Breakpoint.Failure failure = new Breakpoint.Failure();
        box.setSelected(model.stops().contains(failure));
        box.setOnAction(event -> {
            model.stops().remove(failure);
            if (box.isSelected()) {
                model.stops().add(failure);
            }
        });
        return box;
    }

    private VBox inEffect() {
        policy.setId("stop-policy");
        policy.setPromptText(Texts.of("stop.policy"));
        policy.setMaxWidth(Double.MAX_VALUE);
        workload.setId("stop-workload");
        workload.setPromptText(Texts.of("stop.workload"));
        workload.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(workload, Priority.ALWAYS);
        Button add = IconButton.of(Feather.PLUS, "stop.add-in-effect", () -> {
            if (policy.getValue() != null && workload.getValue() != null) {
                add(new Breakpoint.InEffect(policy.getValue(), workload.getValue()));
            }
        });
        add.setText(Texts.of("stop.add"));
        add.setMinWidth(USE_PREF_SIZE);
        return new VBox(6, new Label(Texts.of("stop.in-effect.title")), policy, new HBox(6, workload, add));
    }

    private VBox says() {
        TextField words = new TextField();
        words.setId("stop-words");
        words.setPromptText(Texts.of("stop.words"));
        HBox.setHgrow(words, Priority.ALWAYS);
        Runnable adding = () -> {
            if (!words.getText().isBlank()) {
                add(new Breakpoint.Says(words.getText().strip()));
                words.clear();
            }
        };
        words.setOnAction(event -> adding.run());
        Button add = IconButton.of(Feather.PLUS, "stop.add-says", adding);
        add.setText(Texts.of("stop.add"));
        add.setMinWidth(USE_PREF_SIZE);
        return new VBox(6, new Label(Texts.of("stop.says.title")), new HBox(6, words, add));
    }

    private void add(Breakpoint breakpoint) {
        if (!model.stops().contains(breakpoint)) {
            model.stops().add(breakpoint);
        }
    }

    /** Every policy that is ever applied, and every workload with a sidecar. */
    private void fill() {
        Scenario scenario = model.played().get().run().scenario();
        Stream<ResourceId> applied = scenario.timeline().stream()
                .flatMap(intervention ->
                        intervention instanceof Intervention.Apply apply ? apply.resources().stream() : Stream.empty())
                .map(resource -> resource.id());
        List<ResourceId> policies = Stream.concat(model.atTheEnd().policies().keySet().stream(), applied)
                .distinct()
                .sorted()
                .toList();
        keep(policy, policies);
        keep(
                workload,
                model.atTheEnd().pods().values().stream()
                        .filter(MeshView.Pod::sidecar)
                        .map(pod -> WorkloadName.of(pod.id()))
                        .distinct()
                        .toList());
    }

    private static <T> void keep(ComboBox<T> box, List<T> items) {
        T chosen = box.getValue();
        box.getItems().setAll(items);
        box.setValue(Optional.ofNullable(chosen).filter(items::contains).orElse(null));
    }

    private final class StopCell extends ListCell<Breakpoint> {

        @Override
        protected void updateItem(Breakpoint breakpoint, boolean empty) {
            super.updateItem(breakpoint, empty);
            setText(empty ? null : breakpoint.words());
            setGraphic(
                    empty
                            ? null
                            : IconButton.flat(
                                    Feather.TRASH_2,
                                    "stop.remove",
                                    () -> model.stops().remove(breakpoint)));
        }
    }
}
