package padlock.tls.authority;

import java.util.List;
import java.util.Objects;
import padlock.tls.identity.Certificate;
import padlock.tls.identity.TrustBundle;

/** What comes of asking an authority for a certificate. */
public sealed interface Issuance {
    /** The leaf, then the intermediates up to but without the root; and what to trust from now on. */
    record Issued(List<Certificate> chain, TrustBundle bundle) implements Issuance {
        public Issued {
            chain = List.copyOf(chain);
            Objects.requireNonNull(bundle);
        }

        public Certificate leaf() {
            return chain.get(0);
        }
    }

    record Refused(Reason reason, String message) implements Issuance {
        public Refused {
            Objects.requireNonNull(reason);
            Objects.requireNonNull(message);
        }
    }

    enum Reason {
        /** The request is not signed by the key it asks for. */
        BAD_REQUEST_SIGNATURE,
        /** Refused, not shortened: the asker has to learn that its setting does not hold. */
        LIFETIME_TOO_LONG,
        SIGNING_CERTIFICATE_EXPIRED
    }
}
