package padlock.scenario.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import padlock.mesh.resource.Resource;

/** The folder of one scenario; what its {@code scenario.yaml} names must lie inside, wherever links lead. */
final class ScenarioFolder {

    private final String name;
    private final Path folder;
    private final Problems problems;
    private boolean sound = true;

    /** A folder as it is named in problems; empty for the working directory. */
    ScenarioFolder(String name, Path folder, Problems problems) {
        this.name = name;
        this.folder = folder;
        this.problems = problems;
    }

    /** The resources of these files, in order. */
    List<Resource> manifests(List<Node> names, Report scenario) {
        int before = problems.count();
        ManifestReader reader = new ManifestReader(problems);
        for (Node file : names) {
            file.text().ifPresent(text -> read(text, file.line(), reader, scenario));
        }
        List<Resource> resources = reader.manifests().resources();
        sound = sound && problems.count() == before;
        return resources;
    }

    /** Whether all manifests so far could be read: only then is it known what does not exist. */
    boolean isSound() {
        return sound;
    }

    private void read(String file, int line, ManifestReader reader, Report scenario) {
        Path path;
        try {
            path = folder.resolve(file);
        } catch (InvalidPathException notAPath) {
            scenario.problem(line, "\"" + file + "\" is not the name of a file", "");
            return;
        }
        if (file.isBlank()
                || Path.of(file).isAbsolute()
                || List.of(file.split("/")).contains("..")) {
            scenario.problem(
                    line,
                    "\"" + file + "\" is not a file inside of the scenario's folder",
                    "name a file of that folder");
        } else if (!path.toFile().exists()) {
            scenario.problem(line, "there is no file " + file, Nearest.hint(file, InputFiles.names(folder)));
        } else if (!isInside(path)) {
            scenario.problem(line, file + " leads out of the scenario's folder", "copy the file into the folder");
        } else {
            String shown = name.isEmpty() ? file : name + "/" + file;
            ManifestFiles.read(
                    shown,
                    new InputFiles(this::isInside, problems).find(shown, path, InputStream.nullInputStream()),
                    reader,
                    problems);
        }
    }

    private boolean isInside(Path path) {
        try {
            return path.toRealPath().startsWith(folder.toRealPath());
        } catch (IOException gone) {
            return false;
        }
    }
}
