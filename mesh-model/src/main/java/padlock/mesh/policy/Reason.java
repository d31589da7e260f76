package padlock.mesh.policy;

import java.util.List;
import java.util.Optional;
import padlock.mesh.resource.Labels;
import padlock.mesh.resource.Located;
import padlock.mesh.resource.Origin;
import padlock.mesh.resource.Resource;
import padlock.mesh.resource.ResourceId;

/**
 * One step of a decision: a question, its answer, the numbered rule that gave it, and the field that decided; without a
 * field, it is a default.
 *
 * @param rule the number in the semantics that Padlock follows, like {@code R3.6}
 */
public record Reason(String question, String answer, String rule, Optional<Field> decidedBy, List<Ignored> ignored) {

    /** The field of a resource, and the place where it stands. */
    public record Field(ResourceId resource, Origin origin) {

        /** A resource as a whole. */
        public static Field of(Resource resource) {
            return at(resource.metadata().origin(), resource);
        }

        public static Field of(Resource resource, Located<?> written) {
            return at(written.origin(), resource);
        }

        /** A label or an annotation; where its place is not known, the resource as a whole. */
        public static Field of(Resource resource, Labels labels, String key) {
            return labels.originOf(key).map(origin -> at(origin, resource)).orElseGet(() -> of(resource));
        }

        public static Field at(Origin origin, Resource resource) {
            return new Field(resource.id(), origin);
        }
    }

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
