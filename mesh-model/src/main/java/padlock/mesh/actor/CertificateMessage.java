package padlock.mesh.actor;

import padlock.mesh.resource.InstanceId;
import padlock.sim.ActorId;
import padlock.sim.Message;
import padlock.tls.authority.CertificateSigningRequest;
import padlock.tls.authority.Issuance;

/** The conversation of a sidecar's agent with the certificate authority. */
public sealed interface CertificateMessage extends Message {

    /** The authority begins its work. */
    record Begin() implements CertificateMessage {}

    /**
     * A sidecar asks for a certificate.
     *
     * @param token what proves who asks; the request itself only says what it wishes to be called
     */
    record Sign(ActorId sidecar, InstanceId instance, ServiceAccountToken token, CertificateSigningRequest request)
            implements CertificateMessage {}

    /** The token that Kubernetes mounts into a pod: the name of its service account. */
    record ServiceAccountToken(String namespace, String serviceAccount) {}

    /** The authority's answer. */
    record Signed(Issuance issuance) implements CertificateMessage {}
}
