package padlock.ui.topology;

import java.util.Locale;
import padlock.mesh.history.Link;
import padlock.mesh.history.WorkloadName;

/**
 * A message on its way.
 *
 * @param back whether it goes against the direction of its lane
 * @param look how what it travels in is protected, or how the call went that it ends
 */
record Journey(Kind kind, Lane lane, boolean back, LinkState look) {

    /** Where messages go along; from whoever asks to whoever answers. */
    sealed interface Lane {

        /** Along an arrow, from the client to the server. */
        record OverLink(Link link) implements Lane {}

        /** From a sidecar to istiod. */
        record ToControlPlane(WorkloadName workload) implements Lane {}

        /** From a sidecar to the certificate authority. */
        record ToAuthority(WorkloadName workload) implements Lane {}

        /** Whether programs have nothing to do with it. */
        default boolean isOfSystem() {
            return !(this instanceof OverLink);
        }
    }

    /** What the message is. */
    enum Kind {
        CONNECTION,
        FLIGHT,
        REQUEST,
        RESPONSE,
        REFUSAL,
        PUSH,
        ACKNOWLEDGEMENT,
        SIGNING_REQUEST,
        CERTIFICATE,
        ROOTS;

        /** The end of the key of its words. */
        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
