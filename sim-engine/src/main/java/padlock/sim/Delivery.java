package padlock.sim;

import java.time.Instant;
import java.util.function.BooleanSupplier;

/** A message with the instant at which it is due; it knows its place in the queue, so that it can be withdrawn fast. */
final class Delivery {

    static final int NOT_QUEUED = -1;

    private final Instant due;
    private final long sequence;
    private final ActorId to;
    private final Message message;
    private final BooleanSupplier wanted;
    private int place = NOT_QUEUED;

    Delivery(Instant due, long sequence, ActorId to, Message message, BooleanSupplier wanted) {
        this.due = due;
        this.sequence = sequence;
        this.to = to;
        this.message = message;
        this.wanted = wanted;
    }

    Instant due() {
        return due;
    }

    ActorId to() {
        return to;
    }

    Message message() {
        return message;
    }

    /** False for a reminder whose actor has been stopped. */
    boolean wanted() {
        return wanted.getAsBoolean();
    }

    boolean pending() {
        return place != NOT_QUEUED && wanted();
    }

    boolean isBefore(Delivery other) {
        int order = due.compareTo(other.due);
        return order != 0 ? order < 0 : sequence < other.sequence;
    }

    int place() {
        return place;
    }

    void moveTo(int newPlace) {
        place = newPlace;
    }
}
