package padlock.scenario.cli;

import java.util.List;
import padlock.scenario.file.Loaded;
import padlock.scenario.file.ManifestFiles;
import padlock.scenario.file.Manifests;
import padlock.scenario.file.Reviewed;
import picocli.CommandLine.Parameters;

/** The manifests that a question is about. */
final class ManifestArguments {

    @Parameters(
            paramLabel = "MANIFEST",
            arity = "1..*",
            description = "A file, a folder, a glob, or - for standard input; YAML or JSON. Example: mesh/")
    private List<String> manifests;

    Loaded<Manifests> read(Surroundings surroundings) {
        return ManifestFiles.read(manifests, surroundings.in());
    }

    /** Reads them to be judged, so that a mistake is not the end. */
    Loaded<Reviewed> review(Surroundings surroundings) {
        return ManifestFiles.review(manifests, surroundings.in());
    }
}
