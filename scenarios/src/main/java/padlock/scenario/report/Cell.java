package padlock.scenario.report;

/** A word of a table, and how it is meant. */
record Cell(String text, Tone tone) {

    static Cell of(String text) {
        return new Cell(text, Tone.PLAIN);
    }

    static Cell weak(String text) {
        return new Cell(text, Tone.WEAK);
    }
}
