package padlock.ui.topology;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import padlock.ui.topology.MeshLayout.Point;

import static org.assertj.core.api.Assertions.assertThat;

/** The arrow keys go where a person would look. */
final class NeighboursTest {

    private final Map<String, Point> places = new TreeMap<>(Map.of(
            "here", new Point(0, 0),
            "right", new Point(200, 10),
            "near but aside", new Point(60, 150),
            "below", new Point(0, 160)));

    @Test
    void straightIsPreferredToNear() {
        assertThat(Neighbours.next(places, "here", 1, 0)).contains("right");
        assertThat(Neighbours.next(places, "here", 0, 1)).contains("below");
    }

    @Test
    void thereIsNobodyBeyondTheLast() {
        assertThat(Neighbours.next(places, "here", -1, 0)).isEmpty();
        assertThat(Neighbours.next(places, "here", 0, -1)).isEmpty();
    }
}
