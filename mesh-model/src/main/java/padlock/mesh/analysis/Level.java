package padlock.mesh.analysis;

/** How grave a finding is, the gravest first. */
public enum Level {
    /** It is refused, or something does not work. */
    ERROR,
    /** It has another effect than whoever wrote it thinks, or none. */
    WARNING,
    /** Worth knowing. */
    INFO
}
