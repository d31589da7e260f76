package padlock.scenario.file;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds the word that a person probably meant. */
public final class Nearest {

    private static final int MOST_LISTED = 12;
    private static final int LONGEST = 100;

    private Nearest() {}

    /** {@code did you mean STRICT?}, else {@code known: orders, payments}, else nothing. */
    public static String hint(String word, List<String> known) {
        return hint(word, known, "");
    }

    static String hint(String word, List<String> known, String prefix) {
        return to(word, known)
                .map(nearest -> "did you mean " + prefix + nearest + "?")
                .orElseGet(() -> known.isEmpty() ? "" : "known: " + listed(known, prefix));
    }

    private static String listed(List<String> known, String prefix) {
        String words = String.join(
                ", ", known.stream().limit(MOST_LISTED).map(prefix::concat).toList());
        return known.size() > MOST_LISTED ? words + " …" : words;
    }

    /** The known word with the fewest slips of the pen between them, if they are few. */
    public static Optional<String> to(String word, List<String> known) {
        return known.stream()
                .filter(candidate ->
                        slips(word, candidate) <= Math.max(1, Math.min(word.length(), candidate.length()) / 3))
                .min(Comparator.comparingInt(candidate -> slips(word, candidate)));
    }

    /** How many letters are added, left out, wrong or swapped; capital letters do not count. */
    static int slips(String one, String other) {
        if (one.length() > LONGEST || other.length() > LONGEST) {
            return LONGEST;
        }
        String a = one.toLowerCase(Locale.ROOT);
        String b = other.toLowerCase(Locale.ROOT);
        int[][] least = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    least[i][j] = i + j;
                    continue;
                }
                int wrong = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                least[i][j] = Math.min(least[i - 1][j - 1] + wrong, 1 + Math.min(least[i - 1][j], least[i][j - 1]));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    least[i][j] = Math.min(least[i][j], least[i - 2][j - 2] + 1);
                }
            }
        }
        return least[a.length()][b.length()];
    }
}
