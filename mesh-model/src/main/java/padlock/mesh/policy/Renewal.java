package padlock.mesh.policy;

import java.time.Duration;
import java.time.Instant;

/**
 * When a sidecar's agent renews its certificate (R12.2): a part of the certificate's life before its end, the grace
 * period.
 *
 * @param ratio the grace period as a part of the life
 * @param jitter how far the ratio strays at most, either way
 */
public record Renewal(double ratio, double jitter) {

    /**
     * How long to wait.
     *
     * @param created when the certificate arrived
     * @param stray how far the ratio strays this time, from -1 to 1 of the jitter
     */
    public Duration after(Instant created, Instant expires, Instant now, double stray) {
        Duration life = Duration.between(created, expires);
        double strayed = Math.max(0, Math.min(1, ratio + stray * jitter));
        Instant due = created.plusMillis((long) (life.toMillis() * (1 - strayed)));
        Duration left = Duration.between(now, due);
        return left.isNegative() ? Duration.ZERO : left;
    }
}
