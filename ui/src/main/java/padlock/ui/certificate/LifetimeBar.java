package padlock.ui.certificate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.shape.Line;
import padlock.ui.certificate.CertificatesViewModel.Chart;
import padlock.ui.certificate.CertificatesViewModel.Holder;
import padlock.ui.certificate.CertificatesViewModel.Lifetime;
import padlock.ui.text.Texts;

/** The certificates of one holder, each a bar from when it came to when it expires, and a line where now is. */
final class LifetimeBar extends Pane {

    private static final double HEIGHT = 26;

    private final Chart chart;
    private final List<Stretch> stretches = new ArrayList<>();
    private final Line line = new Line();
    private final Tooltip tip = new Tooltip();
    private Instant now = Instant.MIN;

    /** A part of a lifetime; a label says how the certificate stands while it is in use. */
    private record Stretch(Lifetime lifetime, Instant from, Instant to, Region bar) {

        String style(Instant now) {
            return bar instanceof Label ? "lifetime-" + state(now) : "lifetime-unused";
        }

        String state(Instant now) {
            return lifetime.state(now).word();
        }
    }

    LifetimeBar(Chart chart, Holder holder) {
        this.chart = chart;
        setMinHeight(HEIGHT + 6);
        setPrefHeight(HEIGHT + 6);
        for (Lifetime each : holder.lifetimes()) {
            Instant end = each.replaced()
                    .filter(then -> then.isBefore(each.notAfter()))
                    .orElse(each.notAfter());
            Label used = new Label();
            used.setAlignment(Pos.CENTER_LEFT);
            add(new Stretch(each, each.since(), end, used));
            if (end.isBefore(each.notAfter())) {
                add(new Stretch(each, end, each.notAfter(), new Region()));
            }
        }
        line.getStyleClass().add("now-line");
        getChildren().add(line);
    }

    private void add(Stretch stretch) {
        stretches.add(stretch);
        getChildren().add(stretch.bar());
        Tooltip.install(stretch.bar(), tip);
        stretch.bar().setOnMouseEntered(event -> tip.setText(words(stretch)));
    }

    /** Shows how the certificates stand at another moment. */
    void show(Instant moment) {
        if (moment.equals(now)) {
            return;
        }
        now = moment;
        for (Stretch stretch : stretches) {
            List<String> styles = List.of("lifetime", stretch.style(now));
            if (!stretch.bar().getStyleClass().containsAll(styles)) {
                stretch.bar().getStyleClass().removeIf(style -> style.startsWith("lifetime"));
                stretch.bar().getStyleClass().addAll(styles);
            }
            if (stretch.bar() instanceof Label label) {
                label.setText(Texts.of("certificate." + stretch.state(now)));
            }
        }
        draw();
    }

    /** By whole pixels: mostly a moment later is the same place. */
    private void draw() {
        double x = Math.rint(chart.share(now) * getWidth());
        line.setStartX(x);
        line.setEndX(x);
        line.setEndY(getHeight());
    }

    @Override
    protected void layoutChildren() {
        for (Stretch stretch : stretches) {
            double left = chart.share(stretch.from()) * getWidth();
            double right = chart.share(stretch.to()) * getWidth();
            stretch.bar().resizeRelocate(left, (getHeight() - HEIGHT) / 2, Math.max(3, right - left - 1), HEIGHT);
        }
        draw();
    }

    private String words(Stretch stretch) {
        Lifetime lifetime = stretch.lifetime();
        return Texts.of(
                "certificates.tip",
                lifetime.identity(),
                lifetime.serial().isEmpty() ? "–" : lifetime.serial(),
                lifetime.since(),
                lifetime.notAfter(),
                Texts.of("certificate." + stretch.state(now)));
    }
}
