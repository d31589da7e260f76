package padlock.tls.handshake;

import java.security.SecureRandom;
import org.bouncycastle.tls.crypto.TlsECConfig;
import org.bouncycastle.tls.crypto.TlsECDomain;
import org.bouncycastle.tls.crypto.TlsNonceGenerator;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;
import padlock.tls.identity.Seed;

/** All of an endpoint's chance, from its seed. */
final class SeededCrypto extends BcTlsCrypto {
    private final SecureRandom nonces;
    private int lastGroup = -1;

    SeededCrypto(Seed seed) {
        super(seed.named("keys").stream());
        nonces = seed.named("nonces").stream();
    }

    /** BC fills the argument from nanoTime; a run must not depend on it, so we drop it. */
    @Override
    public TlsNonceGenerator createNonceGenerator(byte[] wallClockSeed) {
        return size -> {
            byte[] nonce = new byte[size];
            nonces.nextBytes(nonce);
            return nonce;
        };
    }

    @Override
    public TlsECDomain createECDomain(TlsECConfig config) {
        lastGroup = config.getNamedGroup();
        return super.createECDomain(config);
    }

    /** The group last used; BC does not tell the one of TLS 1.2 otherwise. */
    int lastGroup() {
        return lastGroup;
    }
}
