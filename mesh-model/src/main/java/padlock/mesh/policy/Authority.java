package padlock.mesh.policy;

import java.util.List;
import java.util.Optional;
import padlock.mesh.resource.ResourceId;
import padlock.tls.identity.RevocationList;
import padlock.tls.identity.TrustBundle;

/** Whose certificates a proxy accepts. */
public sealed interface Authority {

    List<String> MESH_ROOTS = List.of("/etc/certs/root-cert.pem", "/var/run/secrets/istio/root-cert.pem");

    /** The file with the lists of the mesh's authorities. */
    String MESH_REVOCATIONS = "/var/run/secrets/istio/crl/ca-crl.pem";

    /** One that is known by what it is. */
    enum Named implements Authority {
        /** The mesh's roots. */
        MESH,
        /** The public roots of the operating system, which know no certificate of a mesh. */
        PUBLIC,
        /** A CA outside the mesh, from a file. */
        OUTSIDE,
        /** Anybody's: {@code insecureSkipVerify}. */
        ANY
    }

    /**
     * One that is asked which of its certificates it has revoked.
     *
     * @param list the file with its list ({@code caCrl})
     */
    record Revoking(Named authority, String list) implements Authority {}

    /** The one that a Secret holds, with what it revoked. */
    record InSecret(ResourceId secret, TrustBundle roots, List<RevocationList> revocations) implements Authority {
        public InSecret {
            revocations = List.copyOf(revocations);
        }
    }

    /** Whose a file of roots is, by Istio's names for the mesh's; without one, the public ones. */
    static Named inFile(Optional<String> roots) {
        return roots.filter(file -> !file.equals("system"))
                .map(file -> MESH_ROOTS.contains(file) ? Named.MESH : Named.OUTSIDE)
                .orElse(Named.PUBLIC);
    }
}
