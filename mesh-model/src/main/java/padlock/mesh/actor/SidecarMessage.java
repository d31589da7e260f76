package padlock.mesh.actor;

import java.util.List;
import java.util.Optional;
import padlock.mesh.policy.SidecarConfig;
import padlock.sim.Message;
import padlock.tls.identity.RevocationList;
import padlock.tls.identity.Svid;
import padlock.tls.identity.TrustBundle;

/** What only a sidecar hears: pushes from the control plane, and its own reminders. */
public sealed interface SidecarMessage extends Message {

    /**
     * All that it is to hold from now on.
     *
     * @param stream on which of its connections this comes: how often one broke before
     * @param roots what to trust until something else is said
     */
    record Push(long stream, long revision, SidecarConfig config, TrustBundle roots) implements SidecarMessage {}

    /** These are the roots to trust from now on. */
    record Trust(TrustBundle roots) implements SidecarMessage {}

    /** What the authorities say they have revoked. */
    record Revocations(List<RevocationList> lists) implements SidecarMessage {}

    /** It is time to renew the certificate. */
    record Rotate() implements SidecarMessage {}

    /** Nobody answered a request for a certificate: it is sent once more. */
    record RequestAgain() implements SidecarMessage {}

    /** The connection to the control plane broke. */
    record StreamClosed() implements SidecarMessage {}

    /** The control plane did not answer, and is asked once more. */
    record Reconnect() implements SidecarMessage {}

    /** Whoever is at this place takes a copy of the certificate and its key. */
    record Leak(Place to) implements SidecarMessage {}

    /** This is to be shown in place of the sidecar's own certificate; nothing: its own again. */
    record Impersonate(Optional<Svid> stolen) implements SidecarMessage {}

    /** A connection to an endpoint is not there in time. */
    record ConnectTimeout(String connection) implements SidecarMessage {}

    /** A pooled connection was used by nobody for an hour. */
    record IdleTimeout(String connection) implements SidecarMessage {}

    /** A failed attempt of a call is made again. */
    record Retry(String call) implements SidecarMessage {}

    /** Connections that were accepted under replaced filter chains end now. */
    record Drained(String connection) implements SidecarMessage {}
}
