package padlock.mesh.policy;

import padlock.mesh.resource.ResourceId;
import padlock.tls.identity.HostCertificate;

/** Which certificate a proxy shows. */
public sealed interface Credentials {

    String MESH_CERTIFICATE = "/etc/certs/cert-chain.pem";
    String MESH_KEY = "/etc/certs/key.pem";

    /** One that is known by whose it is. */
    enum Named implements Credentials {
        /** The workload's own, by Istio's file names. */
        WORKLOAD,
        /** One of a CA outside the mesh, from a file. */
        OUTSIDE
    }

    /** The one that a Secret holds. */
    record InSecret(ResourceId secret, HostCertificate certificate) implements Credentials {}

    /** Whose a certificate in files is, by Istio's names for the workload's own. */
    static Named inFiles(String chain, String key) {
        return key.equals(MESH_KEY) ? inFile(chain) : Named.OUTSIDE;
    }

    /** The same by the file of the certificate alone. */
    static Named inFile(String chain) {
        return chain.equals(MESH_CERTIFICATE) ? Named.WORKLOAD : Named.OUTSIDE;
    }
}
