package padlock.ui.topology;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javafx.scene.Group;
import javafx.scene.control.Label;
import javafx.scene.shape.Line;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import padlock.ui.text.Texts;
import padlock.ui.topology.MeshLayout.Point;

/** Messages over the picture; as many of them are made as were ever on their way at once, and used again. */
final class CourierLayer extends Group {

    private final List<CourierNode> pool = new ArrayList<>();

    CourierLayer() {
        setMouseTransparent(true);
    }

    /** @param track of a lane, as far as it is drawn */
    void show(TravelViewModel model, Function<Journey.Lane, Optional<Track>> track, boolean still) {
        int used = 0;
        for (TravelViewModel.Courier courier : model.travelling()) {
            double progress = model.progress(courier);
            Optional<Track> way = progress < 0
                    ? Optional.empty()
                    : track.apply(courier.journey().lane());
            if (way.isPresent()) {
                node(used++).show(courier.journey(), way.get(), progress, still);
            }
        }
        for (int i = used; i < pool.size(); i++) {
            pool.get(i).hide();
        }
    }

    private CourierNode node(int index) {
        if (index == pool.size()) {
            CourierNode node = new CourierNode();
            pool.add(node);
            getChildren().addAll(node.thread, node.label);
        }
        return pool.get(index);
    }

    private static final class CourierNode {

        private final Line thread = new Line();
        private final FontIcon icon = new FontIcon(Feather.MAIL);
        private final Label label = new Label("", icon);
        private Optional<Journey> shown = Optional.empty();

        CourierNode() {
            thread.getStyleClass().add("courier-thread");
            label.getStyleClass().add("courier");
        }

        void hide() {
            label.setVisible(false);
            thread.setVisible(false);
        }

        void show(Journey journey, Track track, double progress, boolean still) {
            if (!shown.equals(Optional.of(journey))) {
                shown = Optional.of(journey);
                icon.setIconCode(icon(journey));
                label.getStyleClass()
                        .setAll("label", "courier", "state-" + journey.look().word());
            }
            boolean system = journey.lane().isOfSystem();
            String words =
                    system || still ? Texts.of("message." + journey.kind().word()) : "";
            if (!words.equals(label.getText())) {
                label.setText(words);
            }
            Point place = track.at(journey.back() ? 1 - progress : progress);
            label.setTranslateX(place.x() - label.getWidth() / 2);
            label.setTranslateY(place.y() - label.getHeight() / 2);
            label.setVisible(true);
            thread.setVisible(system);
            if (system) {
                thread.setStartX(track.first().x());
                thread.setStartY(track.first().y());
                thread.setEndX(track.last().x());
                thread.setEndY(track.last().y());
            }
        }

        private static Feather icon(Journey journey) {
            return switch (journey.kind()) {
                case CONNECTION -> Feather.LINK;
                case FLIGHT, REQUEST, RESPONSE -> LinkArrow.icon(journey.look());
                case REFUSAL -> Feather.X_CIRCLE;
                case PUSH -> Feather.DOWNLOAD;
                case ACKNOWLEDGEMENT -> Feather.CHECK;
                case SIGNING_REQUEST -> Feather.EDIT_3;
                case CERTIFICATE -> Feather.AWARD;
                case ROOTS -> Feather.ANCHOR;
            };
        }
    }
}
