package padlock.scenario.report;

/** What a terminal can show besides words. */
public enum Ink {
    NONE,
    ANSI;

    String paint(Tone tone, String text) {
        boolean bare = this == NONE || tone == Tone.PLAIN || text.isBlank();
        return bare ? text : "\u001b[" + tone.code() + "m" + text + "\u001b[0m";
    }
}
