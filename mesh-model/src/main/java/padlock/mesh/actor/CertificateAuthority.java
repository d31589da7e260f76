package padlock.mesh.actor;

import java.time.Duration;
import java.util.Optional;
import padlock.sim.Actor;
import padlock.sim.ActorContext;
import padlock.sim.Message;
import padlock.tls.authority.Issuance;
import padlock.tls.authority.SigningAuthority;
import padlock.tls.identity.Certificate;
import padlock.tls.identity.Seed;
import padlock.tls.identity.SpiffeId;
import padlock.tls.identity.TrustDomain;

/** Owns the mesh's root key, and signs what the sidecars of authenticated workloads request. */
public final class CertificateAuthority implements Actor {

    /** Of Istio's self-signed root: ten years. */
    private static final Duration ROOT_LIFETIME = Duration.ofDays(3650);

    private final TrustDomain trustDomain;
    private final Settings settings;
    private Optional<SigningAuthority> authority = Optional.empty();

    CertificateAuthority(TrustDomain trustDomain, Settings settings) {
        this.trustDomain = trustDomain;
        this.settings = settings;
    }

    @Override
    public void receive(Message message, ActorContext context) {
        if (message instanceof CertificateMessage.Begin) onBegin(context);
        else if (message instanceof CertificateMessage.Sign sign) onSign(sign, context);
        else throw new AssertionError(message);
    }

    private void onBegin(ActorContext context) {
        SigningAuthority root = SigningAuthority.selfSigned(
                trustDomain,
                settings.algorithm(),
                context.instant(),
                ROOT_LIFETIME,
                Seeds.of(context.random().named("root")));
        authority = Optional.of(root);
        context.record(new MeshFact.RootCreated(
                root.certificate().subject(), root.certificate().notAfter()));
        context.tell(MeshIds.CONTROL_PLANE, new ControlPlaneMessage.RootsAnnounced(root.bundle()));
    }

    /** The identity comes from who asks, never from what the request wishes to be called. */
    private void onSign(CertificateMessage.Sign sign, ActorContext context) {
        SpiffeId caller = Identities.of(
                trustDomain, sign.token().namespace(), sign.token().serviceAccount());
        Seed seed = Seeds.of(context.random().named("issue", sign.instance(), context.instant()));
        Issuance issuance = authority
                .orElseThrow()
                .issue(sign.request(), caller, settings.certificateLifetime(), context.instant(), seed);
        record(issuance, caller, context);
        context.send(sign.sidecar(), "certificates", new CertificateMessage.Signed(issuance));
    }

    private static void record(Issuance issuance, SpiffeId caller, ActorContext context) {
        if (issuance instanceof Issuance.Issued success) {
            Certificate leaf = success.leaf();
            context.record(new MeshFact.CertificateIssued(
                    caller, leaf.serialNumber().toString(16), leaf.notBefore(), leaf.notAfter()));
        } else if (issuance instanceof Issuance.Refused refused) {
            context.record(new MeshFact.CertificateDenied(caller, refused.message()));
        } else {
            throw new AssertionError(issuance);
        }
    }
}
