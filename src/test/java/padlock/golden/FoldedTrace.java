package padlock.golden;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A trace short enough to be read: what happens in one go is a paragraph, and a paragraph that tells the same as an
 * earlier one since the mesh last changed is only counted.
 */
final class FoldedTrace {

    /** Longer than any call lasts, shorter than the time between two. */
    private static final double PAUSE = 0.5;

    private final List<String> folded = new ArrayList<>();
    private final Map<String, Integer> told = new TreeMap<>();
    private int left;

    private FoldedTrace() {}

    static List<String> of(List<String> trace) {
        FoldedTrace fold = new FoldedTrace();
        List<String> paragraph = new ArrayList<>();
        double last = Double.NEGATIVE_INFINITY;
        for (String line : trace) {
            if (line.startsWith("#")) {
                fold.add(paragraph);
                paragraph = new ArrayList<>(List.of(line));
                continue;
            }
            double instant = Double.parseDouble(line.strip().split("s", 2)[0]);
            if (instant - last > PAUSE) {
                fold.add(paragraph);
                paragraph = new ArrayList<>();
            }
            paragraph.add(line);
            last = instant;
        }
        fold.add(paragraph);
        fold.sayWhatIsLeftOut();
        return fold.folded;
    }

    private void add(List<String> paragraph) {
        if (paragraph.isEmpty()) {
            return;
        }
        boolean onlyACall = paragraph.get(0).contains(" calls ");
        if (!onlyACall) {
            told.clear();
        }
        if (onlyACall && told.merge(shape(paragraph), 1, Integer::sum) > 1) {
            left++;
            return;
        }
        sayWhatIsLeftOut();
        folded.addAll(paragraph);
        folded.add("");
    }

    private void sayWhatIsLeftOut() {
        if (left > 0) {
            folded.add("           … and " + left + (left == 1 ? " call" : " calls") + " as before");
            folded.add("");
            left = 0;
        }
    }

    /** What is told, whichever call it is of and whenever it happens. */
    private static String shape(List<String> paragraph) {
        return String.join("\n", paragraph).replaceAll("[0-9]+", "0").replaceAll(" +", " ");
    }
}
