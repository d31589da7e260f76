package padlock.ui.topology;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import padlock.ui.topology.MeshLayout.Point;

/** Who lies next to whom, for those who go through a picture by arrow keys. */
final class Neighbours {

    /** How much rather somebody goes straight than aside. */
    private static final double ASIDE = 2.5;

    private Neighbours() {}

    /**
     * The nearest in a direction.
     *
     * @param right 1 to the right, -1 to the left, else 0
     * @param down 1 down, -1 up, else 0
     */
    static <T> Optional<T> next(Map<T, Point> places, T from, int right, int down) {
        Point start = places.get(from);
        return places.entrySet().stream()
                .filter(place -> along(start, place.getValue(), right, down) > 1)
                .min(Comparator.comparingDouble(place -> along(start, place.getValue(), right, down)
                        + ASIDE * Math.abs(along(start, place.getValue(), down, right))))
                .map(Map.Entry::getKey);
    }

    private static double along(Point from, Point to, int right, int down) {
        return (to.x() - from.x()) * right + (to.y() - from.y()) * down;
    }
}
