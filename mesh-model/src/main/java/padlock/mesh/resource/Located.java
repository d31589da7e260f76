package padlock.mesh.resource;

/** A value that somebody wrote, and where. */
public record Located<T>(T value, Origin origin) {}
