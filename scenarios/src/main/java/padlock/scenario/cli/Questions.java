package padlock.scenario.cli;

import java.util.List;
import padlock.mesh.actor.Settings;
import padlock.scenario.MeshQuestions;
import padlock.scenario.file.Manifests;

/** What can be asked of a mesh of manifests. */
final class Questions {

    private Questions() {}

    static MeshQuestions of(Manifests manifests, CommonOptions common) {
        return new MeshQuestions(manifests.resources(), common.at(), common.seed(), common.over(Settings.DEFAULTS));
    }

    /** The words of which at least one is in use, for a hint. */
    static List<String> distinct(List<String> words) {
        return words.stream().distinct().sorted().toList();
    }
}
