package padlock.ui;

import atlantafx.base.controls.ModalPane;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Alert;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.DragEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.paint.Color;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import padlock.scenario.Run;
import padlock.scenario.file.Loaded;
import padlock.ui.ShellViewModel.Content;
import padlock.ui.command.Command;
import padlock.ui.command.Command.Menu;
import padlock.ui.command.Commands;
import padlock.ui.command.Shortcut;
import padlock.ui.command.ShortcutsView;
import padlock.ui.control.IconButton;
import padlock.ui.export.Export;
import padlock.ui.file.Desk;
import padlock.ui.file.Manuscript;
import padlock.ui.file.Taste;
import padlock.ui.player.PlayerViewModel;
import padlock.ui.policy.Change;
import padlock.ui.policy.PolicyViewModel;
import padlock.ui.text.Texts;
import padlock.ui.tour.Tour;
import padlock.ui.tour.TourView;
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
    private final Work work = new Work();
    private final Autosave autosave;
    private final Label title = new Label();
    private final Button look = IconButton.flat(Feather.MOON, "shell.look", this::changeLook);
    private Optional<RunView> player = Optional.empty();
    private final BooleanProperty still = new SimpleBooleanProperty();
    private Optional<TourView> tour = Optional.empty();
    private boolean tourIsWanted;
    private Look worn = Look.LIGHT;
    private double fontSize;

    Shell(ShellViewModel model) {
        this.model = model;
        this.autosave = new Autosave(model);
        Taste taste = model.taste();
        still.set(taste.still());
        setFont(taste.fontSize());
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

    /** The scene that this window is alone in: it looks as the person likes it, and listens to keys. */
    Scene scene(double width, double height) {
        Scene scene = new Scene(this, width, height);
        scene.getStylesheets().add(Shell.class.getResource("padlock.css").toExternalForm());
        wear(model.taste().dark() ? Look.DARK : Look.LIGHT);
        listenToKeys(scene);
        return scene;
    }

    private void listenToKeys(Scene scene) {
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
                work.strip(),
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
        endTour();
        if (content instanceof Content.Welcome welcome) {
            title.setText(Texts.of("app.title"));
            frame.setCenter(
                    new WelcomeView(welcome.entries(), welcome.recent(), welcome.unsaved(), new FromTheFirstPage()));
        } else if (content instanceof Content.Working working) {
            title.setText(working.name());
            frame.setCenter(work.page());
        } else if (content instanceof Content.Playing playing) {
            player = Optional.of(new RunView(
                    playing.player(),
                    playing.policies(),
                    playing.layout(),
                    changed -> run(changed, playing.policies()),
                    page -> over.show(card(page))));
            frame.setCenter(player.get());
            autosave.watch(playing.policies(), this::titled);
            titled();
            playing.player().still().bind(still);
            if (tourIsWanted) {
                beginTour();
            }
        } else if (content instanceof Content.Rejected rejected) {
            title.setText(rejected.name());
            frame.setCenter(new ProblemsView(rejected.problems()));
        } else {
            throw new AssertionError(content);
        }
        tourIsWanted = tourIsWanted && content instanceof Content.Working;
        commands.set(Stream.concat(commands().stream(), player.stream().flatMap(view -> view.commands().stream()))
                .toList());
    }

    /** Names what is open, and says whether there is something in it that is not saved. */
    private String titled() {
        if (model.content().get() instanceof Content.Playing playing) {
            String name = playing.player().played().get().run().scenario().title();
            boolean unsaved = playing.policies().manuscript().get() != model.saved();
            title.setText(unsaved ? Texts.of("shell.unsaved", name) : name);
        }
        return title.getText();
    }

    /** What can be done whatever stands in the window. */
    private List<Command> commands() {
        return List.of(
                new Command(Menu.FILE, "command.home", Shortcut.control("H", KeyCode.H), this::goHome),
                new Command(Menu.FILE, "command.open", Shortcut.control("O", KeyCode.O), this::chooseFolder),
                new Command(Menu.FILE, "command.open-files", Shortcut.controlShift("O", KeyCode.O), this::chooseFiles),
                new Command(
                        Menu.FILE, "command.cancel", Shortcut.key("Escape", KeyCode.ESCAPE), work.busy(), work::cancel),
                new Command(Menu.FILE, "command.save", Shortcut.control("S", KeyCode.S), canSave(), this::save),
                new Command(
                        Menu.FILE, "command.save-as", Shortcut.controlShift("S", KeyCode.S), canSave(), this::saveAs),
                export(Export.PNG, "P", KeyCode.P),
                export(Export.SVG, "G", KeyCode.G),
                export(Export.REPORT, "R", KeyCode.R),
                export(Export.CAPTURE, "K", KeyCode.K),
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
                new Command(Menu.VIEW, "command.still", Shortcut.control("M", KeyCode.M), this::changeMotion),
                new Command(Menu.HELP, "command.tour", Shortcut.control("T", KeyCode.T), this::takeTheTour),
                new Command(Menu.HELP, "command.shortcuts", Shortcut.key("F1", KeyCode.F1), this::listShortcuts));
    }

    private Command export(Export export, String key, KeyCode code) {
        return new Command(
                Menu.EXPORT,
                "command.export-" + export.ending(),
                Shortcut.controlShift(key, code),
                canSave(),
                () -> chooseTarget(export));
    }

    private void chooseTarget(Export export) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(Texts.of("command.export-" + export.ending()));
        chooser.setInitialFileName(
                playing().orElseThrow().played().get().run().scenario().name() + "." + export.ending());
        Optional.ofNullable(chooser.showSaveDialog(getScene().getWindow()))
                .ifPresent(file -> export(export, file.toPath()));
    }

    /** Writes what is played, or the picture that is looked at, to a file. */
    void export(Export export, Path target) {
        Run run = playing().orElseThrow().played().get().run();
        Optional<byte[]> picture = export.isPicture()
                ? Optional.of(export.of(
                        player.orElseThrow().picture(), worn == Look.LIGHT ? Color.WHITE : Color.web("#0d1117")))
                : Optional.empty();
        work.begin(
                progress -> model.write(target, picture.orElseGet(() -> export.of(run))),
                problem -> problem.ifPresent(found -> over.show(card(new ProblemsView(List.of(found))))),
                () -> {},
                this::complain);
    }

    private BooleanBinding canSave() {
        return Bindings.createBooleanBinding(() -> model.content().get() instanceof Content.Playing, model.content());
    }

    private void listShortcuts() {
        over.show(new ShortcutsView(commands.all()));
    }

    /** What is played now, if anything is. */
    Optional<PlayerViewModel> playing() {
        return model.content().get() instanceof Content.Playing playing
                ? Optional.of(playing.player())
                : Optional.empty();
    }

    /** What can be changed now, if anything is played. */
    Optional<PolicyViewModel> policies() {
        return model.content().get() instanceof Content.Playing playing
                ? Optional.of(playing.policies())
                : Optional.empty();
    }

    /** The first page comes after what is still to be written, for it offers what was not saved. */
    private void goHome() {
        work.cancel();
        autosave.leave();
        Content left = model.content().get();
        autosave.read(model::welcome, welcome -> {
            if (model.content().get() == left) {
                model.show(welcome);
            }
        });
    }

    private void open(String name, Function<RunProgress, Content> opening) {
        work.cancel();
        autosave.leave();
        model.working(name);
        work.begin(opening, model::show, this::goHome, this::complain);
    }

    /** Writes what is still to be written; the window is of no use any more. */
    void close() {
        autosave.close();
    }

    private void run(Manuscript changed, PolicyViewModel policies) {
        Change.Version before = policies.current();
        work.begin(
                progress -> ShellViewModel.change(before, changed, progress),
                run -> play(run, policies),
                () -> {},
                this::complain);
    }

    private void play(Loaded<Change> run, PolicyViewModel policies) {
        if (run instanceof Loaded.Accepted<Change> accepted) {
            policies.accept(accepted.value());
        } else if (run instanceof Loaded.Rejected<Change> rejected) {
            over.show(card(new ProblemsView(rejected.problems())));
        }
    }

    private void complain(RuntimeException bug) {
        new Alert(Alert.AlertType.ERROR, Texts.of("shell.cannot-run", bug.getMessage())).show();
        if (model.content().get() instanceof Content.Working) {
            goHome();
        }
    }

    private static Node card(Region content) {
        content.getStyleClass().add("card-over");
        content.setMaxSize(860, 480);
        return content;
    }

    private void chooseFolder() {
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle(Texts.of("shell.open"));
        Optional.ofNullable(chooser.showDialog(getScene().getWindow())).ifPresent(folder -> open(List.of(folder)));
    }

    private void chooseFiles() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(Texts.of("command.open-files"));
        chooser.getExtensionFilters()
                .addAll(
                        new FileChooser.ExtensionFilter(Texts.of("files.manifests"), "*.yaml", "*.yml", "*.json"),
                        new FileChooser.ExtensionFilter(Texts.of("files.all"), "*"));
        Optional.ofNullable(chooser.showOpenMultipleDialog(getScene().getWindow()))
                .ifPresent(this::open);
    }

    /** Opens the folder of a scenario, or manifests. */
    void open(List<File> files) {
        List<Path> paths = files.stream().map(File::toPath).toList();
        open(files.get(0).getName(), progress -> model.open(paths, progress));
    }

    private void save() {
        model.savedTo().ifPresentOrElse(this::save, this::saveAs);
    }

    private void saveAs() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(Texts.of("save.choose"));
        chooser.setInitialFileName(Texts.of("save.name"));
        Optional.ofNullable(chooser.showSaveDialog(getScene().getWindow())).ifPresent(file -> save(file.toPath()));
    }

    /** Saves what is played as the folder of a scenario. */
    void save(Path target) {
        if (model.content().get() instanceof Content.Playing playing) {
            Manuscript manuscript = playing.policies().manuscript().get();
            work.begin(
                    progress -> model.save(manuscript, target),
                    problem -> problem.ifPresentOrElse(
                            found -> over.show(card(new ProblemsView(List.of(found)))), this::titled),
                    () -> {},
                    this::complain);
        }
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
            open(files);
            event.setDropCompleted(true);
            event.consume();
        }
    }

    private void changeLook() {
        wear(worn.other());
        remember();
    }

    private void wear(Look wanted) {
        worn = wanted;
        worn.wear(getScene());
        look.setGraphic(new FontIcon(worn == Look.LIGHT ? Feather.MOON : Feather.SUN));
    }

    private void changeFont(int by) {
        setFont(fontSize + by);
        remember();
    }

    private void setFont(double size) {
        fontSize = Math.min(LARGEST, Math.max(SMALLEST, size));
        setStyle("-fx-font-size: " + fontSize + "px;");
    }

    private void changeMotion() {
        still.set(!still.get());
        remember();
    }

    private void remember() {
        Taste taste = new Taste(worn == Look.DARK, fontSize, still.get());
        autosave.write(() -> model.remember(taste));
    }

    private void takeTheTour() {
        boolean isThere = playing()
                .filter(played -> played.played().get().run().scenario().name().equals(Tour.SCENARIO))
                .isPresent();
        if (isThere) {
            beginTour();
        } else {
            tourIsWanted = true;
            open(Tour.SCENARIO, progress -> model.open(Tour.SCENARIO, progress));
        }
    }

    private void beginTour() {
        endTour();
        TourView view = new TourView(stop -> player.ifPresent(run -> run.show(stop)), this::endTour);
        tour = Optional.of(view);
        getChildren().add(1, view);
        view.begin();
    }

    private void endTour() {
        tour.ifPresent(view -> {
            view.stop();
            getChildren().remove(view);
        });
        tour = Optional.empty();
    }

    private final class FromTheFirstPage implements WelcomeView.Choices {

        @Override
        public void scenario(String name) {
            open(name, progress -> model.open(name, progress));
        }

        @Override
        public void tour() {
            takeTheTour();
        }

        @Override
        public void recent(Path path) {
            open(List.of(path.toFile()));
        }

        @Override
        public void takeUp(Desk.Unsaved unsaved) {
            open(unsaved.title(), progress -> model.open(unsaved, progress));
        }

        @Override
        public void discard(Desk.Unsaved unsaved) {
            autosave.write(() -> model.discard(unsaved));
            goHome();
        }
    }
}
