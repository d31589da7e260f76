package padlock.mesh.actor;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import padlock.mesh.resource.PluggedInAuthority;
import padlock.sim.Actor;
import padlock.sim.ActorContext;
import padlock.sim.Message;
import padlock.sim.RandomSource;
import padlock.tls.authority.Issuance;
import padlock.tls.authority.SigningAuthority;
import padlock.tls.identity.Certificate;
import padlock.tls.identity.RevocationList;
import padlock.tls.identity.Seed;
import padlock.tls.identity.SpiffeId;
import padlock.tls.identity.TrustBundle;
import padlock.tls.identity.TrustDomain;

/** Owns the mesh's root key, signs what the sidecars of authenticated workloads request, and rotates its root. */
public final class CertificateAuthority implements Actor {

    /** Of Istio's self-signed root: ten years. */
    private static final Duration ROOT_LIFETIME = Duration.ofDays(3650);

    private final Settings settings;
    private final Faults faults;
    private TrustDomain trustDomain;
    private final Revocations revocations = new Revocations();
    private Optional<SigningAuthority> current = Optional.empty();
    private Optional<SigningAuthority> successor = Optional.empty();
    private TrustBundle bundle = TrustBundle.of();

    CertificateAuthority(TrustDomain trustDomain, Settings settings, Faults faults) {
        this.trustDomain = trustDomain;
        this.settings = settings;
        this.faults = faults;
    }

    @Override
    public void receive(Message message, ActorContext context) {
        if (message instanceof CertificateMessage.Begin begin) onBegin(begin.pluggedIn(), context);
        else if (message instanceof CertificateMessage.PlugIn plugIn) onPlugIn(plugIn.pluggedIn(), context);
        else if (message instanceof CertificateMessage.Sign sign) onSign(sign, context);
        else if (message instanceof CertificateMessage.TrustDomainChanged changed) trustDomain = changed.trustDomain();
        else if (message instanceof CertificateMessage.RotateRoot rotate) onRotate(rotate.strategy(), context);
        else if (message instanceof CertificateMessage.RootsDistributed distributed)
            onDistributed(distributed.roots(), context);
        else if (message instanceof CertificateMessage.RetireOlderRoots retire) onRetire(retire.root(), context);
        else throw new AssertionError(message);
    }

    private void onBegin(Optional<PluggedInAuthority> pluggedIn, ActorContext context) {
        SigningAuthority first = pluggedIn
                .map(given -> pluggedIn(given, context))
                .orElseGet(() -> newRoot(context, context.random().named("root")));
        current = Optional.of(first);
        bundle = first.bundle();
        context.tell(MeshIds.CONTROL_PLANE, new ControlPlaneMessage.RootsAnnounced(bundle));
        pluggedIn.ifPresent(given -> onLists(given.revocations(), context));
    }

    private static SigningAuthority pluggedIn(PluggedInAuthority given, ActorContext context) {
        Certificate signing = given.chain().get(0);
        context.record(new MeshFact.AuthorityPluggedIn(
                signing.subject(), signing.notAfter(), given.roots().serialNumbers()));
        return SigningAuthority.pluggedIn(given.chain(), given.key(), given.roots());
    }

    /** Another certificate under the same roots is picked up; other roots are not, unless istiod is started anew. */
    private void onPlugIn(PluggedInAuthority given, ActorContext context) {
        if (!given.roots().equals(bundle)) {
            context.record(new MeshFact.RootsKept("Multi root is disabled, updating new ROOT-CA not supported"));
            return;
        }
        if (!given.chain().get(0).equals(current.orElseThrow().certificate())) {
            current = Optional.of(pluggedIn(given, context));
        }
        onLists(given.revocations(), context);
    }

    /** Without lists, those that were given before go on to hold. */
    private void onLists(List<RevocationList> given, ActorContext context) {
        if (!given.isEmpty() && revocations.take(given, current.orElseThrow())) {
            context.record(new MeshFact.RevocationsGiven(
                    given.stream().map(RevocationList::issuer).toList(), RevocationList.serialNumbers(given)));
            context.tell(
                    MeshIds.CONTROL_PLANE,
                    new ControlPlaneMessage.MountRevocations(revocations.givenAndOwn(context.instant())));
        }
    }

    private SigningAuthority newRoot(ActorContext context, RandomSource chance) {
        Seed seed = Seeds.of(chance);
        SigningAuthority root = faults.foresee(Fault::revokes) || revocations.areGiven()
                ? SigningAuthority.revoking(trustDomain, settings.algorithm(), context.instant(), ROOT_LIFETIME, seed)
                : SigningAuthority.selfSigned(
                        trustDomain, settings.algorithm(), context.instant(), ROOT_LIFETIME, seed);
        revocations.signedBy(root);
        context.record(new MeshFact.RootCreated(
                root.certificate().subject(), root.certificate().notAfter()));
        return root;
    }

