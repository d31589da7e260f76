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

    /**
     * How often gRPC sends one request, with pauses that double from the first one and stray by a part of themselves.
     */
    private static final int TRIES = 5;

    private static final Duration FIRST_RETRY = Duration.ofMillis(100);
    private static final double RETRY_JITTER = 0.1;

    /** Of the pauses between requests that came to nothing. */
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);

    private final SpiffeId identity;
    private final SidecarState state;
    private final Renewal terms;
    private Optional<SigningKey> requested = Optional.empty();
    private Optional<Reminder> again = Optional.empty();
    private Optional<Reminder> renewal = Optional.empty();
    private int tries;
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
        tries = 0;
        context.record(new MeshFact.CertificateRequested(instance.id(), identity));
        send(key, context);
    }

    /** Nobody answered: the same request once more. */
    void requestAgain(ActorContext context) {
        requested.ifPresent(key -> {
            context.record(
                    new MeshFact.CertificateRequestRetried(state.instance().id(), tries));
            send(key, context);
        });
    }

    private void send(SigningKey key, ActorContext context) {
        tries++;
        Instance instance = state.instance();
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
        again = Optional.of(
                tries < TRIES
                        ? context.remindAfter(PATIENCE.plus(retryPause(context)), new SidecarMessage.RequestAgain())
                        : context.remindAfter(PATIENCE.plus(nextPause()), new SidecarMessage.Rotate()));
    }

    private Duration retryPause(ActorContext context) {
        Duration pause = FIRST_RETRY.multipliedBy(1L << (tries - 1));
        Duration stray = Duration.ofNanos((long) (pause.toNanos() * RETRY_JITTER));
        return context.random().named("retry", context.instant()).between(pause.minus(stray), pause.plus(stray));
    }

    private Duration nextPause() {
        Duration now = pause;
        Duration doubled = pause.multipliedBy(2);
        pause = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
        return now;
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

    /**
     * The authority decides who this is, whatever the request wished. A certificate that is over already, by the clock
     * here, is held all the same, but another one is asked for soon.
     */
    private void install(Issuance.Issued issued, SigningKey key, ActorContext context) {
        again.ifPresent(Reminder::cancel);
        Certificate leaf = issued.leaf();
        SpiffeId certified = leaf.spiffeId().orElseThrow();
        state.present(new Svid(certified, issued.chain(), key), context);
        state.trust(issued.bundle(), context);
        boolean over = state.now(context).isAfter(leaf.notAfter());
        Duration renewAfter = over ? nextPause() : renewAfter(leaf, context);
        Instant rotatesAt = context.instant().plus(renewAfter);
        context.record(new MeshFact.CertificateInstalled(
                state.instance().id(), certified, leaf.serialNumber().toString(16), leaf.notAfter(), rotatesAt));
        renewal = Optional.of(context.remindAfter(renewAfter, new SidecarMessage.Rotate()));
    }

    /** Counted from when the certificate arrived, without the minutes that it is backdated. */
    private Duration renewAfter(Certificate leaf, ActorContext context) {
        double stray = context.random()
                                .named("rotation", state.instance().id(), leaf.notAfter())
                                .fraction()
                        * 2
                - 1;
        Instant now = state.now(context);
        pause = FIRST_PAUSE;
        return terms.after(now, leaf.notAfter(), now, -stray);
    }
}
