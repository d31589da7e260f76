package padlock.mesh.actor;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import padlock.sim.Fate;
import padlock.sim.NetworkRule;
import padlock.sim.RandomSource;
import padlock.sim.Transmission;
import padlock.sim.network.Retransmission;
import padlock.tls.handshake.Tampering;

/** The network with what is wrong with it: each fault adds to the fate of a message, in the order of the file. */
final class FaultyNetwork implements NetworkRule {

    private static final Place ISTIOD = new Place(MeshIds.CONTROL_PLANE.name());

    /** gRPC gives up a connection with istiod on which something is not acknowledged for so long (TCP_USER_TIMEOUT). */
    private static final Duration GRPC_PATIENCE = Duration.ofSeconds(10);

    private final NetworkRule whole;
    private final Faults faults;

    FaultyNetwork(NetworkRule whole, Faults faults) {
        this.whole = whole;
        this.faults = faults;
    }

    @Override
    public Optional<Fate> decide(Transmission transmission, RandomSource chance) {
        Optional<Fate> fate = whole.decide(transmission, chance);
        for (Faults.Window window : faults.at(transmission.instant())) {
            Fate before = fate.orElse(new Fate.Delivered(Duration.ZERO));
            fate = Optional.of(strike(window, transmission, chance.named("fault", window.number()), before));
        }
        return fate;
    }

    private static Fate strike(Faults.Window window, Transmission transmission, RandomSource chance, Fate before) {
        Fault fault = window.fault();
        if (fault instanceof Fault.CaOutage && isWithAuthority(transmission)
                || fault instanceof Fault.ControlPlaneOutage && ISTIOD.isAnEndOf(transmission)) {
            return new Fate.Dropped(fault.kind());
        } else if (fault instanceof Fault.Partition partition
                && partition.parts(transmission.from(), transmission.to())) {
            return retried(
                    "partition",
                    (number, at) -> window.isOpenAt(at) || isGivenUp(transmission, at),
                    transmission,
                    before);
        } else if (fault instanceof Fault.Loss loss && loss.on().covers(transmission)) {
            return retried(
                    "loss",
                    (number, at) ->
                            window.isOpenAt(at) && chance.named("try", number).chance(loss.rate()),
                    transmission,
                    before);
        } else if (fault instanceof Fault.Latency latency && latency.on().covers(transmission)) {
            return later(before, latency.add());
        } else if (fault instanceof Fault.Tamper tamper && tamper.on().coversConnection(transmission)) {
            return tampered(transmission, chance, before);
        } else if (fault instanceof Fault.Downgrade downgrade && downgrade.on().coversConnection(transmission)) {
            return downgraded(transmission, before);
        } else if (fault instanceof Fault.Eavesdrop eavesdrop && eavesdrop.on().coversConnection(transmission)) {
            return overheard(transmission, before);
        }
        return before;
    }

    /** Whoever asks gets no answer, and has to ask again. */
    private static boolean isWithAuthority(Transmission transmission) {
        return transmission.to().equals(MeshIds.CERTIFICATE_AUTHORITY)
                || transmission.from().equals(MeshIds.CERTIFICATE_AUTHORITY);
    }

    private static boolean isGivenUp(Transmission transmission, Instant at) {
        return ISTIOD.isAnEndOf(transmission)
                && at.isAfter(transmission.instant().plus(GRPC_PATIENCE));
    }

    private static Fate retried(String why, Retransmission.Try lost, Transmission transmission, Fate before) {
        return Retransmission.delay(transmission.instant(), lost)
                .map(delay -> later(before, delay))
                .orElseGet(() -> new Fate.Dropped(why));
    }

    private static Fate later(Fate fate, Duration by) {
        if (fate instanceof Fate.Delivered delivered) {
            return new Fate.Delivered(delivered.after().plus(by));
        } else if (fate instanceof Fate.Altered altered) {
            return new Fate.Altered(altered.message(), altered.after().plus(by));
        } else if (fate instanceof Fate.Noted noted) {
            return new Fate.Noted(noted.fact(), later(noted.then(), by));
        }
        return fate;
    }

    private static Fate altered(Fate fate, Tcp.Bytes bytes) {
        if (fate instanceof Fate.Delivered delivered) {
            return new Fate.Altered(bytes, delivered.after());
        } else if (fate instanceof Fate.Altered earlier) {
            return new Fate.Altered(bytes, earlier.after());
        } else if (fate instanceof Fate.Noted noted) {
            return new Fate.Noted(noted.fact(), altered(noted.then(), bytes));
        }
        return fate;
    }

    private static Fate tampered(Transmission transmission, RandomSource chance, Fate before) {
        if (transmission.message() instanceof Tcp.Bytes bytes && bytes.to() == Side.CLIENT) {
            byte[] flipped = Tampering.flipped(
                    bytes.content(), bound -> (int) chance.named("place").below(bound));
            return altered(before, new Tcp.Bytes(bytes.connection(), bytes.to(), flipped));
        }
        return before;
    }

    private static Fate downgraded(Transmission transmission, Fate before) {
        if (transmission.message() instanceof Tcp.Bytes bytes && bytes.to() == Side.SERVER) {
            return Tampering.downgraded(bytes.content())
                    .map(older -> altered(before, new Tcp.Bytes(bytes.connection(), bytes.to(), older)))
                    .orElse(before);
        }
        return before;
    }

    private static Fate overheard(Transmission transmission, Fate before) {
        if (transmission.message() instanceof Tcp.Bytes bytes) {
            return new Fate.Noted(
                    new MeshFact.Overheard(bytes.connection(), bytes.to().other(), Tampering.reading(bytes.content())),
                    before);
        }
        return before;
    }
}
