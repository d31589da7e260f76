package padlock.sim;

/** What actors in tests tell each other, and write down. */
record Note(String text) implements Message, Fact {}
