package padlock.mesh.analysis;

import java.util.List;
import padlock.mesh.policy.Reason;
import padlock.mesh.resource.Origin;
import padlock.mesh.resource.Resource;
import padlock.mesh.resource.ResourceId;

/**
 * The field that a finding is about.
 *
 * @param origin of the field, or of the resource from where the path leads to the field
 * @param path keys and indices of the field inside of its resource; empty where the origin is its own
 */
public record Where(ResourceId resource, Origin origin, List<String> path) {

    public Where {
        path = List.copyOf(path);
    }

    /** A field of a resource by its path, such as {@code spec}, {@code subsets}, {@code 0}. */
    public static Where in(Resource resource, String... path) {
        return new Where(resource.id(), resource.metadata().origin(), List.of(path));
    }

    /** The field that decided something. */
    public static Where of(Reason.Field field) {
        return new Where(field.resource(), field.origin(), List.of());
    }
}
