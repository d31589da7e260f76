package padlock.mesh.actor;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import padlock.mesh.policy.SidecarConfig;
import padlock.mesh.resource.InstanceId;
import padlock.tls.handshake.CertificateValidator;
import padlock.tls.identity.Certificate;
import padlock.tls.identity.TrustBundle;

/**
 * Somebody who looks at the bytes of connections, and into sidecars, while a run goes on; what is seen this way is no
 * part of the recording.
 */
@FunctionalInterface
public interface Wiretap {

    /** Nobody looks. */
    Wiretap NONE = flight -> {};

    void saw(Flight flight);

    /** A connection is asked for, taken, refused or closed. */
    default void signalled(Signal signal) {}

    /** Bytes that were sent have arrived, and were read. */
    default void arrived(Arrival arrival) {}

    /** One end of a connection knows secrets that decrypt it; those that it had told before are told again. */
    default void learned(Secrets secrets) {}

    /** One end has judged the other's certificates. */
    default void examined(Examined examined) {}

    /** A sidecar holds something else than before. */
    default void holds(Holding holding) {}

    /** Both look. */
    default Wiretap and(Wiretap other) {
        Wiretap self = this;
        return new Wiretap() {
            @Override
            public void saw(Flight flight) {
                self.saw(flight);
                other.saw(flight);
            }

            @Override
            public void signalled(Signal signal) {
                self.signalled(signal);
                other.signalled(signal);
            }

            @Override
            public void arrived(Arrival arrival) {
                self.arrived(arrival);
                other.arrived(arrival);
            }

            @Override
            public void learned(Secrets secrets) {
                self.learned(secrets);
                other.learned(secrets);
            }

            @Override
            public void examined(Examined examined) {
                self.examined(examined);
                other.examined(examined);
            }

            @Override
            public void holds(Holding holding) {
                self.holds(holding);
                other.holds(holding);
            }
        };
    }

    /**
     * Bytes that one end of a connection sends at once.
     *
     * @param handshake whether the sender had not finished its handshake before
     */
    record Flight(String connection, Side from, Instant at, byte[] content, boolean handshake) {}

    /** What one end of a connection does to the connection itself; where to and where from, when it is asked for. */
    record Signal(String connection, Side from, Instant at, Kind kind, Optional<Ends> ends) {}

    /** Where a connection leads from and to. */
    record Ends(Address client, Address server) {}

    /** What can be done to a connection. */
    enum Kind {
        OPEN,
        OPENED,
        REFUSED,
        CLOSED,
        RESET
    }

    /** The first bytes to this end that had not arrived before. */
    record Arrival(String connection, Side to, Instant at) {}

    /** What came of each check that one end made, up to the first that failed. */
    record Examined(String connection, Side by, Instant at, List<CertificateValidator.Checked> checks) {
        public Examined {
            checks = List.copyOf(checks);
        }
    }

    /**
     * All that a sidecar goes by from now on.
     *
     * @param config with the revision that it came as; empty before the first push
     * @param certificate the one that it shows as its own
     */
    record Holding(
            InstanceId sidecar,
            Instant at,
            long revision,
            Optional<SidecarConfig> config,
            Optional<TrustBundle> roots,
            Optional<Certificate> certificate) {}

    /** Secrets of a connection, in the lines of NSS's key log. */
    record Secrets(String connection, List<String> keyLog) {
        public Secrets {
            keyLog = List.copyOf(keyLog);
        }
    }
}
