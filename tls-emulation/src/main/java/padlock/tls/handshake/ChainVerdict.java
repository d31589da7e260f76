package padlock.tls.handshake;

import java.util.List;
import java.util.Objects;
import padlock.tls.identity.Certificate;

/** What a validator says of a peer's certificates. */
public sealed interface ChainVerdict {
    /** From the leaf to the trusted certificate it leads to. */
    record Accepted(List<Certificate> path) implements ChainVerdict {
        public Accepted {
            path = List.copyOf(path);
        }
    }

    /** The depth counts from the leaf, which is 0; the detail is worded as a sidecar's log has it. */
    record Rejected(RefusalReason reason, TlsAlert alert, String detail, int depth) implements ChainVerdict {
        public Rejected {
            Objects.requireNonNull(reason);
            Objects.requireNonNull(alert);
            Objects.requireNonNull(detail);
        }
    }
}
