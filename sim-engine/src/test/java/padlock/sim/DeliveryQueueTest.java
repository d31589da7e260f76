package padlock.sim;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class DeliveryQueueTest {

    private static final int MANY = 100_000;

    private final DeliveryQueue queue = new DeliveryQueue();
    private final RandomSource random = RandomSource.of(1);

    @Test
    void deliveriesComeInTheOrderOfDueAndThenOfScheduling() {
        List<Delivery> added = addMany();

        assertThat(drained()).isEqualTo(inOrder(added));
    }

    @Test
    void whatWasCancelledLeavesAtOnceAndTheRestKeepsItsOrder() {
        List<Delivery> added = addMany();
        List<Delivery> kept = new ArrayList<>();
        for (int number = 0; number < MANY; number++) {
            if (random.named("keep", number).chance(0.1)) {
                kept.add(added.get(number));
            } else {
                queue.remove(added.get(number));
            }
        }

        assertThat(queue.size()).isEqualTo(kept.size());
        assertThat(drained()).isEqualTo(inOrder(kept));
    }

    @Test
    void settingAndCancellingTimeoutsLeavesNothingBehind() {
        List<Delivery> standing = addMany();
        for (int number = 0; number < MANY; number++) {
            Delivery timeout = add(random.named("timeout", number).below(1000));
            assertThat(timeout.pending()).isTrue();
            queue.remove(timeout);
            queue.remove(timeout);
            assertThat(timeout.pending()).isFalse();
        }

        assertThat(queue.size()).isEqualTo(MANY);
        assertThat(drained()).isEqualTo(inOrder(standing));
    }

    @Test
    void anEmptyQueueHasNoFirst() {
        assertThat(queue.isEmpty()).isTrue();
        assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(queue::first);
    }

    /** A thousand instants for a hundred thousand deliveries, so that there are many ties. */
    private List<Delivery> addMany() {
        List<Delivery> added = new ArrayList<>();
        for (int number = 0; number < MANY; number++) {
            added.add(add(random.named("due", number).below(1000)));
        }
        return added;
    }

    private Delivery add(long millis) {
        return queue.add(World.at(millis), World.ANNA, new Note("hello"), () -> true);
    }

    private List<Delivery> drained() {
        List<Delivery> drained = new ArrayList<>();
        while (!queue.isEmpty()) {
            drained.add(queue.first());
            queue.remove(queue.first());
        }
        return drained;
    }

    /** The sort is stable, so ties stay in the order of adding. */
    private static List<Delivery> inOrder(List<Delivery> added) {
        return added.stream().sorted(Comparator.comparing(Delivery::due)).toList();
    }
}
