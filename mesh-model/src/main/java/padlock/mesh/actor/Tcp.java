package padlock.mesh.actor;

import java.util.Optional;
import padlock.mesh.resource.InstanceId;
import padlock.sim.ActorId;
import padlock.sim.Message;

/**
 * What crosses the pod network, and the loopback between an application and its sidecar. A connection is known by its
 * name.
 */
public sealed interface Tcp extends Message {

    String connection();

    /** Which end of the connection this is for. */
    Side to();

    /**
     * A connection is asked for.
     *
     * @param client whom to answer
     * @param preferred the endpoint that the person who asks wants the load balancer to choose
     */
    record Open(String connection, ActorId client, Address from, Address target, Optional<InstanceId> preferred)
            implements Tcp {
        @Override
        public Side to() {
            return Side.SERVER;
        }
    }

    /** It is there. */
    record Opened(String connection) implements Tcp {
        @Override
        public Side to() {
            return Side.CLIENT;
        }
    }

    /** Nothing listens. */
    record Refused(String connection) implements Tcp {
        @Override
        public Side to() {
            return Side.CLIENT;
        }

        @Override
        public boolean endsChannel() {
            return true;
        }
    }

    /** Some bytes; of TLS, one flight. */
    record Bytes(String connection, Side to, byte[] content) implements Tcp {}

    /** The other side closed, in order or with a reset. */
    record Closed(String connection, Side to, boolean reset) implements Tcp {
        @Override
        public boolean endsChannel() {
            return true;
        }
    }
}
