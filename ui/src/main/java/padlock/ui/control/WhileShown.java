package padlock.ui.control;

import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Parent;

/** Keeps a page up to date while it is looked at, once for each frame however much happens, and when that begins. */
public final class WhileShown {

    private final Node page;
    private final Runnable update;
    private boolean waiting;

    public WhileShown(Node page, Runnable update) {
        this.page = page;
        this.update = update;
        page.parentProperty().addListener((property, before, now) -> watch(now));
        watch(page.getParent());
    }

    /** Something has changed. */
    public void changed() {
        if (!waiting && isShown()) {
            waiting = true;
            Platform.runLater(() -> {
                waiting = false;
                update.run();
            });
        }
    }

    /** A pane of tabs hides the parents of the pages that are not chosen. */
    private boolean isShown() {
        return page.getParent() == null || page.getParent().isVisible();
    }

    private void watch(Parent parent) {
        if (parent != null) {
            parent.visibleProperty().addListener((property, before, now) -> changed());
        }
    }
}
