package padlock.ui;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import padlock.mesh.history.Holdings;
import padlock.scenario.Run;
import padlock.scenario.Scenario;
import padlock.scenario.ScenarioRunner;
import padlock.scenario.file.Loaded;
import padlock.scenario.file.Problem;
import padlock.scenario.file.ScenarioFiles;
import padlock.ui.RunProgress.Part;
import padlock.ui.file.Desk;
import padlock.ui.file.Manuscript;
import padlock.ui.file.Opening;
import padlock.ui.file.Taste;
import padlock.ui.player.Played;
import padlock.ui.player.PlayerViewModel;
import padlock.ui.policy.Change;
import padlock.ui.policy.PolicyViewModel;
import padlock.ui.text.Texts;
import padlock.ui.topology.MeshGraph;
import padlock.ui.topology.MeshLayout;
import padlock.ui.welcome.CatalogueEntry;

/** What the window shows: the catalogue, a run that is played, or what is wrong with a file. */
public final class ShellViewModel {

    private static final System.Logger LOGGER = System.getLogger(ShellViewModel.class.getName());

    /** Of the time that a recorded run is looked through, how much goes by for its calls; the rest is for the mesh. */
    private static final double CALLS_OF_TELLING = 0.5;

    private final Path folder;
    private final Desk desk;
    private Path saved;
    private Manuscript savedText;
    private final ScenarioFiles catalogue;
    private final ReadOnlyObjectWrapper<Content> content;

    /** What stands in the window. */
    public sealed interface Content {

        /** The page that the app opens with. */
        record Welcome(List<CatalogueEntry> entries, List<Path> recent, List<Desk.Unsaved> unsaved)
                implements Content {}

        /** A scenario is read and run. */
        record Working(String name) implements Content {}

        /** A run, to be played. */
        record Playing(PlayerViewModel player, PolicyViewModel policies, MeshLayout layout) implements Content {}

        /** The files have mistakes. */
        record Rejected(String name, List<Problem> problems) implements Content {}
    }

    /**
     * @param folder of the catalogue
     * @param desk what is remembered from one start to the next
     */
    public ShellViewModel(Path folder, Desk desk) {
        this.folder = folder;
        this.desk = desk;
        this.catalogue = new ScenarioFiles(folder);
        content = new ReadOnlyObjectWrapper<>(welcome());
    }

    public ReadOnlyObjectProperty<Content> content() {
        return content.getReadOnlyProperty();
    }

    public void working(String name) {
        content.set(new Content.Working(name));
    }

    public void show(Content what) {
        if (what instanceof Content.Playing playing) {
            savedText = playing.policies().manuscript().get();
            saved = null;
        }
        content.set(what);
    }

    /** Reads and runs a scenario of the catalogue; takes long, and touches nothing that is shown. */
    Content open(String name, RunProgress progress) {
        return open(name, List.of(folder.resolve(name)), progress);
    }

    /** Reads and runs a scenario or manifests; takes long, and touches nothing that is shown. */
    Content open(List<Path> paths, RunProgress progress) {
        Content opened = open(paths.get(0).toString(), paths, progress);
        if (opened instanceof Content.Playing && paths.size() == 1) {
            quietly(() -> desk.remember(paths.get(0)));
        }
        return opened;
    }

    /** Takes up again what was not saved. */
    Content open(Desk.Unsaved unsaved, RunProgress progress) {
        Content opened = open(unsaved.title(), List.of(unsaved.scenario()), progress);
        if (opened instanceof Content.Playing playing && !unsaved.draft().isEmpty()) {
            playing.policies().takeUp(unsaved.draft());
        }
        return opened;
    }

    private static Content open(String name, List<Path> paths, RunProgress progress) {
        progress.begin(Part.READING);
        Loaded<Manuscript> loaded = Opening.of(paths);
        if (loaded instanceof Loaded.Rejected<Manuscript> rejected) {
            return new Content.Rejected(name, rejected.problems());
        }
        progress.check();
        Manuscript manuscript = ((Loaded.Accepted<Manuscript>) loaded).value();
        Loaded<Played> run = run(manuscript, progress);
        if (run instanceof Loaded.Rejected<Played> rejected) {
            return new Content.Rejected(name, rejected.problems());
        }
        progress.begin(Part.DRAWING);
        PlayerViewModel player = new PlayerViewModel(((Loaded.Accepted<Played>) run).value());
        MeshLayout layout = MeshLayout.of(
                MeshGraph.of(player.atTheEnd(), player.links().links()).atFirst());
        return new Content.Playing(player, new PolicyViewModel(player, manuscript), layout);
    }

