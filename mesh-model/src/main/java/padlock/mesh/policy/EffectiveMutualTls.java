package padlock.mesh.policy;

import java.util.Optional;
import padlock.mesh.resource.Mesh;
import padlock.mesh.resource.MutualTlsMode;
import padlock.mesh.resource.Workload;

/** What a server's sidecar accepts on a port, by the PeerAuthentications that select its workload (R3.1 to R3.8). */
public final class EffectiveMutualTls {

    private EffectiveMutualTls() {}

    /** The mode of a port of the pod, which is the port that the container listens on (R3.8). */
    public static Explained<MutualTlsMode> on(Workload workload, int port, Mesh mesh, Precedence precedence) {
        return new PeerAuthentications(mesh, precedence)
                .onServer(workload.namespace(), workload.labels(), Optional.of(port));
    }

    /** The mode of all ports that no policy names. */
    public static Explained<MutualTlsMode> onOtherPorts(Workload workload, Mesh mesh, Precedence precedence) {
        return new PeerAuthentications(mesh, precedence)
                .onServer(workload.namespace(), workload.labels(), Optional.empty());
    }
}
