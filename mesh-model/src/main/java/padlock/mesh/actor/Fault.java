package padlock.mesh.actor;

import java.time.Duration;
import java.util.List;

/** What goes wrong, or what somebody does who means harm. */
public sealed interface Fault {

    /** The word of scenario files. */
    String kind();

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
}
