package padlock.ui.policy;

import java.util.List;
import padlock.ui.file.Manuscript;
import padlock.ui.player.Played;

/**
 * A way from what was played to what is played instead, and back.
 *
 * @param forth which calls end otherwise than before
 * @param back which calls end otherwise once it is undone
 */
public record Change(Version before, Version after, List<Difference> forth, List<Difference> back) {

    /** What is written, and how that is played. */
    public record Version(Manuscript manuscript, Played played) {}

    public Change {
        forth = List.copyOf(forth);
        back = List.copyOf(back);
    }

    /** Compares all calls, which takes long where there are many. */
    public static Change between(Version before, Version after) {
        return new Change(
                before,
                after,
                Difference.between(before.played().links(), after.played().links()),
                Difference.between(after.played().links(), before.played().links()));
    }
}
