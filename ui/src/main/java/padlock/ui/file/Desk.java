package padlock.ui.file;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.Reader;
import java.io.Writer;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import padlock.scenario.file.ScenarioText;

/**
 * What the app remembers from one start to the next, in a folder of the person's: what was opened, and what is changed
 * and not saved. Each window works in a place of its own, which is free once its process is gone, however that ended.
 */
public final class Desk {

    private static final int MOST_RECENT = 8;
    private static final String TASTE = "taste.properties";
    private static final String LOCK = ".lock";
    private static final String TITLE = ".title";
    private static final String DRAFT = ".draft";
    private static final String SCENARIO = "scenario";
    private static final String NEXT = "next";

    private final Path folder;
    private Optional<Place> mine = Optional.empty();

    /** Where one window works. */
    private record Place(Path folder, RandomAccessFile file, FileLock lock) {}

    /**
     * Changes that were never saved.
     *
     * @param draft what was written and not applied; may be empty
     */
    public record Unsaved(String title, Path scenario, String draft) {}

    public Desk(Path folder) {
        this.folder = folder;
    }

    /** What was opened, the last first, as far as it is still there. */
    public synchronized List<Path> recent() {
        try {
            return Files.readAllLines(folder.resolve("recent"), StandardCharsets.UTF_8).stream()
                    .map(Path::of)
                    .filter(Files::exists)
                    .toList();
        } catch (IOException nothingYet) {
            return List.of();
        }
    }

    public synchronized void remember(Path opened) throws IOException {
        List<String> lines = new ArrayList<>(List.of(opened.toAbsolutePath().toString()));
        recent().stream()
                .map(Path::toString)
                .filter(path -> !lines.contains(path))
                .limit(MOST_RECENT - 1)
                .forEach(lines::add);
        Files.createDirectories(folder);
        Files.write(folder.resolve("recent"), lines, StandardCharsets.UTF_8);
    }

    /** How the person liked the window last. */
    public synchronized Taste taste() {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(folder.resolve(TASTE))) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException nothingYet) {
            return Taste.PLAIN;
        }
        return Taste.of(properties);
    }

    public synchronized void remember(Taste taste) throws IOException {
        Files.createDirectories(folder);
        try (Writer writer = Files.newBufferedWriter(folder.resolve(TASTE))) {
            taste.written().store(writer, null);
        }
    }

    /**
     * Keeps what is changed until it is saved; what is not changed need not be kept.
     *
     * @param draft what is written and not applied
     */
    public synchronized void keep(String title, Manuscript manuscript, Optional<String> draft) throws IOException {
        if (!manuscript.isChanged() && draft.isEmpty()) {
            drop();
            return;
        }
        Path place = mine().folder();
        Manuscript.delete(place.resolve(NEXT));
        manuscript.write(place.resolve(NEXT));
        Manuscript.delete(place.resolve(SCENARIO));
        Files.writeString(place.resolve(TITLE), title);
        Files.writeString(place.resolve(DRAFT), draft.orElse(""));
        Files.move(place.resolve(NEXT), place.resolve(SCENARIO), StandardCopyOption.ATOMIC_MOVE);
    }

    /** What this window works on is safe elsewhere. */
    public synchronized void drop() throws IOException {
        if (mine.isPresent()) {
            Path place = mine.get().folder();
            release();
            Manuscript.delete(place);
        }
    }

    /** This window turns to something else; what was not saved is offered to be taken up again. */
    public synchronized void release() throws IOException {
        if (mine.isPresent()) {
            mine.get().lock().release();
            mine.get().file().close();
            mine = Optional.empty();
        }
    }

    /** What nobody works on and was never saved. */
    public synchronized List<Unsaved> unsaved() throws IOException {
        List<Unsaved> found = new ArrayList<>();
        for (Path place : places()) {
            if (mine.filter(own -> own.folder().equals(place)).isEmpty() && isFree(place)) {
                Path scenario = Files.exists(place.resolve(SCENARIO)) ? place.resolve(SCENARIO) : place.resolve(NEXT);
                if (Files.exists(scenario.resolve(ScenarioText.FILE)) && Files.exists(place.resolve(TITLE))) {
                    String draft = Files.exists(place.resolve(DRAFT)) ? Files.readString(place.resolve(DRAFT)) : "";
                    found.add(new Unsaved(Files.readString(place.resolve(TITLE)), scenario, draft));
                }
            }
        }
        return found;
    }

    public synchronized void discard(Unsaved unsaved) throws IOException {
        Manuscript.delete(unsaved.scenario().getParent());
    }

    private List<Path> places() throws IOException {
        Path all = folder.resolve("unsaved");
        if (!Files.exists(all)) {
            return List.of();
        }
        try (Stream<Path> places = Files.list(all)) {
            return places.sorted(Comparator.naturalOrder()).toList();
        }
    }

    private Place mine() throws IOException {
        if (mine.isEmpty()) {
            int number = places().size() + 1;
            Path place = folder.resolve("unsaved").resolve("" + number);
            while (Files.exists(place)) {
                number++;
                place = folder.resolve("unsaved").resolve("" + number);
            }
            Files.createDirectories(place);
            RandomAccessFile file = new RandomAccessFile(place.resolve(LOCK).toFile(), "rw");
            mine = Optional.of(new Place(place, file, file.getChannel().lock()));
        }
        return mine.get();
    }

    private static boolean isFree(Path place) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(place.resolve(LOCK).toFile(), "rw")) {
            Optional<FileLock> lock = Optional.ofNullable(file.getChannel().tryLock());
            if (lock.isPresent()) {
                lock.get().release();
            }
            return lock.isPresent();
        } catch (OverlappingFileLockException anotherWindowOfThisProcess) {
            return false;
        }
    }
}
