package padlock.mesh.actor;

import java.time.Duration;
import java.util.List;
import padlock.sim.ActorId;

/** What goes wrong, or what somebody does who means harm. */
public sealed interface Fault {

    /** The word of scenario files. */
    String kind();

    /** Whether it takes an authority that publishes what it has revoked. */
    default boolean revokes() {
        return false;
    }

    /** Nobody answers requests for certificates. */
    record CaOutage() implements Fault {
        @Override
        public String kind() {
            return "ca-outage";
        }
    }

    /** The authority replaces its root by one with another key; what was issued under it comes to an end by itself. */
    record RotateRoot(Strategy strategy) implements Fault {
        @Override
        public String kind() {
            return "rotate-root";
        }
    }

    /** How a root gives way to another one. */
    enum Strategy {
        /**
         * Everybody trusts both before the new one signs, and the old one goes once nothing bears its name any more.
         */
        OVERLAP("overlap"),
        /** The new one signs at once, and is all that those trust who get a certificate from now on. */
        ABRUPT("abrupt");

        private final String text;

        Strategy(String text) {
            this.text = text;
        }

        /** The word of scenario files. */
        public String text() {
            return text;
        }
    }

    /** Nothing gets from one side to the other, in either direction. */
    record Partition(List<Place> between, List<Place> and) implements Fault {
        public Partition {
            between = List.copyOf(between);
            and = List.copyOf(and);
        }

        /** Whether nothing that one of these two sends gets to the other. */
        boolean parts(ActorId one, ActorId other) {
            return isIn(between, one) && isIn(and, other) || isIn(and, one) && isIn(between, other);
        }

        private static boolean isIn(List<Place> places, ActorId actor) {
            return places.stream().anyMatch(place -> place.has(actor));
        }

        @Override
        public String kind() {
            return "partition";
        }
    }

    /** Every flight takes so much longer. */
    record Latency(Stretch on, Duration add) implements Fault {
        @Override
        public String kind() {
            return "latency";
        }
    }

    /** Each try of a flight is lost with this probability, and sent again after a pause. */
    record Loss(Stretch on, double rate) implements Fault {
        @Override
        public String kind() {
            return "loss";
        }
    }

    /** Somebody in the middle flips a bit in what servers send. */
    record Tamper(Stretch on) implements Fault {
        @Override
        public String kind() {
            return "tamper";
        }
    }

    /** Somebody in the middle reads along. */
    record Eavesdrop(Stretch on) implements Fault {
        @Override
        public String kind() {
            return "eavesdrop";
        }
    }

    /** Somebody in the middle takes the best version of TLS out of what clients offer. */
    record Downgrade(Stretch on) implements Fault {
        @Override
        public String kind() {
            return "downgrade";
        }
    }

    /** One that befalls the pods of a workload, those too that start while it lasts. */
    sealed interface OfWorkload extends Fault {

        Place workload();
    }

    /** One that spoils the certificates that a workload is given. */
    sealed interface OfCertificates extends OfWorkload {}

    /** Nobody answers who asks the control plane for configuration or, as both are istiod, for a certificate. */
    record ControlPlaneOutage() implements Fault {
        @Override
        public String kind() {
            return "control-plane-outage";
        }
    }

    /** The clocks of the machines under a workload are fast by so much, or slow if it is negative. */
    record ClockSkew(Place workload, Duration by) implements OfWorkload {
        @Override
        public String kind() {
            return "clock-skew";
        }
    }

    /** The authority gives a workload certificates that nobody should take. */
    record WrongCertificate(Place workload, Problem problem) implements OfCertificates {
        @Override
        public String kind() {
            return "certificate";
        }

        @Override
        public boolean revokes() {
            return problem == Problem.REVOKED;
        }
    }

    /** What is wrong with a certificate. */
    enum Problem {
        EXPIRED("expired"),
        WRONG_IDENTITY("wrong-identity"),
        UNKNOWN_AUTHORITY("unknown-authority"),
        NOT_YET_VALID("not-yet-valid"),
        REVOKED("revoked");

        private final String text;

        Problem(String text) {
            this.text = text;
        }

        /** The word of scenario files. */
        public String text() {
            return text;
        }
    }

    /**
     * Somebody else's authority, which bears the name of the mesh's, gives a workload its certificates, with the
     * identity that the workload has.
     */
    record RogueCa(Place workload) implements OfCertificates {
        @Override
        public String kind() {
            return "rogue-ca";
        }
    }

    /** One workload has another's certificate and its key, and shows it as its own. */
    record StolenCertificate(Place of, Place by) implements Fault {
        @Override
        public String kind() {
            return "stolen-certificate";
        }
    }

    /** The pods of a workload end, and others take their place: at once, or when the fault ends. */
    record Restart(Place workload) implements OfWorkload {
        @Override
        public String kind() {
            return "restart";
        }
    }
}
