package padlock.tls.identity;

import java.util.List;

/** A key, and the certificates that say whose it is, the leaf first: what an endpoint of TLS shows of itself. */
public interface CertifiedKey {

    List<Certificate> chain();

    SigningKey key();
}
