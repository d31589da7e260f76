package padlock.scenario;

import java.util.List;
import java.util.Optional;
import padlock.mesh.actor.Side;
import padlock.mesh.history.CallReason;
import padlock.mesh.history.HandshakeReasons;
import padlock.tls.handshake.CertificateValidator;
import padlock.tls.handshake.CertificateValidator.Checked;
import padlock.tls.handshake.CertificateValidator.Examination;
import padlock.tls.handshake.ChainTerms;
import padlock.tls.handshake.ChainVerdict;
import padlock.tls.handshake.PeerTrust;
import padlock.tls.handshake.Purpose;
import padlock.tls.handshake.RefusalReason;
import padlock.tls.handshake.SanRule;
import padlock.tls.handshake.TlsAlert;
import padlock.tls.identity.Certificate;
import padlock.tls.identity.SpiffeId;

/**
 * What a sidecar says of a chain that somebody shows to it.
 *
 * @param identity the SPIFFE ID in the leaf, accepted or not
 * @param alert what it would send to the peer
 * @param checks in their order; the first that fails is the last one
 */
public record ChainAnswer(
        boolean accepted,
        Optional<SpiffeId> identity,
        CallReason reason,
        Optional<TlsAlert> alert,
        List<Checked> checks) {

    public ChainAnswer {
        checks = List.copyOf(checks);
    }

    /** Judges with the validator of the handshakes. */
    public static ChainAnswer of(List<Certificate> chain, PeerTrust trust, ChainTerms terms) {
        Examination examined = CertificateValidator.examine(chain, trust, terms);
        Optional<SpiffeId> identity = chain.stream().findFirst().flatMap(Certificate::spiffeId);
        if (examined.verdict() instanceof ChainVerdict.Rejected rejected) {
            Side judge = terms.purpose() == Purpose.SERVER_AUTH ? Side.CLIENT : Side.SERVER;
            return new ChainAnswer(
                    false,
                    identity,
                    reason(rejected.reason(), judge, identity, trust.names()),
                    Optional.of(rejected.alert()),
                    examined.checks());
        }
        return new ChainAnswer(true, identity, CallReason.OK, Optional.empty(), examined.checks());
    }

    /** A server expects somebody of its trust domains; whoever is of one and still not right has the wrong name. */
    private static CallReason reason(RefusalReason refusal, Side judge, Optional<SpiffeId> identity, SanRule expected) {
        boolean ofAnotherDomain = identity.isPresent()
                && expected instanceof SanRule.OneOf one
                && one.names().stream()
                        .flatMap(name -> SpiffeId.tryParse(name).stream())
                        .map(SpiffeId::trustDomain)
                        .noneMatch(identity.get().trustDomain()::equals);
        return refusal == RefusalReason.NAME_MISMATCH && !ofAnotherDomain
                ? CallReason.SERVER_NAME_MISMATCH
                : HandshakeReasons.of(refusal, judge);
    }

    /** A certificate that cannot be read is refused before anything else is asked. */
    public static ChainAnswer unreadable(String why) {
        return new ChainAnswer(
                false,
                Optional.empty(),
                CallReason.UNKNOWN_AUTHORITY,
                Optional.of(TlsAlert.BAD_CERTIFICATE),
                List.of(new Checked("certificate", false, why)));
    }
}
