package padlock.swarm;

import java.util.Optional;
import java.util.stream.LongStream;

/** The seeds that swarms are tried with: so many, or the one that {@code -Dseed=N} says. */
final class Seeds {

    private static final Optional<Long> ALONE = Optional.ofNullable(Long.getLong("seed"));

    private Seeds() {}

    static LongStream first(long many) {
        return ALONE.map(LongStream::of).orElseGet(() -> LongStream.rangeClosed(1, many));
    }

    /** Whether all are tried, of which together more can be said than of one. */
    static boolean areMany() {
        return ALONE.isEmpty();
    }

    /** How a test is repeated with one seed. */
    static String again(Class<?> test, long seed) {
        return "\nAgain: mvn -pl src/test -am -Dtest=" + test.getName()
                + " -Dsurefire.failIfNoSpecifiedTests=false -Dseed=" + seed + " test\n";
    }
}
