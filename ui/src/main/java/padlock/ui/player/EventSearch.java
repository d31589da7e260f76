package padlock.ui.player;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.RandomAccess;

/** Finds the events that are told with all of some words, of which there may be very many. */
final class EventSearch {

    /** After so many events somebody may want to hear of it. */
    private static final int OFTEN = 1024;

    private EventSearch() {}

    /** Somebody who waits for what is found. */
    interface Watch {

        /**
         * So many events were searched, and these found.
         *
         * @return whether to go on
         */
        boolean goesOn(int searched, List<Integer> found);
    }

    /** The numbers of events, without an object for each. */
    private static final class Numbers extends AbstractList<Integer> implements RandomAccess {

        private final int[] numbers;
        private final int size;

        Numbers(int[] numbers, int size) {
            this.numbers = numbers;
            this.size = size;
        }

        @Override
        public Integer get(int index) {
            return numbers[index];
        }

        @Override
        public int size() {
            return size;
        }
    }

    /** All of them, each at its own place. */
    private static final class All extends AbstractList<Integer> implements RandomAccess {

        private final int size;

        All(int size) {
            this.size = size;
        }

        @Override
        public Integer get(int index) {
            return index;
        }

        @Override
        public int size() {
            return size;
        }
    }

    /**
     * The numbers of the events that are found, in order; takes long where much happened.
     *
     * @param watch is told every now and then; once it does not want to know any more, what was found until then is
     *     given
     */
    static List<Integer> of(Played played, String text, Watch watch) {
        if (text.isBlank()) {
            return new All(played.events().size());
        }
        String[] words = text.strip().toLowerCase(Locale.ROOT).split("\\s+");
        int[] found = new int[16];
        int count = 0;
        int size = played.events().size();
        for (int i = 0; i < size; i++) {
            if (i % OFTEN == 0 && !watch.goesOn(i, new Numbers(found, count))) {
                break;
            }
            String line = played.line(i).toLowerCase(Locale.ROOT);
            if (Arrays.stream(words).allMatch(line::contains)) {
                if (count == found.length) {
                    found = Arrays.copyOf(found, count * 2);
                }
                found[count++] = i;
            }
        }
        return new Numbers(found, count);
    }
}
