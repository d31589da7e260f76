package padlock.mesh.history;

/** How a call ended for the program that made it. */
public enum CallResult {
    SUCCEEDED("succeeded"),
    /** Established, then refused by authorization. */
    DENIED("denied"),
    FAILED("failed");

    private final String text;

    CallResult(String text) {
        this.text = text;
    }

    /** The word of the command line and of scenario files. */
    public String text() {
        return text;
    }
}
