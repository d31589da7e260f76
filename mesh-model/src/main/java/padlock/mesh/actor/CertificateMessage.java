package padlock.mesh.actor;

import java.util.Optional;
import padlock.mesh.resource.InstanceId;
import padlock.mesh.resource.PluggedInAuthority;
import padlock.sim.ActorId;
import padlock.sim.Message;
import padlock.tls.authority.CertificateSigningRequest;
import padlock.tls.authority.Issuance;
import padlock.tls.identity.Certificate;
import padlock.tls.identity.TrustBundle;
import padlock.tls.identity.TrustDomain;

/** The conversation of a sidecar's agent with the certificate authority. */
public sealed interface CertificateMessage extends Message {

    /** The authority begins its work; with nothing plugged in, it signs its own root. */
    record Begin(Optional<PluggedInAuthority> pluggedIn) implements CertificateMessage {}

    /** The Secret of the authority is applied, while it works. */
    record PlugIn(PluggedInAuthority pluggedIn) implements CertificateMessage {}

    /** Identities are of this trust domain from now on. */
    record TrustDomainChanged(TrustDomain trustDomain) implements CertificateMessage {}

    /** The root is to give way to a new one. */
    record RotateRoot(Fault.Strategy strategy) implements CertificateMessage {}

    /** Every sidecar trusts these roots. */
    record RootsDistributed(TrustBundle roots) implements CertificateMessage {}

    /** Nothing that is still valid bears the name of an older root than this. */
    record RetireOlderRoots(Certificate root) implements CertificateMessage {}

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