    // The rotation of roots: trust both, then sign with the new one, then forget the old one. Or all of it at once.

    private void onRotate(Fault.Strategy strategy, ActorContext context) {
        RandomSource chance = context.random().named("root", context.instant());
        SigningAuthority root = newRoot(context, chance);
        SigningAuthority fresh =
                current.orElseThrow().intermediates().isEmpty() ? root : belowOf(root, chance, context);
        if (strategy == Fault.Strategy.ABRUPT) {
            successor = Optional.empty();
            takesOver(fresh, fresh.bundle(), context);
            context.tell(MeshIds.CONTROL_PLANE, new ControlPlaneMessage.RootsAnnounced(bundle));
        } else {
            successor = Optional.of(fresh);
            hasTrusted(bundle.and(fresh.bundle()), context);
        }
    }

    /** Who plugs in an authority keeps the key of the root elsewhere, and has another one sign. */
    private SigningAuthority belowOf(SigningAuthority root, RandomSource chance, ActorContext context) {
        SigningAuthority below = root.intermediate(
                "Intermediate CA",
                settings.algorithm(),
                context.instant(),
                ROOT_LIFETIME,
                Seeds.of(chance.named("intermediate")));
        revocations.signedBy(below);
        return below;
    }

    private void onDistributed(TrustBundle roots, ActorContext context) {
        if (roots.equals(bundle) && successor.isPresent()) {
            SigningAuthority fresh = successor.get();
            successor = Optional.empty();
            takesOver(fresh, bundle, context);
            context.remindAfter(
                    settings.certificateLifetime(), new CertificateMessage.RetireOlderRoots(fresh.certificate()));
        }
    }

    /** Unless another rotation has begun by then, at whose end all older roots go. */
    private void onRetire(Certificate root, ActorContext context) {
        SigningAuthority signing = current.orElseThrow();
        if (signing.certificate().equals(root) && successor.isEmpty()) {
            hasTrusted(signing.bundle(), context);
        }
    }

    private void takesOver(SigningAuthority fresh, TrustBundle trusted, ActorContext context) {
        current = Optional.of(fresh);
        changes(trusted, context);
        if (revocations.areHeeded()) {
            publishRevocations(context);
        }
    }

    private void hasTrusted(TrustBundle trusted, ActorContext context) {
        changes(trusted, context);
        context.tell(MeshIds.CONTROL_PLANE, new ControlPlaneMessage.DistributeRoots(trusted));
    }

    private void changes(TrustBundle trusted, ActorContext context) {
        bundle = trusted;
        context.record(new MeshFact.RootsChanged(
                current.orElseThrow().bundle().serialNumbers().get(0), trusted.serialNumbers()));
    }

    /** The identity comes from who asks, never from what the request wishes to be called. */
    private void onSign(CertificateMessage.Sign sign, ActorContext context) {
        SpiffeId caller = Identities.of(
                trustDomain, sign.token().namespace(), sign.token().serviceAccount());
        Seed seed = Seeds.of(context.random().named("issue", sign.instance(), context.instant()));
        SigningOrder order = faults.befalling(sign.instance(), Fault.OfCertificates.class, context.instant())
                .reduce(
                        new SigningOrder(
                                current.orElseThrow().distributing(bundle),
                                caller,
                                settings.certificateLifetime(),
                                context.instant()),
                        (spoilt, fault) -> spoilt.spoiltBy(fault, context.random()),
                        (one, other) -> other);
        Issuance issuance = order.fill(sign.request(), seed);
        record(issuance, order.identity(), context);
        if (issuance instanceof Issuance.Issued issued && isRevokedAtOnce(sign, context)) {
            revoke(issued.leaf(), order.identity(), context);
        }
        context.send(sign.sidecar(), "certificates", new CertificateMessage.Signed(issuance));
    }

    // Revocation. A root that signs by itself publishes lists; who plugs in an authority has to give those of it and of
    // all above it first.

    private boolean isRevokedAtOnce(CertificateMessage.Sign sign, ActorContext context) {
        return faults.befalling(sign.instance(), Fault.WrongCertificate.class, context.instant())
                .anyMatch(Fault::revokes);
    }

    private void revoke(Certificate leaf, SpiffeId identity, ActorContext context) {
        revocations.revoke(leaf);
        context.record(
                new MeshFact.CertificateRevoked(identity, leaf.serialNumber().toString(16)));
        publishRevocations(context);
    }

    private void publishRevocations(ActorContext context) {
        if (revocations.areGiven() || current.orElseThrow().intermediates().isEmpty()) {
            context.tell(
                    MeshIds.CONTROL_PLANE,
                    new ControlPlaneMessage.PublishRevocations(revocations.lists(context.instant())));
        }
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
