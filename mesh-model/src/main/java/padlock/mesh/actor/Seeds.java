package padlock.mesh.actor;

import padlock.sim.RandomSource;
import padlock.tls.identity.Seed;

/** From the kernel's chance to the seeds of keys, certificates and handshakes. */
final class Seeds {

    private static final int BYTES = 32;

    private Seeds() {}

    static Seed of(RandomSource chance) {
        return Seed.of(chance.bytes(BYTES));
    }
}
