package padlock.ui.topology;

import java.util.List;
import org.junit.jupiter.api.Test;
import padlock.ui.topology.MeshLayout.Point;

import static org.assertj.core.api.Assertions.assertThat;

/** A way is gone at the same pace round its corners. */
final class TrackTest {

    private final Track track = new Track(List.of(new Point(0, 0), new Point(30, 0), new Point(30, 10)));

    @Test
    void theShareIsOfTheWholeLength() {
        assertThat(track.at(0)).isEqualTo(new Point(0, 0));
        assertThat(track.at(0.5)).isEqualTo(new Point(20, 0));
        assertThat(track.at(0.75)).isEqualTo(new Point(30, 0));
        assertThat(track.at(1)).isEqualTo(new Point(30, 10));
    }

    @Test
    void whoStandsStillIsWhereTheWayIs() {
        assertThat(new Track(List.of(new Point(4, 5), new Point(4, 5))).at(0.5)).isEqualTo(new Point(4, 5));
    }
}
