package padlock.sim.recording;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.RandomAccess;

/**
 * Records in the order in which they were added, in segments: the latest are in memory, and of a long list the others
 * in a temporary file, from where they come back when somebody looks. A list that is not long never touches a file.
 */
public final class LongList<R extends Record> {

    static final int SEGMENT = 1024;

    /** Segments that are kept in memory before the oldest is written: few enough to be garbage while it is cheap. */
    static final int LATEST = 8;

    /** Segments that are kept in memory after they were read again. */
    private static final int READ_AGAIN = 4;

    private final List<List<R>> latest = new ArrayList<>();
    private final List<Place> written = new ArrayList<>();
    private final Packing packing = new Packing();
    private final Map<Integer, List<R>> readAgain = new LinkedHashMap<>(READ_AGAIN, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, List<R>> eldest) {
            return size() > READ_AGAIN;
        }
    };
    private RandomAccessFile file;
    private int size;

    /** Where a segment stands in the file. */
    private record Place(long from, int length) {}

    public synchronized void add(R value) {
        if (size % SEGMENT == 0) {
            if (latest.size() == LATEST) {
                write(latest.remove(0));
            }
            latest.add(new ArrayList<>());
        }
        latest.get(latest.size() - 1).add(value);
        size++;
    }

    public synchronized int size() {
        return size;
    }

    public synchronized R get(int index) {
        Objects.checkIndex(index, size);
        return segment(index / SEGMENT).get(index % SEGMENT);
    }

    /** What was added until now; what is added later is no part of it. */
    public List<R> soFar() {
        return new Prefix<>(this, size());
    }

    /** How many segments went to the file. */
    synchronized int written() {
        return written.size();
    }

    private List<R> segment(int number) {
        return number < written.size()
                ? readAgain.computeIfAbsent(number, this::read)
                : latest.get(number - written.size());
    }

    private void write(List<R> segment) {
        try {
            if (file == null) {
                file = temporary();
            }
            byte[] pack = packing.pack(segment);
            Place place = new Place(file.length(), pack.length);
            file.seek(place.from());
            file.write(pack);
            written.add(place);
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    @SuppressWarnings("unchecked")
    private List<R> read(int number) {
        try {
            Place place = written.get(number);
            byte[] pack = new byte[place.length()];
            file.seek(place.from());
            file.readFully(pack);
            return (List<R>) (List<?>) packing.unpack(pack);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    /** Gone as soon as nobody has it open any more, or where that cannot be, when Java ends. */
    private static RandomAccessFile temporary() throws IOException {
        File path = File.createTempFile("padlock", ".recording");
        RandomAccessFile opened = new RandomAccessFile(path, "rw");
        if (!path.delete()) {
            path.deleteOnExit();
        }
        return opened;
    }

    private static final class Prefix<R extends Record> extends AbstractList<R> implements RandomAccess {

        private final LongList<R> whole;
        private final int size;

        Prefix(LongList<R> whole, int size) {
            this.whole = whole;
            this.size = size;
        }

        @Override
        public R get(int index) {
            Objects.checkIndex(index, size);
            return whole.get(index);
        }

        @Override
        public int size() {
            return size;
        }
    }
}
