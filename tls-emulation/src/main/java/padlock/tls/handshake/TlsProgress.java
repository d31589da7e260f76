package padlock.tls.handshake;

import java.util.Objects;
import java.util.Optional;

/**
 * What one step of an endpoint came to: bytes for the peer, bytes for the application, and what it learnt in this step.
 */
public record TlsProgress(
        byte[] outgoing,
        byte[] applicationData,
        Optional<HandshakeOutcome> outcome,
        Optional<TlsAlert> alertSent,
        Optional<TlsAlert> alertReceived,
        boolean closed) {
    public TlsProgress {
        Objects.requireNonNull(outgoing);
        Objects.requireNonNull(applicationData);
        Objects.requireNonNull(outcome);
        Objects.requireNonNull(alertSent);
        Objects.requireNonNull(alertReceived);
    }
}
