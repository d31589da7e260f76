package padlock.ui;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import padlock.scenario.Run;
import padlock.scenario.Scenario;
import padlock.scenario.ScenarioRunner;
import padlock.scenario.file.Loaded;
import padlock.scenario.file.Problem;
import padlock.scenario.file.ScenarioFiles;
import padlock.ui.player.PlayerViewModel;
import padlock.ui.policy.PolicyViewModel;
import padlock.ui.welcome.CatalogueEntry;

/** What the window shows: the catalogue, a run that is played, or what is wrong with a file. */
public final class ShellViewModel {

    private final Path folder;
    private final ScenarioFiles catalogue;
    private final ReadOnlyObjectWrapper<Content> content;

    /** What stands in the window. */
    public sealed interface Content {

        /** The page that the app opens with. */
        record Welcome(List<CatalogueEntry> entries) implements Content {}

        /** A scenario is read and run. */
        record Working(String name) implements Content {}

        /** A run, to be played. */
        record Playing(PlayerViewModel player, PolicyViewModel policies) implements Content {}

        /** The files have mistakes. */
        record Rejected(String name, List<Problem> problems) implements Content {}
    }

    /** @param folder of the catalogue */
    public ShellViewModel(Path folder) {
        this.folder = folder;
        this.catalogue = new ScenarioFiles(folder);
        content = new ReadOnlyObjectWrapper<>(welcome());
    }

    public ReadOnlyObjectProperty<Content> content() {
        return content.getReadOnlyProperty();
    }

    public void goHome() {
        content.set(welcome());
    }

    public void working(String name) {
        content.set(new Content.Working(name));
    }

    public void show(Content what) {
        content.set(what);
    }

    /** Reads and runs a scenario of the catalogue; takes long, and touches nothing that is shown. */
    public Content open(String name) {
        return run(name, catalogue.find(name), folder.resolve(name));
    }

    /** Reads and runs the scenario in a folder; takes long, and touches nothing that is shown. */
    public Content open(Path scenario) {
        return run(scenario.toString(), ScenarioFiles.read(scenario), scenario);
    }

    private static Content run(String name, Loaded<Scenario> loaded, Path folder) {
        if (loaded instanceof Loaded.Accepted<Scenario> accepted) {
            Run run = ScenarioRunner.run(accepted.value());
            PlayerViewModel player = new PlayerViewModel(run);
            return new Content.Playing(player, new PolicyViewModel(player, folder));
        } else if (loaded instanceof Loaded.Rejected<Scenario> rejected) {
            return new Content.Rejected(name, rejected.problems());
        }
        throw new AssertionError(loaded);
    }

    private Content welcome() {
        return new Content.Welcome(
                catalogue.names().stream().flatMap(name -> entry(name).stream()).toList());
    }

    private Optional<CatalogueEntry> entry(String name) {
        return catalogue.find(name) instanceof Loaded.Accepted<Scenario> accepted
                ? Optional.of(new CatalogueEntry(
                        name, accepted.value().title(), accepted.value().description()))
                : Optional.empty();
    }
}
