package padlock.scenario.report;

/** How a word is meant; a terminal shows it with a colour, a page with a style. */
public enum Tone {
    PLAIN(""),
    GOOD("32"),
    WARNING("33"),
    BAD("31"),
    WEAK("2"),
    STRONG("1");

    private final String code;

    Tone(String code) {
        this.code = code;
    }

    /** The parameter of ANSI's escape sequence; empty for none. */
    String code() {
        return code;
    }
}
