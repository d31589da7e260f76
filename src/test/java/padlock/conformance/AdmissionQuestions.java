package padlock.conformance;

import java.util.List;
import padlock.scenario.file.Loaded;
import padlock.scenario.file.Manifests;
import padlock.scenario.file.Problem;

/** What the API server and Istio's webhook take. */
final class AdmissionQuestions {

    /** Padlock refuses what it would have to evaluate and cannot; that is no mistake of the manifest. */
    private static final String NOT_EVALUATED = "does not evaluate";

    private AdmissionQuestions() {}

    /** Reads manifests of which some may be refused. */
    static Answer admitted(List<Object> words) {
        Loaded<Manifests> loaded = SmallMesh.load(words);
        if (loaded instanceof Loaded.Accepted<Manifests> accepted) {
            return Answer.empty()
                    .with("admitted", true)
                    .with("warned", accepted.notes().stream().anyMatch(AdmissionQuestions::isWarning));
        } else if (loaded instanceof Loaded.Rejected<Manifests> rejected) {
            List<Problem> mistakes = rejected.problems().stream()
                    .filter(problem -> !problem.message().contains(NOT_EVALUATED))
                    .toList();
            return Answer.empty()
                    .with("admitted", mistakes.isEmpty() ? NOT_EVALUATED : false)
                    .with("warned", false)
                    .with("says", mistakes.stream().map(Problem::message).toList());
        }
        throw new AssertionError(loaded);
    }

    /** Istio's, not Padlock's that it leaves something out. */
    private static boolean isWarning(Problem note) {
        return !note.message().startsWith("not modelled") && !note.message().startsWith("ignored");
    }
}
