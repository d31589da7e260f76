package padlock.sim.recording;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class LongListTest {

    private static final int LONG = LongList.SEGMENT * (LongList.LATEST + 20) + 7;

    private final LongList<Number> list = new LongList<>();

    /** An element that tells where it belongs. */
    record Number(int value, String text) {}

    @Test
    void whatWentToTheFileIsWhatWasAdded() {
        fill(LONG);

        assertThat(list.written()).isGreaterThan(20);
        assertThat(list.soFar()).isEqualTo(expected(LONG));
    }

    @Test
    void aListThatIsNotLongTouchesNoFile() {
        fill(LongList.SEGMENT * LongList.LATEST);

        assertThat(list.written()).isZero();
        assertThat(list.soFar()).isEqualTo(expected(LongList.SEGMENT * LongList.LATEST));
    }

    @Test
    void whoLooksHereAndThereFindsWhatIsThere() {
        fill(LONG);
        List<Number> all = list.soFar();

        for (int index = 0; index < LONG; index += 997) {
            int far = (int) ((long) index * 7919 % LONG);
            assertThat(all.get(far)).isEqualTo(number(far));
        }
    }

    @Test
    void whatIsAddedLaterIsNoPartOfWhatWasThereBefore() {
        fill(3);
        List<Number> before = list.soFar();
        fill(LONG);

        assertThat(before).isEqualTo(expected(3));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> before.get(3));
        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> before.remove(0));
    }

    private void fill(int size) {
        IntStream.range(0, size).forEach(value -> list.add(number(value)));
    }

    private static List<Number> expected(int size) {
        return IntStream.range(0, size).mapToObj(LongListTest::number).toList();
    }

    private static Number number(int value) {
        return new Number(value, "number " + value % 100);
    }
}
