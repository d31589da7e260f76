package padlock.scenario.cli;

import padlock.scenario.report.Ink;

/** When words are coloured. */
enum Color {
    AUTO,
    ALWAYS,
    NEVER;

    /** Somebody who sets NO_COLOR to anything wants none, unless asked for. */
    Ink ink(Surroundings surroundings) {
        boolean unwanted =
                !surroundings.environment().getOrDefault("NO_COLOR", "").isEmpty()
                        || "dumb".equals(surroundings.environment().get("TERM"));
        return this == ALWAYS || this == AUTO && surroundings.terminal() && !unwanted ? Ink.ANSI : Ink.NONE;
    }
}
