package padlock.sim;

/** Something that happened, as data; the sentence about it is the renderer's. Every implementation is a record. */
public interface Fact {}
