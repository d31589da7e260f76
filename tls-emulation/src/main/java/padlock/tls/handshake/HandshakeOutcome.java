package padlock.tls.handshake;

import java.util.Objects;
import java.util.Optional;

/** How a handshake ended for one endpoint; the other's may differ, and with TLS 1.3 often does. */
public sealed interface HandshakeOutcome {
    record Established(Session session) implements HandshakeOutcome {
        public Established {
            Objects.requireNonNull(session);
        }
    }

    /** The alert is absent where none is sent: a server that is asked in plain HTTP just closes. */
    record Refused(RefusalReason reason, Optional<TlsAlert> alert, Side by, String detail) implements HandshakeOutcome {
        public Refused {
            Objects.requireNonNull(reason);
            Objects.requireNonNull(alert);
            Objects.requireNonNull(by);
            Objects.requireNonNull(detail);
        }
    }
}
