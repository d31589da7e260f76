package padlock.sim;

/** The name of an actor; it is also its identity, in a run as in a recording. */
public record ActorId(String name) implements Comparable<ActorId> {

    public ActorId {
        if (name.isBlank()) {
            throw new IllegalArgumentException("an actor needs a name");
        }
    }

    @Override
    public int compareTo(ActorId other) {
        return name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return name;
    }
}
