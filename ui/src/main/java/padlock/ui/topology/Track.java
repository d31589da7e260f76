package padlock.ui.topology;

import java.util.List;
import padlock.ui.topology.MeshLayout.Point;

/** A way from point to point, on which places are told by the share of its length that lies behind them. */
final class Track {

    private final List<Point> points;
    private final double[] behind;

    Track(List<Point> points) {
        this.points = List.copyOf(points);
        behind = new double[points.size()];
        for (int i = 1; i < behind.length; i++) {
            behind[i] = behind[i - 1] + distance(points.get(i - 1), points.get(i));
        }
    }

    Point first() {
        return points.get(0);
    }

    Point last() {
        return points.get(points.size() - 1);
    }

    /** @param share from 0 to 1 */
    Point at(double share) {
        double gone = share * behind[behind.length - 1];
        int next = 1;
        while (next < behind.length - 1 && behind[next] < gone) {
            next++;
        }
        Point from = points.get(next - 1);
        Point to = points.get(next);
        double length = behind[next] - behind[next - 1];
        double part = length == 0 ? 0 : (gone - behind[next - 1]) / length;
        return new Point(from.x() + part * (to.x() - from.x()), from.y() + part * (to.y() - from.y()));
    }

    private static double distance(Point one, Point other) {
        return Math.hypot(one.x() - other.x(), one.y() - other.y());
    }
}
