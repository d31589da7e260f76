package padlock.ui;

import atlantafx.base.controls.ModalPane;
import java.io.File;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.geometry.Pos;
import javafx.scene.Cursor;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Alert;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.input.DragEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.DirectoryChooser;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import padlock.scenario.Scenario;
import padlock.scenario.ScenarioRunner;
import padlock.ui.ShellViewModel.Content;
import padlock.ui.command.Command;
import padlock.ui.command.Command.Menu;
import padlock.ui.command.Commands;
import padlock.ui.command.Shortcut;
import padlock.ui.command.ShortcutsView;
import padlock.ui.control.IconButton;
import padlock.ui.policy.PolicyViewModel;
import padlock.ui.text.Texts;
import padlock.ui.welcome.ProblemsView;
import padlock.ui.welcome.WelcomeView;

/** The frame of the window: a bar at the top, and under it what is open. */
final class Shell extends StackPane {

    private static final double SMALLEST = 9;
    private static final double LARGEST = 28;

    private final ShellViewModel model;
    private final BorderPane frame = new BorderPane();
    private final ModalPane over = new ModalPane();
    private final Commands commands = new Commands();
    private final Label title = new Label();
    private final Button look = IconButton.flat(Feather.MOON, "shell.look", this::changeLook);
    private Optional<RunView> player = Optional.empty();
    private Look worn = Look.LIGHT;
    private double fontSize = 14;

    Shell(ShellViewModel model) {
        this.model = model;
        getStyleClass().add("shell");
        frame.setTop(bar());
        over.setInTransitionFactory(null);
        over.setOutTransitionFactory(null);
        getChildren().addAll(frame, over);
        model.content().addListener((property, before, now) -> show(now));
        show(model.content().get());
        setOnDragOver(this::welcomeFolder);
        setOnDragDropped(this::openDropped);
    }

    void listenToKeys(Scene scene) {
        scene.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            boolean covered = over.isDisplay();
            if (covered && event.getCode() == KeyCode.ESCAPE) {
                over.hide(true);
                event.consume();
            } else if (!covered && commands.onKey(event)) {
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
                commands.bar(),
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
            frame.setCenter(new WelcomeView(welcome.entries(), name -> open(name, () -> model.open(name))));
        } else if (content instanceof Content.Working working) {
            title.setText(working.name());
            frame.setCenter(working());
        } else if (content instanceof Content.Playing playing) {
            title.setText(playing.player().played().get().run().scenario().title());
            player = Optional.of(
                    new RunView(playing.player(), playing.policies(), scenario -> run(scenario, playing.policies())));
            frame.setCenter(player.get());
        } else if (content instanceof Content.Rejected rejected) {
            title.setText(rejected.name());
            frame.setCenter(new ProblemsView(rejected.problems()));
        } else {
            throw new AssertionError(content);
        }
        commands.set(Stream.concat(commands().stream(), player.stream().flatMap(view -> view.commands().stream()))
                .toList());
    }

    /** What can be done whatever stands in the window. */
    private List<Command> commands() {
        return List.of(
                new Command(Menu.FILE, "command.home", Shortcut.control("H", KeyCode.H), this::goHome),
                new Command(Menu.FILE, "command.open", Shortcut.control("O", KeyCode.O), this::chooseFolder),
                new Command(Menu.VIEW, "command.look", Shortcut.control("D", KeyCode.D), this::changeLook),
                new Command(
                        Menu.VIEW,
                        "command.larger",
                        Shortcut.control("+", KeyCode.PLUS, KeyCode.EQUALS, KeyCode.ADD),
                        () -> changeFont(1)),
                new Command(
                        Menu.VIEW,
                        "command.smaller",
                        Shortcut.control("-", KeyCode.MINUS, KeyCode.SUBTRACT),
                        () -> changeFont(-1)),
                new Command(Menu.HELP, "command.shortcuts", Shortcut.key("F1", KeyCode.F1), this::listShortcuts));
    }

    private void listShortcuts() {
        over.show(new ShortcutsView(commands.all()));
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
}
