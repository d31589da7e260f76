package padlock.scenario.file;

import java.util.List;
import padlock.mesh.resource.Resource;

/** What manifests describe, in the order of reading; the same resource twice means that the last wins. */
public record Manifests(List<Resource> resources, List<Ignored> ignored) {

    public Manifests {
        resources = List.copyOf(resources);
        ignored = List.copyOf(ignored);
    }
}
