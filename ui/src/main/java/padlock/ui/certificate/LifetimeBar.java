package padlock.ui.certificate;

import java.time.Instant;
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
    private final Holder holder;
    private final Instant now;

    LifetimeBar(Chart chart, Holder holder, Instant now) {
        this.chart = chart;
        this.holder = holder;
        this.now = now;
        setMinHeight(HEIGHT + 6);
        setPrefHeight(HEIGHT + 6);
    }

    @Override
    protected void layoutChildren() {
        getChildren().clear();
        for (Lifetime each : holder.lifetimes()) {
            Instant end = each.replaced()
                    .filter(then -> then.isBefore(each.notAfter()))
                    .orElse(each.notAfter());
            bar(each, each.since(), end, true);
            if (end.isBefore(each.notAfter())) {
                bar(each, end, each.notAfter(), false);
            }
        }
        double x = chart.share(now) * getWidth();
        Line line = new Line(x, 0, x, getHeight());
        line.getStyleClass().add("now-line");
        getChildren().add(line);
    }

    private void bar(Lifetime lifetime, Instant from, Instant to, boolean inUse) {
        String word = lifetime.state(now).word();
        double left = chart.share(from) * getWidth();
        double right = chart.share(to) * getWidth();
        Region bar = inUse ? label(word) : new Region();
        bar.getStyleClass().addAll("lifetime", inUse ? "lifetime-" + word : "lifetime-unused");
        bar.resizeRelocate(left, 3, Math.max(3, right - left - 1), HEIGHT);
        Tooltip.install(
                bar,
                new Tooltip(Texts.of(
                        "certificates.tip",
                        lifetime.identity(),
                        lifetime.serial().isEmpty() ? "–" : lifetime.serial(),
                        lifetime.since(),
                        lifetime.notAfter(),
                        Texts.of("certificate." + word))));
        getChildren().add(bar);
    }

    private static Label label(String word) {
        Label label = new Label(Texts.of("certificate." + word));
        label.setAlignment(Pos.CENTER_LEFT);
        return label;
    }
}
