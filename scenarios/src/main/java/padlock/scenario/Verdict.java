package padlock.scenario;

/** What a run says of an expectation; evidence is a sentence for the person who wrote it. */
public sealed interface Verdict {

    String evidence();

    /** It held for every call that it speaks of. */
    record Passed(String evidence) implements Verdict {}

    /** It did not hold for at least one call. */
    record Failed(String evidence) implements Verdict {}

    /** No call could tell. */
    record Inconclusive(String evidence) implements Verdict {}
}
