package padlock.mesh.history;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import padlock.mesh.policy.Reason;
import padlock.mesh.resource.InstanceId;
import padlock.mesh.resource.MutualTlsMode;

/**
 * What crossed the network in plaintext between two ends, under the same decisions.
 *
 * @param to {@code host:port} as the caller knows it
 * @param accepted whether the server's side took it; what it refuses has crossed the wire all the same
 * @param sample the first line of the first request, or its beginning
 */
public record LedgerEntry(
        InstanceId from,
        String to,
        Optional<InstanceId> endpoint,
        boolean accepted,
        Optional<MutualTlsMode> serverMode,
        List<Reason> because,
        int connections,
        long requestBytes,
        long answerBytes,
        Instant first,
        Instant last,
        String sample) {

    public LedgerEntry {
        because = List.copyOf(because);
    }

    /** From the first byte to the last. */
    public Duration length() {
        return Duration.between(first, last);
    }
}
