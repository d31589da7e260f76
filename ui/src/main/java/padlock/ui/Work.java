package padlock.ui;

import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import padlock.ui.control.Beside;
import padlock.ui.text.Texts;

/** What takes long goes on beside the window, which goes on answering; one thing at a time, and the last one counts. */
final class Work {

    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
    private final ProgressBar large = new ProgressBar();
    private final ProgressBar small = new ProgressBar();
    private final Label largeWords = new Label();
    private final Label smallWords = new Label();
    private final AnimationTimer watch = new AnimationTimer() {
        @Override
        public void handle(long now) {
            tell();
        }
    };
    private RunProgress progress = new RunProgress();
    private Runnable onCancel = () -> {};

    ReadOnlyBooleanProperty busy() {
        return busy.getReadOnlyProperty();
    }

    /**
     * Begins something, and gives up what was begun before.
     *
     * @param then gets the result, in the window
     * @param cancelled is told if the person does not want to wait
     */
    <T> void begin(
            Function<RunProgress, T> task, Consumer<T> then, Runnable cancelled, Consumer<RuntimeException> failed) {
        progress.cancel();
        RunProgress own = new RunProgress();
        progress = own;
        onCancel = cancelled;
        busy.set(true);
        tell();
        watch.start();
        Beside.THREADS.execute(() -> {
            try {
                T result = task.apply(own);
                end(own, () -> then.accept(result));
            } catch (CancellationException enough) {
                // Whoever cancelled has gone on.
            } catch (RuntimeException bug) {
                end(own, () -> failed.accept(bug));
            }
        });
    }

    /** Shows what is done now, and how far it has come. */
    private void tell() {
        largeWords.setText(progress.part().words());
        smallWords.setText(progress.part().words());
        large.setProgress(progress.share());
        small.setProgress(progress.share());
    }

    private void end(RunProgress own, Runnable then) {
        Platform.runLater(() -> {
            if (!own.isCancelled() && own == progress) {
                stop();
                then.run();
            }
        });
    }

    void cancel() {
        if (busy.get()) {
            progress.cancel();
            stop();
            onCancel.run();
        }
    }

    private void stop() {
        busy.set(false);
        watch.stop();
    }

    /** For the middle of a window in which there is nothing else to see. */
    Node page() {
        large.setPrefWidth(320);
        largeWords.setId("shell-part-large");
        VBox page = new VBox(14, largeWords, large, cancelButton("shell.cancel-large"));
        page.setAlignment(Pos.CENTER);
        return page;
    }

    /** For a bar, and there only while something goes on of which no page tells. */
    Node strip() {
        small.setPrefWidth(120);
        smallWords.setId("shell-part");
        HBox strip = new HBox(8, smallWords, small, cancelButton("shell.cancel"));
        strip.setAlignment(Pos.CENTER);
        strip.visibleProperty().bind(busy.and(large.sceneProperty().isNull()));
        strip.managedProperty().bind(strip.visibleProperty());
        return strip;
    }

    private Button cancelButton(String key) {
        Button button = new Button(Texts.of("shell.cancel"));
        button.setId(Texts.id(key));
        button.setOnAction(event -> cancel());
        return button;
    }
}
