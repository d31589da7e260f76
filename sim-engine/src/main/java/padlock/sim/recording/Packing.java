package padlock.sim.recording;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * From records to bytes and back, for as long as this process lives: whatever has a {@linkplain CanonicalForm canonical
 * form} comes back equal. What occurs in one pack more than once is written once, by its content.
 */
final class Packing {

    private enum Kind {
        SAME,
        RECORD,
        TEXT,
        CONSTANT,
        NOTHING,
        SOMETHING,
        LIST,
        SET,
        SORTED_SET,
        MAP,
        SORTED_MAP,
        INSTANT,
        DURATION,
        LONG,
        INTEGER,
        SHORT,
        BYTE,
        CHARACTER,
        BOOLEAN,
        DOUBLE,
        FLOAT,
        BIG_INTEGER,
        BIG_DECIMAL,
        BYTES
    }

    private static final Kind[] KINDS = Kind.values();

    private final List<Class<?>> types = new ArrayList<>();
    private final Map<Class<?>, Integer> numbers = new LinkedHashMap<>();

    byte[] pack(List<?> values) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            Writer writer = new Writer(new DataOutputStream(bytes));
            writer.writeNumber(values.size());
            for (Object value : values) {
                writer.write(value);
            }
        } catch (IOException inMemory) {
            throw new AssertionError(inMemory);
        }
        return bytes.toByteArray();
    }

    List<Object> unpack(byte[] pack) {
        return new Reader(ByteBuffer.wrap(pack)).readAll();
    }

    private int number(Class<?> type) {
        return numbers.computeIfAbsent(type, unseen -> {
            types.add(type);
            return types.size() - 1;
        });
    }

    /** Numbers what it has written, so that the same can be referred to. */
    private final class Writer {

        private final DataOutputStream out;
        private final Map<Object, Integer> written = new LinkedHashMap<>();

        Writer(DataOutputStream out) {
            this.out = out;
        }

        void write(Object value) throws IOException {
            if (value instanceof Record || value instanceof String) {
                Integer earlier = written.get(value);
                if (earlier != null) {
                    writeKind(Kind.SAME);
                    writeNumber(earlier);
                } else {
                    writeNew(value);
                    written.put(value, written.size());
                }
            } else if (value instanceof Optional<?> optional) {
                writeKind(optional.isPresent() ? Kind.SOMETHING : Kind.NOTHING);
                if (optional.isPresent()) {
                    write(optional.get());
                }
            } else if (value instanceof Collection<?> collection) {
                writeKind(
                        collection instanceof List
                                ? Kind.LIST
                                : collection instanceof SortedSet ? Kind.SORTED_SET : Kind.SET);
                writeAll(collection);
            } else if (value instanceof Map<?, ?> map) {
                writeKind(map instanceof SortedMap ? Kind.SORTED_MAP : Kind.MAP);
                writeAll(map.keySet());
                writeAll(map.values());
            } else {
                writeScalar(value);
            }
        }

        private void writeNew(Object value) throws IOException {
            if (value instanceof String text) {
                writeKind(Kind.TEXT);
                ByteBuffer characters = ByteBuffer.allocate(text.length() * Character.BYTES);
                characters.asCharBuffer().put(text);
                writeBytes(characters.array());
                return;
            }
            RecordForm form = RecordForm.of(value.getClass());
            writeKind(Kind.RECORD);
            writeNumber(number(form.type()));
            for (RecordForm.Component component : form.components()) {
                write(component.valueIn(value));
            }
        }

        private void writeAll(Collection<?> values) throws IOException {
            writeNumber(values.size());
            for (Object value : values) {
                write(value);
            }
        }

        private void writeScalar(Object value) throws IOException {
            if (value instanceof Enum<?> constant) {
                writeKind(Kind.CONSTANT);
                writeNumber(number(constant.getDeclaringClass()));
                writeNumber(constant.ordinal());
            } else if (value instanceof Instant instant) {
                writeKind(Kind.INSTANT);
                out.writeLong(instant.getEpochSecond());
                out.writeInt(instant.getNano());
            } else if (value instanceof Duration duration) {
                writeKind(Kind.DURATION);
                out.writeLong(duration.getSeconds());
                out.writeInt(duration.getNano());
            } else if (value instanceof Long number) {
                writeKind(Kind.LONG);
                out.writeLong(number);
            } else if (value instanceof Integer number) {
                writeKind(Kind.INTEGER);
                out.writeInt(number);
            } else if (value instanceof Boolean flag) {
                writeKind(Kind.BOOLEAN);
                out.writeBoolean(flag);
            } else {
                writeRare(value);
            }
        }

        private void writeRare(Object value) throws IOException {
            if (value instanceof Short number) {
                writeKind(Kind.SHORT);
                out.writeShort(number);
            } else if (value instanceof Byte number) {
                writeKind(Kind.BYTE);
                out.writeByte(number);
            } else if (value instanceof Character character) {
                writeKind(Kind.CHARACTER);
                out.writeChar(character);
            } else if (value instanceof Double number) {
                writeKind(Kind.DOUBLE);
                out.writeDouble(number);
            } else if (value instanceof Float number) {
                writeKind(Kind.FLOAT);
                out.writeFloat(number);
            } else if (value instanceof BigInteger number) {
                writeKind(Kind.BIG_INTEGER);
                writeBytes(number.toByteArray());
            } else if (value instanceof BigDecimal number) {
                writeKind(Kind.BIG_DECIMAL);
                out.writeInt(number.scale());
                writeBytes(number.unscaledValue().toByteArray());
            } else if (value instanceof byte[] bytes) {
                writeKind(Kind.BYTES);
                writeBytes(bytes);
            } else {
                throw new AssertionError(value);
            }
        }

        private void writeKind(Kind kind) throws IOException {
            out.writeByte(kind.ordinal());
        }

        private void writeBytes(byte[] bytes) throws IOException {
            writeNumber(bytes.length);
            out.write(bytes);
        }

        /** Seven bits at a time, for most numbers are small. */
        private void writeNumber(int number) throws IOException {
            int rest = number;
            while (rest > 0x7f) {
                out.writeByte(rest & 0x7f | 0x80);
                rest >>>= 7;
            }
            out.writeByte(rest);
        }
    }

    private final class Reader {

        private final ByteBuffer in;
        private final List<Object> read = new ArrayList<>();

        Reader(ByteBuffer in) {
            this.in = in;
        }

        List<Object> readAll() {
            int size = readNumber();
            List<Object> values = new ArrayList<>(size);
            for (int i = 0; i < size; i++) {
                values.add(readValue());
            }
            return values;
        }

        private Object readValue() {
            Kind kind = KINDS[in.get()];
            return switch (kind) {
                case SAME -> read.get(readNumber());
                case RECORD -> remembered(readRecord());
                case TEXT ->
                    remembered(ByteBuffer.wrap(readBytes()).asCharBuffer().toString());
                case CONSTANT -> types.get(readNumber()).getEnumConstants()[readNumber()];
                case NOTHING -> Optional.empty();
                case SOMETHING -> Optional.of(readValue());
                case LIST -> List.copyOf(readAll());
                case SET -> Collections.unmodifiableSet(new LinkedHashSet<>(readAll()));
                case SORTED_SET -> Collections.unmodifiableSortedSet(new TreeSet<>(readAll()));
                case MAP -> Collections.unmodifiableMap(readEntries(new LinkedHashMap<>()));
                case SORTED_MAP -> Collections.unmodifiableSortedMap(readEntries(new TreeMap<>()));
                default -> readScalar(kind);
            };
        }

        private Object readScalar(Kind kind) {
            return switch (kind) {
                case INSTANT -> Instant.ofEpochSecond(in.getLong(), in.getInt());
                case DURATION -> Duration.ofSeconds(in.getLong(), in.getInt());
                case LONG -> in.getLong();
                case INTEGER -> in.getInt();
                case SHORT -> in.getShort();
                case BYTE -> in.get();
                case CHARACTER -> in.getChar();
                case BOOLEAN -> in.get() != 0;
                case DOUBLE -> in.getDouble();
                case FLOAT -> in.getFloat();
                case BIG_INTEGER -> new BigInteger(readBytes());
                case BIG_DECIMAL -> decimal(in.getInt(), new BigInteger(readBytes()));
                case BYTES -> readBytes();
                default -> throw new AssertionError(kind);
            };
        }

        private static BigDecimal decimal(int scale, BigInteger unscaled) {
            return new BigDecimal(unscaled, scale);
        }

        private Object remembered(Object value) {
            read.add(value);
            return value;
        }

        private Object readRecord() {
            RecordForm form = RecordForm.of(types.get(readNumber()));
            Object[] values = new Object[form.components().size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = readValue();
            }
            return form.with(values);
        }

        private <M extends Map<Object, Object>> M readEntries(M map) {
            List<Object> keys = readAll();
            List<Object> values = readAll();
            for (int i = 0; i < keys.size(); i++) {
                map.put(keys.get(i), values.get(i));
            }
            return map;
        }

        private byte[] readBytes() {
            byte[] bytes = new byte[readNumber()];
            in.get(bytes);
            return bytes;
        }

        private int readNumber() {
            int number = 0;
            int shift = 0;
            int next = in.get() & 0xff;
            while (next > 0x7f) {
                number |= (next & 0x7f) << shift;
                shift += 7;
                next = in.get() & 0xff;
            }
            return number | next << shift;
        }
    }
}
