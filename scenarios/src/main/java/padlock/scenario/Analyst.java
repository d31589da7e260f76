package padlock.scenario;

import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import padlock.mesh.analysis.Analysis;
import padlock.mesh.analysis.Conversation;
import padlock.mesh.analysis.Finding;
import padlock.mesh.analysis.Where;
import padlock.mesh.analysis.Written;
import padlock.mesh.resource.Origin;

/** Tells all that is wrong with manifests: what reading finds, and what is found in the mesh that they make. */
public final class Analyst {

    private Analyst() {}

    /**
     * The messages, the gravest first, then in the order of files and lines.
     *
     * @param ofReading what reading alone has found
     * @param written what checks look up by its words
     * @param places where fields stand
     */
    public static List<Message> messages(
            List<Finding> ofReading, Written written, Function<Where, Origin> places, MeshQuestions questions) {
        List<Conversation> conversations = questions.matrix(questions.pairs()).stream()
                .map(row -> new Conversation(
                        row.pair().from(),
                        row.pair().service(),
                        row.pair().port(),
                        row.pair().endpoint(),
                        row.verdict()))
                .toList();
        List<Finding> found = Analysis.of(questions.mesh(), questions.settings().precedence(), conversations, written);
        return Stream.concat(ofReading.stream(), found.stream())
                .filter(finding -> !written.silences(finding))
                .map(finding -> message(finding, places.apply(finding.where())))
                .distinct()
                .sorted(Comparator.comparing((Message message) -> message.code().level())
                        .thenComparing(message -> message.origin().path())
                        .thenComparing(message -> message.origin().line())
                        .thenComparing(Message::code)
                        .thenComparing(Message::text))
                .toList();
    }

    private static Message message(Finding finding, Origin origin) {
        return new Message(finding.code(), finding.where().resource(), origin, finding.message(), finding.hint());
    }
}
