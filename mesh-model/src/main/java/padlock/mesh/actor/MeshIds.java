package padlock.mesh.actor;

import padlock.mesh.resource.InstanceId;
import padlock.mesh.resource.ResourceId;
import padlock.sim.ActorId;

/** The names of the mesh's actors. */
public final class MeshIds {

    public static final ActorId CONTROL_PLANE = new ActorId("istiod");
    public static final ActorId CERTIFICATE_AUTHORITY = new ActorId("certificate-authority");

    static final ActorId MISCHIEF = new ActorId("mischief");

    private MeshIds() {}

    public static ActorId application(InstanceId instance) {
        return new ActorId(instance.toString());
    }

    public static ActorId sidecar(InstanceId instance) {
        return new ActorId(instance + "/istio-proxy");
    }

    public static ActorId policy(ResourceId policy) {
        return new ActorId(policy.toString());
    }
}