    /** Runs what is written, and works out all that is shown of it; takes long, and touches nothing that is shown. */
    static Loaded<Played> run(Manuscript manuscript, RunProgress progress) {
        try {
            Loaded<Scenario> loaded = manuscript.read();
            if (loaded instanceof Loaded.Rejected<Scenario> rejected) {
                return new Loaded.Rejected<>(rejected.problems());
            }
            Scenario scenario = ((Loaded.Accepted<Scenario>) loaded).value();
            progress.beginRun(scenario.start(), scenario.length());
            Holdings holdings = new Holdings();
            Run run = ScenarioRunner.run(
                    scenario, progress.and(holdings), looked -> progress.telling(looked * CALLS_OF_TELLING));
            Played played = Played.of(
                    run, holdings, looked -> progress.telling(CALLS_OF_TELLING + looked * (1 - CALLS_OF_TELLING)));
            return new Loaded.Accepted<>(played, List.of());
        } catch (IOException diskIsFull) {
            throw new UncheckedIOException(diskIsFull);
        }
    }

    /** Runs what is changed, and compares it with what was played; takes long, and touches nothing that is shown. */
    static Loaded<Change> change(Change.Version before, Manuscript changed, RunProgress progress) {
        Loaded<Played> run = run(changed, progress);
        if (run instanceof Loaded.Rejected<Played> rejected) {
            return new Loaded.Rejected<>(rejected.problems());
        }
        Played played = ((Loaded.Accepted<Played>) run).value();
        return new Loaded.Accepted<>(Change.between(before, new Change.Version(changed, played)), List.of());
    }

    /** Writes what is played to a folder that is new, or was written by this window before. */
    Optional<Problem> save(Manuscript manuscript, Path target) {
        try {
            boolean foreign =
                    Files.exists(target) && !target.equals(saved) && (!Files.isDirectory(target) || !isEmpty(target));
            if (foreign) {
                return Optional.of(new Problem(
                        target.toString(), 1, Texts.of("save.there-already"), Texts.of("save.there-already.hint")));
            }
            Files.createDirectories(target);
            manuscript.write(target);
            saved = target;
            savedText = manuscript;
            desk.remember(target);
            desk.drop();
            return Optional.empty();
        } catch (IOException cannotWrite) {
            return Optional.of(unwritten(target, cannotWrite));
        }
    }

    /** Writes a file, and tells why it cannot. */
    Optional<Problem> write(Path target, byte[] content) {
        try {
            Files.write(target, content);
            return Optional.empty();
        } catch (IOException cannotWrite) {
            return Optional.of(unwritten(target, cannotWrite));
        }
    }

    private static Problem unwritten(Path target, IOException why) {
        return new Problem(target.toString(), 1, Texts.of("save.cannot"), String.valueOf(why.getMessage()));
    }

    private static boolean isEmpty(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.findAny().isEmpty();
        }
    }

    /** Where this window saved last. */
    Optional<Path> savedTo() {
        return Optional.ofNullable(saved);
    }

    /** What is safe on disk, as it was opened or saved last. */
    Manuscript saved() {
        return savedText;
    }

    /** Keeps what is changed, so that a crash loses nothing. */
    void keep(String title, Manuscript manuscript, Optional<String> draft) {
        quietly(() -> desk.keep(title, manuscript, draft));
    }

    Taste taste() {
        return desk.taste();
    }

    void remember(Taste taste) {
        quietly(() -> desk.remember(taste));
    }

    void discard(Desk.Unsaved unsaved) {
        quietly(() -> desk.discard(unsaved));
    }

    private interface Writing {
        void write() throws IOException;
    }

    /** A full disk must not keep anybody from playing; what is saved on purpose says so. */
    private static void quietly(Writing writing) {
        try {
            writing.write();
        } catch (IOException notKept) {
            LOGGER.log(System.Logger.Level.WARNING, "cannot keep what is changed", notKept);
        }
    }

    /** What was opened is left: whatever is kept of it is offered to be taken up again. */
    void leave() {
        quietly(desk::release);
    }

    /** The first page as it is now; reads the catalogue and what was not saved. */
    Content welcome() {
        List<Desk.Unsaved> unsaved = new ArrayList<>();
        quietly(() -> unsaved.addAll(desk.unsaved()));
        return new Content.Welcome(
                catalogue.names().stream().flatMap(name -> entry(name).stream()).toList(), desk.recent(), unsaved);
    }

    private Optional<CatalogueEntry> entry(String name) {
        return catalogue.find(name) instanceof Loaded.Accepted<Scenario> accepted
                ? Optional.of(new CatalogueEntry(
                        name, accepted.value().title(), accepted.value().description()))
                : Optional.empty();
    }
}
