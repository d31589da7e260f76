package padlock.mesh.actor;

import padlock.mesh.resource.InstanceId;
import padlock.mesh.resource.ResourceId;
import padlock.sim.ActorId;

/** The names of the mesh's actors, and of the connections between the two of a pod. */
public final class MeshIds {

    public static final ActorId CONTROL_PLANE = new ActorId("istiod");
    public static final ActorId CERTIFICATE_AUTHORITY = new ActorId("certificate-authority");

    static final ActorId MISCHIEF = new ActorId("mischief");

    private static final String LEG = "/program-";

    private MeshIds() {}

    public static ActorId application(InstanceId instance) {
        return new ActorId(instance.toString());
    }

    public static ActorId sidecar(InstanceId instance) {
        return new ActorId(instance + "/istio-proxy");
    }

    /** A sidecar's connection to its own program, one of those on behalf of a connection from outside. */
    static String leg(String connection, int number) {
        return connection + LEG + number;
    }

    /** The connection from outside that one to the program of that pod belongs to; any other is its own. */
    public static String fromOutside(String connection) {
        int mark = connection.lastIndexOf(LEG);
        return mark < 0 ? connection : connection.substring(0, mark);
    }

    public static ActorId policy(ResourceId policy) {
        return new ActorId(policy.toString());
    }
}
