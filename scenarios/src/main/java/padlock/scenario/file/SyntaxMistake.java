package padlock.scenario.file;

/** Ends the reading of one document; it never leaves this package. */
final class SyntaxMistake extends Exception {

    private static final long serialVersionUID = 1;

    private final int line;
    private final String hint;

    SyntaxMistake(int line, String message, String hint) {
        super(message, null, false, false);
        this.line = line;
        this.hint = hint;
    }

    int line() {
        return line;
    }

    String hint() {
        return hint;
    }
}
