package padlock.mesh.actor;

import java.time.Duration;
import padlock.mesh.policy.Precedence;
import padlock.tls.handshake.KeyAgreement;
import padlock.tls.handshake.TlsVersion;
import padlock.tls.identity.KeyAlgorithm;

/**
 * How the mesh of a run behaves where manifests do not say.
 *
 * @param pushDelay how long a change takes to reach a sidecar, drawn for each sidecar and change
 * @param latency one way, for each flight
 * @param rotateAt the fraction of a certificate's lifetime after which it is renewed
 */
public record Settings(
        Precedence precedence,
        Span pushDelay,
        Span latency,
        TlsVersion highestTls,
        KeyAgreement keyAgreement,
        Duration certificateLifetime,
        double rotateAt,
        KeyAlgorithm algorithm) {

    public static final Settings DEFAULTS = new Settings(
            Precedence.ISTIO,
            new Span(Duration.ofMillis(200), Duration.ofSeconds(2)),
            new Span(Duration.ofMillis(1), Duration.ofMillis(5)),
            TlsVersion.TLS_1_3,
            KeyAgreement.X25519,
            Duration.ofHours(24),
            0.5,
            KeyAlgorithm.EC_P256);

    public Settings withPrecedence(Precedence changed) {
        return new Settings(
                changed, pushDelay, latency, highestTls, keyAgreement, certificateLifetime, rotateAt, algorithm);
    }

    public Settings withHighestTls(TlsVersion changed) {
        return new Settings(
                precedence, pushDelay, latency, changed, keyAgreement, certificateLifetime, rotateAt, algorithm);
    }
}
