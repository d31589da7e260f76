package padlock.mesh.policy;

import java.util.List;
import java.util.Optional;
import padlock.mesh.resource.Origin;
import padlock.mesh.resource.ResourceId;

/**
 * One step of a decision: a question, its answer, the numbered rule that gave it, and the field that decided; without a
 * field, it is a default.
 *
 * @param rule the number in the semantics that Padlock follows, like {@code R3.6}
 */
public record Reason(String question, String answer, String rule, Optional<Field> decidedBy, List<Ignored> ignored) {

    /** The field of a resource, and the place where it stands. */
    public record Field(ResourceId resource, Origin origin) {}

    /** A candidate that did not decide, and why. */
    public record Ignored(Field field, String why) {}

    /** The same decision, in other words. */
    public Reason answering(String word) {
        return new Reason(question, word, rule, decidedBy, ignored);
    }

    public Reason {
        ignored = List.copyOf(ignored);
    }
}
