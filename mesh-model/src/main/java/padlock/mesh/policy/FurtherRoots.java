package padlock.mesh.policy;

import java.util.List;
import padlock.mesh.resource.Mesh;
import padlock.mesh.resource.Workload;
import padlock.tls.identity.Certificate;

/**
 * The roots of {@code caCertificates} in the mesh's settings: they reach a sidecar where istiod and the agent beside
 * the sidecar are both told to have several (tls-and-ca 1.5), which neither is by default.
 */
public final class FurtherRoots {

    /** The variable of istiod. */
    public static final String OF_ISTIOD = "ISTIO_MULTIROOT_MESH";

    /** The variable of the proxies. */
    public static final String OF_PROXIES = "PROXY_CONFIG_XDS_AGENT";

    private FurtherRoots() {}

    /** Those that the sidecar of a workload trusts. */
    public static List<Certificate> of(Workload workload, Mesh mesh) {
        boolean reached = mesh.istiodEnables(OF_ISTIOD)
                && ProxyVariables.of(workload, mesh.settings())
                        .get(OF_PROXIES)
                        .filter(Mesh::isTrue)
                        .isPresent();
        return reached ? mesh.settings().furtherRoots() : List.of();
    }
}
