package padlock.mesh.actor;

import java.util.regex.Pattern;
import padlock.sim.ActorId;
import padlock.sim.Transmission;

/**
 * Where something goes wrong: {@code namespace/workload} with all its pods, {@code namespace/*} with all its workloads,
 * {@code istiod} with everything that runs in it, or {@code certificate-authority} alone.
 */
public record Place(String name) {

    private static final Pattern FORM = Pattern.compile("[^/\\s*]+/([^/\\s*]+|\\*)");
    private static final String ANY_WORKLOAD = "/*";

    public Place {
        if (!isOne(name)) {
            throw new IllegalArgumentException("not a place: " + name);
        }
    }

    public static boolean isOne(String text) {
        return FORM.matcher(text).matches() || isInfrastructure(text);
    }

    /** Whether the control plane or the authority is meant, and not the pods of a workload. */
    public static boolean isInfrastructure(String text) {
        return text.equals(MeshIds.CONTROL_PLANE.name()) || text.equals(MeshIds.CERTIFICATE_AUTHORITY.name());
    }

    /** Whether this actor is there: a program and its sidecar are in one place. */
    boolean has(ActorId actor) {
        if (name.equals(MeshIds.CONTROL_PLANE.name())) {
            return actor.equals(MeshIds.CONTROL_PLANE) || actor.equals(MeshIds.CERTIFICATE_AUTHORITY);
        } else if (name.endsWith(ANY_WORKLOAD)) {
            return actor.name().startsWith(name.substring(0, name.length() - 1));
        }
        String id = actor.name();
        return id.equals(name) || id.startsWith(name + "#") || id.startsWith(name + "/");
    }

    /** Whether this leaves or reaches somebody there. */
    boolean isAnEndOf(Transmission transmission) {
        return has(transmission.from()) || has(transmission.to());
    }

    @Override
    public String toString() {
        return name;
    }
}
