package padlock.mesh.actor;

import padlock.tls.identity.SpiffeId;
import padlock.tls.identity.TrustDomain;

/** The form of identities in Istio: {@code spiffe://<trust domain>/ns/<namespace>/sa/<service account>}. */
final class Identities {

    private Identities() {}

    static SpiffeId of(TrustDomain trustDomain, String namespace, String serviceAccount) {
        return new SpiffeId(trustDomain, "/ns/" + namespace + "/sa/" + serviceAccount);
    }
}
