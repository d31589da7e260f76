package padlock.ui;

import java.io.File;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.geometry.Pos;
import javafx.scene.Cursor;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Alert;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.DragEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.DirectoryChooser;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import padlock.scenario.Scenario;
import padlock.scenario.ScenarioRunner;
import padlock.ui.ShellViewModel.Content;
import padlock.ui.control.IconButton;
import padlock.ui.policy.PolicyViewModel;
import padlock.ui.text.Texts;
import padlock.ui.welcome.ProblemsView;
import padlock.ui.welcome.WelcomeView;

/** The frame of the window: a bar at the top, and under it what is open. */
final class Shell extends BorderPane {

    private static final double SMALLEST = 9;
    private static final double LARGEST = 28;

    private final ShellViewModel model;
    private final Label title = new Label();
    private final Button look = IconButton.flat(Feather.MOON, "shell.look", this::changeLook);
    private Optional<RunView> player = Optional.empty();
    private Look worn = Look.LIGHT;
    private double fontSize = 14;

    Shell(ShellViewModel model) {
        this.model = model;
        getStyleClass().add("shell");
        setTop(bar());
        model.content().addListener((property, before, now) -> show(now));
        show(model.content().get());
        setOnDragOver(this::welcomeFolder);
        setOnDragDropped(this::openDropped);
    }

    void listenToKeys(Scene scene) {
        scene.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (onKey(event)) {
                event.consume();
            }
        });
    }

    private Node bar() {
        title.getStyleClass().add("window-title");
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox bar = new HBox(
                6,
                IconButton.flat(Feather.HOME, "shell.home", this::goHome),
                IconButton.flat(Feather.FOLDER, "shell.open", this::chooseFolder),
                title,
                space,
                IconButton.flat(Feather.MINUS, "shell.smaller", () -> changeFont(-1)),
                IconButton.flat(Feather.PLUS, "shell.larger", () -> changeFont(1)),
                look);
        bar.getStyleClass().add("top-bar");
        bar.setAlignment(Pos.CENTER_LEFT);
        return bar;
    }

    private void show(Content content) {
        player.ifPresent(RunView::stop);
        player = Optional.empty();
        if (content instanceof Content.Welcome welcome) {
            title.setText(Texts.of("app.title"));
            setCenter(new WelcomeView(welcome.entries(), name -> open(name, () -> model.open(name))));
        } else if (content instanceof Content.Working working) {
            title.setText(working.name());
            setCenter(working());
        } else if (content instanceof Content.Playing playing) {
            title.setText(playing.player().played().get().run().scenario().title());
            player = Optional.of(
                    new RunView(playing.player(), playing.policies(), scenario -> run(scenario, playing.policies())));
            setCenter(player.get());
        } else if (content instanceof Content.Rejected rejected) {
            title.setText(rejected.name());
            setCenter(new ProblemsView(rejected.problems()));
        } else {
            throw new AssertionError(content);
        }
    }

    private static Node working() {
        VBox box = new VBox(12, new ProgressIndicator(), new Label(Texts.of("shell.working")));
        box.setAlignment(Pos.CENTER);
        return box;
    }

    private void goHome() {
        model.goHome();
    }

    private void open(String name, Supplier<Content> opening) {
        model.working(name);
        Content awaited = model.content().get();
        beside(opening, opened -> {
            if (model.content().get() == awaited) {
                model.show(opened);
            }
        });
    }

    private void run(Scenario changed, PolicyViewModel policies) {
        getScene().setCursor(Cursor.WAIT);
        beside(() -> ScenarioRunner.run(changed), policies::accept);
    }

    /** Works beside the window, which goes on answering, and brings the result back to it. */
    private <T> void beside(Supplier<T> work, Consumer<T> then) {
        Thread thread = new Thread(
                () -> {
                    try {
                        T result = work.get();
                        Platform.runLater(() -> {
                            getScene().setCursor(Cursor.DEFAULT);
                            then.accept(result);
                        });
                    } catch (RuntimeException bug) {
                        Platform.runLater(() -> complain(bug));
                    }
                },
                "run");
        thread.setDaemon(true);
        thread.start();
    }

    private void complain(RuntimeException bug) {
        getScene().setCursor(Cursor.DEFAULT);
        new Alert(Alert.AlertType.ERROR, Texts.of("shell.cannot-run", bug.getMessage())).show();
        if (model.content().get() instanceof Content.Working) {
            model.goHome();
        }
    }

    private void chooseFolder() {
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle(Texts.of("shell.open"));
        Optional.ofNullable(chooser.showDialog(getScene().getWindow())).ifPresent(this::open);
    }

    private void open(File folder) {
        open(folder.getName(), () -> model.open(folder.toPath()));
    }

    private void welcomeFolder(DragEvent event) {
        if (event.getDragboard().hasFiles()) {
            event.acceptTransferModes(TransferMode.COPY);
            event.consume();
        }
    }

    private void openDropped(DragEvent event) {
        List<File> files = event.getDragboard().getFiles();
        if (!files.isEmpty()) {
            open(files.get(0));
            event.setDropCompleted(true);
            event.consume();
        }
    }

    private void changeLook() {
        worn = worn.other();
        worn.wear(getScene());
        look.setGraphic(new FontIcon(worn == Look.LIGHT ? Feather.MOON : Feather.SUN));
    }

    private void changeFont(int by) {
        fontSize = Math.min(LARGEST, Math.max(SMALLEST, fontSize + by));
        setStyle("-fx-font-size: " + fontSize + "px;");
    }

    private boolean onKey(KeyEvent event) {
        if (event.isShortcutDown()) {
            return onShortcut(event.getCode());
        }
        if (event.getTarget() instanceof TextInputControl) {
            return false;
        }
        return player.filter(view -> view.onKey(event.getCode())).isPresent();
    }

    private boolean onShortcut(KeyCode code) {
        switch (code) {
            case O -> chooseFolder();
            case H -> goHome();
            case D -> changeLook();
            case PLUS, EQUALS, ADD -> changeFont(1);
            case MINUS, SUBTRACT -> changeFont(-1);
            default -> {
                return player.filter(view -> view.onShortcut(code)).isPresent();
            }
        }
        return true;
    }
}
