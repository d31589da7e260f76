package padlock.ui.policy;

import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.beans.binding.Bindings;
import javafx.collections.ListChangeListener;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import padlock.mesh.history.MeshView;
import padlock.mesh.history.WorkloadName;
import padlock.mesh.policy.Precedence;
import padlock.mesh.resource.ResourceId;
import padlock.ui.control.IconButton;
import padlock.ui.control.WhileShown;
import padlock.ui.file.Manuscript;
import padlock.ui.player.PlayerViewModel;
import padlock.ui.text.Texts;

/** The policies in force, one of them as YAML, and what a change of it changes. */
public final class PolicyView extends VBox {

    /** So many workloads are told by name. */
    private static final int NAMED = 3;

    private final PlayerViewModel player;
    private final PolicyViewModel model;
    private final Consumer<Manuscript> run;
    private final ListView<ResourceId> list = new ListView<>();
    private final Button precedence = new Button();
    private SortedMap<ResourceId, SortedSet<WorkloadName>> effects = Collections.emptySortedMap();

    /** @param run runs a changed scenario beside the window, and hands the run to the model */
    public PolicyView(PlayerViewModel player, PolicyViewModel model, Consumer<Manuscript> run) {
        super(8);
        this.player = player;
        this.model = model;
        this.run = run;
        setPadding(new Insets(10));
        YamlEditor editor = new YamlEditor(model, list::requestFocus);
        editor.setMinHeight(120);
        VBox.setVgrow(editor, Priority.ALWAYS);
        DifferencesView news = new DifferencesView(player, model);
        news.setId("policy-differences");
        getChildren().addAll(heading(), policies(), commands(), editor, problems(), news);
        WhileShown filling = new WhileShown(this, this::fill);
        player.mesh().addListener((property, before, now) -> {
            if (!before.policies().equals(now.policies()) || before.precedence() != now.precedence()) {
                filling.changed();
            }
        });
        fill();
    }

    private static Label heading() {
        Label heading = new Label(Texts.of("policy.heading"));
        heading.getStyleClass().add("text-bold");
        heading.setMinHeight(USE_PREF_SIZE);
        return heading;
    }

    private ListView<ResourceId> policies() {
        list.setId("policy-list");
        list.setPrefHeight(150);
        list.setMinHeight(90);
        list.setPlaceholder(new Label(Texts.of("policy.none")));
        list.setCellFactory(view -> new PolicyCell());
        list.getSelectionModel().selectedItemProperty().addListener((property, before, chosen) -> {
            if (chosen != null && !chosen.equals(before)) {
                model.edit(chosen);
            }
        });
        return list;
    }

    private void fill() {
        if (!list.getItems().equals(model.inForce())) {
            list.getItems().setAll(model.inForce());
        }
        effects = model.effects();
        list.refresh();
        boolean istio = player.mesh().get().precedence() == Precedence.ISTIO;
        precedence.setText(Texts.of(istio ? "policy.precedence.istio" : "policy.precedence.most-restrictive"));
    }

    private FlowPane commands() {
        Button apply = IconButton.of(
                Feather.CHECK, "policy.apply", () -> model.applied().ifPresent(run));
        apply.setText(Texts.of("policy.apply.short"));
        apply.getStyleClass().add("accent");
        apply.disableProperty()
                .bind(Bindings.isNotEmpty(model.problems())
                        .or(Bindings.createBooleanBinding(
                                () -> model.text().get().isBlank(), model.text())));
        Button delete = IconButton.of(
                Feather.TRASH_2,
                "policy.delete",
                () -> run.accept(model.deleted(list.getSelectionModel().getSelectedItem())));
        delete.disableProperty()
                .bind(list.getSelectionModel().selectedItemProperty().isNull());
        MenuButton begin = new MenuButton(Texts.of("policy.new"), new FontIcon(Feather.FILE_PLUS));
        begin.setId("policy-new");
        for (PolicyViewModel.Template template : PolicyViewModel.Template.values()) {
            MenuItem item = new MenuItem(Texts.of(template.key()));
            item.setOnAction(event -> {
                list.getSelectionModel().clearSelection();
                model.begin(template);
            });
            begin.getItems().add(item);
        }
        Button undo = IconButton.of(Feather.CORNER_UP_LEFT, "policy.undo", model::undo);
        undo.disableProperty().bind(model.canUndo().not());
        Button redo = IconButton.of(Feather.CORNER_UP_RIGHT, "policy.redo", model::redo);
        redo.disableProperty().bind(model.canRedo().not());
        precedence.setId("policy-precedence");
        precedence.setTooltip(new Tooltip(Texts.of("policy.precedence")));
        precedence.setOnAction(event -> run.accept(model.readOtherwise()));
        Label which = new Label(Texts.of("policy.precedence.short"));
        which.setLabelFor(precedence);
        HBox reading = new HBox(6, which, precedence);
        reading.setAlignment(Pos.CENTER_LEFT);
        return new FlowPane(6, 6, begin, apply, delete, undo, redo, reading);
    }

    private VBox problems() {
        VBox box = new VBox(2);
        box.setId("policy-problems");
        model.problems().addListener((ListChangeListener<Object>) change -> box.getChildren()
                .setAll(model.problems().stream()
                        .map(problem -> sentence(
                                Texts.of("policy.problem", problem.line(), problem.message(), problem.hint()),
                                "story-failed"))
                        .toList()));
        return box;
    }

    private static Label sentence(String text, String style) {
        Label label = new Label(text);
        label.setWrapText(true);
        label.getStyleClass().add(style);
        return label;
    }

    private final class PolicyCell extends ListCell<ResourceId> {

        PolicyCell() {
            setWrapText(true);
            // As wide as the list, and as high as its words need then.
            setPrefWidth(0);
        }

        @Override
        protected void updateItem(ResourceId policy, boolean empty) {
            super.updateItem(policy, empty);
            MeshView.Rollout rollout =
                    empty ? null : player.mesh().get().policies().get(policy);
            if (rollout == null) {
                setText(null);
                setTooltip(null);
                setGraphic(null);
                return;
            }
            String where = effect(effects.getOrDefault(policy, Collections.emptySortedSet()));
            setText(Texts.of("policy.rollout", policy, where, rollout.reached(), rollout.sidecars()));
            setGraphic(new FontIcon(rollout.complete() ? Feather.CHECK_CIRCLE : Feather.REFRESH_CW));
            setTooltip(new Tooltip(getText()));
        }

        private String effect(SortedSet<WorkloadName> workloads) {
            String names = workloads.stream().map(WorkloadName::name).collect(Collectors.joining(", "));
            return workloads.size() <= NAMED
                    ? Texts.of("policy.effect", workloads.size(), names)
                    : Texts.of("policy.effect.many", workloads.size());
        }
    }
}
