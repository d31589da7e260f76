package padlock.ui;

import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.animation.Animation;
import javafx.animation.PauseTransition;
import javafx.application.Platform;
import javafx.util.Duration;
import padlock.ui.file.Manuscript;
import padlock.ui.policy.PolicyViewModel;

/**
 * Writes beside the window what a crash shall not take, one thing after the other in the order in which it was asked.
 */
final class Autosave {

    private static final System.Logger LOGGER = System.getLogger(Autosave.class.getName());
    private static final int LONGEST_WRITING_SECONDS = 10;

    private final ShellViewModel model;
    private final ExecutorService writer = Executors.newSingleThreadExecutor(Autosave::thread);
    /** Whoever types is not disturbed with every letter. */
    private final PauseTransition pause = new PauseTransition(Duration.millis(500));

    private Runnable keeping = () -> {};

    Autosave(ShellViewModel model) {
        this.model = model;
        pause.setOnFinished(event -> keeping.run());
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "writer");
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Keeps from now on what is changed here.
     *
     * @param name is asked for the name of what is open, whenever that is kept
     */
    void watch(PolicyViewModel policies, Supplier<String> name) {
        keeping = () -> keep(name.get(), policies);
        policies.manuscript().addListener((property, before, now) -> keep(name.get(), policies));
        policies.text().addListener((property, before, now) -> pause.playFromStart());
    }

    private void keep(String name, PolicyViewModel policies) {
        Manuscript manuscript = policies.manuscript().get();
        Optional<String> draft = policies.draft();
        write(() -> model.keep(name, manuscript, draft));
    }

    void write(Runnable writing) {
        writer.execute(writing);
    }

    /** Reads once all is written that was asked for, and tells the window. */
    <T> void read(Supplier<T> reading, Consumer<T> window) {
        writer.execute(() -> {
            T found = reading.get();
            Platform.runLater(() -> window.accept(found));
        });
    }

    /** What is changed is kept, also what was typed just now; whatever comes next has a place of its own. */
    void leave() {
        if (pause.getStatus() == Animation.Status.RUNNING) {
            keeping.run();
        }
        pause.stop();
        write(model::leave);
    }

    /** Writes what is still to be written; nothing can be kept any more. */
    void close() {
        if (writer.isShutdown()) {
            return;
        }
        leave();
        writer.shutdown();
        try {
            if (!writer.awaitTermination(LONGEST_WRITING_SECONDS, TimeUnit.SECONDS)) {
                LOGGER.log(System.Logger.Level.WARNING, "what was changed last may not be kept");
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }
}
