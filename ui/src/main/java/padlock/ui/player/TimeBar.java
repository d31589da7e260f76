package padlock.ui.player;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.binding.Bindings;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import padlock.ui.control.IconButton;
import padlock.ui.control.Moments;
import padlock.ui.text.Texts;

/** The buttons that move the play head, and the time line with its marks. */
public final class TimeBar extends VBox {

    private static final double EDGE = 9;
    /** Marks that would lie on each other are one. */
    private static final int PLACES = 400;
    /** Of marks that are one, so many are told. */
    private static final int TOLD = 5;

    private final PlayerViewModel model;
    private final Slider slider = new Slider(0, 1, 0);
    private final Label clock = new Label();

    public TimeBar(PlayerViewModel model) {
        super(4);
        this.model = model;
        getStyleClass().add("time-bar");
        setPadding(new Insets(8, 14, 10, 14));
        getChildren().addAll(timeLine(), buttons());
        model.now().addListener((property, before, now) -> moved());
        moved();
    }

    private void moved() {
        slider.setValue(model.progress());
        clock.setText(Texts.of(
                "time.clock",
                Moments.words(model.elapsed()),
                Moments.words(model.length()),
                model.shown().get(),
                model.events().size()));
    }

    private StackPane timeLine() {
        slider.setId("time-slider");
        slider.setAccessibleText(Texts.of("time.slider"));
        slider.valueProperty().addListener((property, before, now) -> {
            if (slider.isValueChanging() || slider.isPressed()) {
                model.seek(now.doubleValue());
            }
        });
        Pane marks = new Pane();
        marks.setMouseTransparent(false);
        marks.setPickOnBounds(false);
        marks.setMinHeight(14);
        model.played().addListener((property, before, now) -> draw(now.marks(), marks));
        draw(model.played().get().marks(), marks);
        VBox both = new VBox(marks, slider);
        return new StackPane(both);
    }

    private void draw(List<Mark> wanted, Pane line) {
        Map<String, List<Mark>> places = new LinkedHashMap<>();
        wanted.forEach(mark -> places.computeIfAbsent(
                        mark.kind() + " " + Math.round(model.fraction(mark) * PLACES), any -> new ArrayList<>())
                .add(mark));
        line.getChildren()
                .setAll(places.values().stream()
                        .sorted(Comparator.comparing(marks -> marks.get(0).kind()))
                        .map(marks -> picture(marks, line))
                        .toList());
    }

    private Region picture(List<Mark> marks, Pane line) {
        Mark first = marks.get(0);
        Region picture = new Region();
        picture.getStyleClass().addAll("mark", "mark-" + first.kind().name().toLowerCase(Locale.ROOT));
        picture.setPrefSize(8, 12);
        picture.layoutXProperty()
                .bind(Bindings.createDoubleBinding(
                        () -> EDGE + model.fraction(first) * (line.getWidth() - 2 * EDGE) - 4, line.widthProperty()));
        String words = words(marks);
        Tooltip.install(picture, new Tooltip(words));
        picture.setAccessibleText(words);
        picture.setOnMouseClicked(event -> model.toMark(first));
        return picture;
    }

    private String words(List<Mark> marks) {
        Stream<String> told = marks.stream()
                .limit(TOLD)
                .map(mark -> Texts.of(
                        "mark." + mark.kind().name().toLowerCase(Locale.ROOT),
                        Moments.words(Duration.between(model.played().get().start(), mark.at())),
                        mark.text()));
        Stream<String> more =
                marks.size() > TOLD ? Stream.of(Texts.of("mark.more", marks.size() - TOLD)) : Stream.empty();
        return Stream.concat(told, more).collect(Collectors.joining("\n"));
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
