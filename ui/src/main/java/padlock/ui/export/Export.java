package padlock.ui.export;

import java.nio.charset.StandardCharsets;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.SnapshotParameters;
import javafx.scene.image.Image;
import javafx.scene.paint.Color;
import javafx.scene.transform.Transform;
import padlock.scenario.Run;
import padlock.scenario.RunCapture;
import padlock.scenario.report.RunHtml;
import padlock.scenario.report.RunReport;

/** What can leave the window, and how its file ends. */
public enum Export {
    PNG("png"),
    SVG("svg"),
    REPORT("html"),
    CAPTURE("pcapng");

    private static final double SHARP = 2;
    private static final double LARGEST = 8000;

    private final String ending;

    Export(String ending) {
        this.ending = ending;
    }

    public String ending() {
        return ending;
    }

    /** Whether it is the picture that leaves, and not the run. */
    public boolean isPicture() {
        return this == PNG || this == SVG;
    }

    /** The file of a picture: all of it, also what does not fit the window. */
    public byte[] of(Node picture, Color ground) {
        return this == SVG ? Svg.of(picture, ground).getBytes(StandardCharsets.UTF_8) : Png.of(image(picture, ground));
    }

    /** The file of a run; takes as long as running it does. */
    public byte[] of(Run run) {
        return this == CAPTURE
                ? RunCapture.of(run.scenario()).file(true)
                : RunHtml.of(new RunReport(run)).getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Twice as sharp as the window shows it, or as it would in a window with more room, as far as it gets not too large
     * to look at.
     */
    private static Image image(Node picture, Color ground) {
        Bounds bounds = picture.getBoundsInParent();
        double shown =
                bounds.getWidth() / Math.max(1, picture.getBoundsInLocal().getWidth());
        double factor = Math.min(SHARP / Math.min(1, shown), LARGEST / Math.max(bounds.getWidth(), bounds.getHeight()));
        SnapshotParameters parameters = new SnapshotParameters();
        parameters.setFill(ground);
        parameters.setTransform(Transform.scale(factor, factor));
        return picture.snapshot(parameters, null);
    }
}
