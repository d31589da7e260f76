package padlock.mesh.actor;

/** An end of a connection. */
public enum Side {
    CLIENT,
    SERVER;

    /** The end that is not this one. */
    public Side other() {
        return this == CLIENT ? SERVER : CLIENT;
    }
}
