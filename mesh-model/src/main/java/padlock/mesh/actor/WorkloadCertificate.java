package padlock.mesh.actor;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import padlock.mesh.policy.Renewal;
import padlock.mesh.resource.Instance;
import padlock.sim.ActorContext;
import padlock.sim.Reminder;
import padlock.tls.authority.CertificateSigningRequest;
import padlock.tls.authority.Issuance;
import padlock.tls.identity.Certificate;
import padlock.tls.identity.SigningKey;
import padlock.tls.identity.SpiffeId;
import padlock.tls.identity.Svid;

/**
 * The sidecar's agent: makes a key, asks the certificate authority to certify it, and does so again when a fraction of
 * the certificate's lifetime is over, or nobody answers. The key never leaves the pod.
 */
final class WorkloadCertificate {

    /** How long the agent waits for an answer before it asks again. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Of the pauses between requests that nobody answers (tls-and-ca: the agent's back-off). */
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);

    private final SpiffeId identity;
    private final SidecarState state;
    private final Renewal terms;
    private Optional<SigningKey> requested = Optional.empty();
    private Optional<Reminder> again = Optional.empty();
    private Optional<Reminder> renewal = Optional.empty();
    private Duration pause = FIRST_PAUSE;

    WorkloadCertificate(SpiffeId identity, SidecarState state, Renewal terms) {
        this.identity = identity;
        this.state = state;
        this.terms = terms;
    }

    void request(ActorContext context) {
        renewal.ifPresent(Reminder::cancel);
        again.ifPresent(Reminder::cancel);
        Instance instance = state.instance();
        SigningKey key = SigningKey.generate(
                state.settings().algorithm(),
                Seeds.of(context.random().named("key", instance.id(), context.instant())));
        requested = Optional.of(key);
        context.record(new MeshFact.CertificateRequested(instance.id(), identity));
        context.send(
                MeshIds.CERTIFICATE_AUTHORITY,
                "certificates",
                new CertificateMessage.Sign(
                        context.self(),
                        instance.id(),
                        new CertificateMessage.ServiceAccountToken(
                                instance.workload().namespace(),
                                instance.workload().serviceAccount()),
                        CertificateSigningRequest.create(key, identity)));
        again = Optional.of(context.remindAfter(PATIENCE.plus(pause), new SidecarMessage.Rotate()));
        Duration doubled = pause.multipliedBy(2);
        pause = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }

    /** An answer to a pod of the same name that ran before is for another key, and of no use. */
    void onSigned(CertificateMessage.Signed signed, ActorContext context) {
        if (signed.issuance() instanceof Issuance.Issued issued) {
            requested.filter(key -> key.isFor(issued.leaf())).ifPresent(key -> install(issued, key, context));
        } else if (signed.issuance() instanceof Issuance.Refused) {
            again.ifPresent(Reminder::cancel);
        } else {
            throw new AssertionError(signed.issuance());
        }
    }

    /** The authority decides who this is, whatever the request wished. */
    private void install(Issuance.Issued issued, SigningKey key, ActorContext context) {
        answered();
        Certificate leaf = issued.leaf();
        SpiffeId certified = leaf.spiffeId().orElseThrow();
        state.present(new Svid(certified, issued.chain(), key));
        state.trust(issued.bundle(), context);
        Duration renewAfter = renewAfter(leaf, context);
        Instant rotatesAt = context.instant().plus(renewAfter);
        context.record(new MeshFact.CertificateInstalled(
                state.instance().id(), certified, leaf.serialNumber().toString(16), leaf.notAfter(), rotatesAt));
        renewal = Optional.of(context.remindAfter(renewAfter, new SidecarMessage.Rotate()));
    }

    private void answered() {
        again.ifPresent(Reminder::cancel);
        pause = FIRST_PAUSE;
    }

    /** Counted from when the certificate arrived, without the minutes that it is backdated. */
    private Duration renewAfter(Certificate leaf, ActorContext context) {
        double stray = context.random()
                                .named("rotation", state.instance().id(), leaf.notAfter())
                                .fraction()
                        * 2
                - 1;
        return terms.after(context.instant(), leaf.notAfter(), context.instant(), -stray);
    }
}
