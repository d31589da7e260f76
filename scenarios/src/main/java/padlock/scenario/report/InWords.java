package padlock.scenario.report;

import java.util.List;
import java.util.stream.Collectors;
import padlock.mesh.actor.ClientSends;
import padlock.mesh.actor.Fault;
import padlock.mesh.actor.Place;
import padlock.mesh.history.CallReason;
import padlock.mesh.history.CallResult;
import padlock.mesh.history.CallView;
import padlock.mesh.history.Transport;

/** What became of a call, in a person's words. */
final class InWords {

    private InWords() {}

    static String transport(Transport transport) {
        return switch (transport) {
            case MUTUAL_TLS -> "mutual TLS";
            case TLS -> "TLS";
            case PLAINTEXT -> "plaintext";
            case NONE -> "none";
        };
    }

    static String sends(ClientSends sends) {
        return switch (sends) {
            case PLAINTEXT -> "in plaintext";
            case MUTUAL_TLS -> "with Istio's mutual TLS";
            case TLS -> "with TLS and no certificate of its own";
            case CUSTOM_MUTUAL_TLS -> "with mutual TLS and certificates of its own";
            case APPLICATION_TLS -> "with the program's own TLS";
        };
    }

    /** {@code succeeded}, or {@code failed: plaintext-to-strict}. */
    static Cell outcome(CallView.Verdict verdict) {
        String result = verdict.result().text();
        String reason =
                verdict.reason() == CallReason.OK ? "" : ": " + verdict.reason().text();
        return new Cell(result + reason, tone(verdict));
    }

    static Tone tone(CallView.Verdict verdict) {
        if (verdict.result() != CallResult.SUCCEEDED) {
            return Tone.BAD;
        }
        return verdict.transport() == Transport.PLAINTEXT ? Tone.WARNING : Tone.GOOD;
    }

    /** The one word that a cell of the matrix has room for. */
    static Cell briefly(CallView.Verdict verdict) {
        if (verdict.reason() == CallReason.NO_ENDPOINT) {
            return Cell.weak("no pod");
        }
        if (verdict.result() != CallResult.SUCCEEDED) {
            return new Cell(verdict.result().text(), tone(verdict));
        }
        return new Cell(
                verdict.transport() == Transport.MUTUAL_TLS ? "mTLS" : transport(verdict.transport()), tone(verdict));
    }

    /** Why, in a sentence without its full stop. */
    static String why(CallReason reason) {
        return switch (reason) {
            case OK -> "nothing stood against it";
            case PLAINTEXT_TO_STRICT -> "the client sent plaintext where only TLS is taken";
            case TLS_TO_PLAINTEXT -> "the client spoke TLS to something that speaks plaintext";
            case NO_CLIENT_CERTIFICATE -> "the server asked for a certificate and the client has none";
            case TLS_WITHOUT_ISTIO_ALPN ->
                "the client spoke TLS, but not Istio's, to a port that takes Istio's or plaintext";
            case SERVER_CERTIFICATE_EXPIRED -> "the client saw that the server's certificate has expired";
            case CLIENT_CERTIFICATE_EXPIRED -> "the server saw that the client's certificate has expired";
            case CERTIFICATE_NOT_YET_VALID -> "a certificate is not valid yet";
            case CERTIFICATE_REVOKED -> "a certificate has been revoked";
            case SERVER_NAME_MISMATCH -> "the server's certificate bears a name that the client does not expect there";
            case UNKNOWN_AUTHORITY -> "a certificate was issued by an authority that the other side does not trust";
            case TRUST_DOMAIN_MISMATCH ->
                "the client's certificate is of a trust domain that the server does not accept";
            case NO_CERTIFICATE_YET -> "a sidecar has no certificate yet";
            case TAMPERED -> "bytes were changed on their way";
            case PROTOCOL_VERSION -> "the two sides could not agree on a version of TLS";
            case ACCESS_DENIED -> "the connection stood, and an AuthorizationPolicy refused the request";
            case TOKEN_REJECTED -> "the connection stood, and the request's token was refused";
            case NO_SUCH_HOST -> "nobody is known by that name or address";
            case NO_ENDPOINT -> "no pod stands behind the service's port";
            case CONNECTION_REFUSED -> "nothing listens on that port";
            case SERVER_FIRST_TIMEOUT -> "client and server each waited for the other to speak first";
            case TIMEOUT -> "no answer came in time";
            case UNREACHABLE -> "the connection ended without an answer";
        };
    }

    /** A fault as a scenario file names it, and where it is. */
    static String fault(Fault fault) {
        if (fault instanceof Fault.CaOutage) return fault.kind();
        else if (fault instanceof Fault.Partition cut)
            return fault.kind() + " between " + places(cut.between()) + " and " + places(cut.and());
        else if (fault instanceof Fault.Latency slow)
            return fault.kind() + " of " + Moments.length(slow.add()) + " more on " + slow.on();
        else if (fault instanceof Fault.Loss loss)
            return fault.kind() + " of " + loss.rate() + " of all flights on " + loss.on();
        else if (fault instanceof Fault.Tamper tamper) return fault.kind() + " on " + tamper.on();
        else if (fault instanceof Fault.Eavesdrop tap) return fault.kind() + " on " + tap.on();
        else if (fault instanceof Fault.Downgrade older) return fault.kind() + " on " + older.on();
        else if (fault instanceof Fault.RotateRoot rotation)
            return fault.kind() + ", " + rotation.strategy().text();
        else if (fault instanceof Fault.StolenCertificate theft)
            return fault.kind() + " of " + theft.of() + ", shown by " + theft.by();
        else return ofWorkload(fault);
    }

    private static String ofWorkload(Fault fault) {
        if (fault instanceof Fault.ControlPlaneOutage) return fault.kind();
        else if (fault instanceof Fault.ClockSkew skew)
            return fault.kind() + ": " + skew.workload() + " is "
                    + Moments.length(skew.by().abs()) + (skew.by().isNegative() ? " late" : " early");
        else if (fault instanceof Fault.WrongCertificate wrong)
            return fault.kind() + " of " + wrong.workload() + ": "
                    + wrong.problem().text();
        else if (fault instanceof Fault.RogueCa rogue) return fault.kind() + " certifies " + rogue.workload();
        else if (fault instanceof Fault.Restart restart) return fault.kind() + " of " + restart.workload();
        throw new AssertionError(fault);
    }

    private static String places(List<Place> places) {
        return places.stream().map(Place::toString).collect(Collectors.joining(", "));
    }
}
