package padlock.tls.identity;

import java.util.List;

/**
 * A certificate with its key that need not be a workload's: what an ordinary server shows, what somebody has in a file.
 */
public record HostCertificate(List<Certificate> chain, SigningKey key) implements CertifiedKey {
    public HostCertificate {
        chain = List.copyOf(chain);
        if (chain.isEmpty()) throw new IllegalArgumentException("there is at least the leaf certificate");
        if (!key.isFor(chain.get(0)))
            throw new IllegalArgumentException(
                    "the key does not belong to the leaf for " + chain.get(0).dnsSans());
    }
}
