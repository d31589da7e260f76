package padlock.ui.control;

import java.util.concurrent.Executor;
import java.util.concurrent.Executors;

/** Beside the window, which goes on answering while work is done here. */
public final class Beside {

    /** Threads that do not keep the app from ending. */
    public static final Executor THREADS = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "beside");
        thread.setDaemon(true);
        return thread;
    });

    private Beside() {}
}
