package padlock.ui.player;

import javafx.beans.binding.Bindings;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import padlock.ui.control.IconButton;
import padlock.ui.control.Moments;
import padlock.ui.text.Texts;

/** The buttons that move the play head, and the time line with its marks. */
public final class TimeBar extends VBox {

    private final PlayerViewModel model;
    private final TimeLine line;
    private final Label clock = new Label();

    public TimeBar(PlayerViewModel model) {
        super(4);
        this.model = model;
        line = new TimeLine(model);
        getStyleClass().add("time-bar");
        setPadding(new Insets(6, 14, 8, 14));
        getChildren().addAll(line, buttons());
        model.now().addListener((property, before, now) -> moved());
        moved();
    }

    private void moved() {
        line.follow();
        clock.setText(Texts.of(
                "time.clock",
                Moments.words(model.elapsed()),
                Moments.words(model.length()),
                model.shown().get(),
                model.events().size()));
    }

    private HBox buttons() {
        Button play = IconButton.of(Feather.PLAY, "time.play", model::togglePlaying);
        play.graphicProperty()
                .bind(Bindings.createObjectBinding(
                        () -> new FontIcon(model.playing().get() ? Feather.PAUSE : Feather.PLAY), model.playing()));
        play.getStyleClass().add("accent");
        ChoiceBox<PlayerViewModel.Speed> speed = new ChoiceBox<>();
        speed.setId("time-speed");
        speed.getItems().addAll(PlayerViewModel.Speed.values());
        speed.valueProperty().bindBidirectional(model.speed());
        speed.setAccessibleText(Texts.of("time.speed"));
        speed.setTooltip(new Tooltip(Texts.of("time.speed")));
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        clock.setId("time-clock");
        Button failure = IconButton.of(Feather.ALERT_TRIANGLE, "time.failure", model::toNextFailure);
        failure.setText(Texts.of("time.failure.short"));
        Button change = IconButton.of(Feather.FLAG, "time.change", model::toNextChange);
        change.setText(Texts.of("time.change.short"));
        HBox row = new HBox(
                6,
                IconButton.of(Feather.SKIP_BACK, "time.start", model::toStart),
                IconButton.of(Feather.CHEVRON_LEFT, "time.back", model::stepBack),
                play,
                IconButton.of(Feather.CHEVRON_RIGHT, "time.step", model::stepForward),
                IconButton.of(Feather.SKIP_FORWARD, "time.end", model::toEnd),
                speed,
                failure,
                change,
                space,
                clock);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }
}
