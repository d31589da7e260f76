package padlock.mesh.analysis;

import java.util.Collection;
import java.util.List;

/** Lists of names in a sentence. */
final class Names {

    private static final int MOST = 5;

    private Names() {}

    /** All of them in order, or the first few and how many more there are. */
    static String of(Collection<String> names) {
        List<String> sorted = names.stream().distinct().sorted().toList();
        if (sorted.size() <= MOST) {
            return String.join(", ", sorted);
        }
        return String.join(", ", sorted.subList(0, MOST)) + " and " + (sorted.size() - MOST) + " more";
    }
}
