package padlock.ui.player;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Where marks of one kind are drawn on the time line: those that would lie on each other are one picture.
 *
 * @param at between start (0) and end (1)
 * @param marks in the order in which they happen, at least one
 */
record MarkPlace(double at, List<Mark> marks) {

    MarkPlace {
        marks = List.copyOf(marks);
    }

    /**
     * Each lies where its first mark does.
     *
     * @param marks in the order in which they happen
     * @param fraction where a mark lies by itself
     * @param apart how far from each other two must lie so that neither hides the other
     */
    static List<MarkPlace> of(List<Mark> marks, ToDoubleFunction<Mark> fraction, double apart) {
        List<MarkPlace> places = new ArrayList<>();
        List<Mark> together = new ArrayList<>();
        for (Mark mark : marks) {
            if (!together.isEmpty() && fraction.applyAsDouble(mark) - fraction.applyAsDouble(together.get(0)) < apart) {
                together.add(mark);
                continue;
            }
            if (!together.isEmpty()) {
                places.add(new MarkPlace(fraction.applyAsDouble(together.get(0)), together));
            }
            together = new ArrayList<>(List.of(mark));
        }
        if (!together.isEmpty()) {
            places.add(new MarkPlace(fraction.applyAsDouble(together.get(0)), together));
        }
        return places;
    }

    /** Where somebody goes who points at it now: to its first mark, and from each of them to the one after. */
    Mark next(Instant now) {
        boolean within = marks.stream().anyMatch(mark -> mark.at().equals(now));
        return marks.stream()
                .filter(mark -> within && mark.at().isAfter(now))
                .findFirst()
                .orElse(marks.get(0));
    }

    boolean holds(Instant now) {
        return marks.stream().anyMatch(mark -> mark.at().equals(now));
    }
}
