package padlock.sim;

import java.time.Instant;
import java.util.Arrays;
import java.util.NoSuchElementException;
import java.util.function.BooleanSupplier;

/**
 * All pending deliveries, ordered by (due, sequence).
 *
 * <p>A binary heap whose elements know their places: nearly every timeout is set only to be cancelled, and a cancelled
 * one leaves at once instead of waiting for its day.
 */
final class DeliveryQueue {

    private Delivery[] heap = new Delivery[64];
    private int size;
    private long sequence;

    Delivery add(Instant due, ActorId to, Message message, BooleanSupplier wanted) {
        Delivery delivery = new Delivery(due, sequence++, to, message, wanted);
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, size * 2);
        }
        size++;
        siftUp(delivery, size - 1);
        return delivery;
    }

    Delivery first() {
        if (size == 0) {
            throw new NoSuchElementException("nothing is pending");
        }
        return heap[0];
    }

    /** Takes a delivery out; without effect when it is no longer in. */
    void remove(Delivery delivery) {
        int place = delivery.place();
        if (place == Delivery.NOT_QUEUED) {
            return;
        }
        delivery.moveTo(Delivery.NOT_QUEUED);
        Delivery last = heap[--size];
        heap[size] = null;
        if (last != delivery) {
            siftDown(last, place);
            siftUp(last, last.place());
        }
    }

    boolean isEmpty() {
        return size == 0;
    }

    int size() {
        return size;
    }

    private void siftUp(Delivery delivery, int start) {
        int place = start;
        while (place > 0) {
            int parent = (place - 1) >>> 1;
            if (!delivery.isBefore(heap[parent])) {
                break;
            }
            put(heap[parent], place);
            place = parent;
        }
        put(delivery, place);
    }

    private void siftDown(Delivery delivery, int start) {
        int place = start;
        while (2 * place + 1 < size) {
            int child = earlierChild(place);
            if (!heap[child].isBefore(delivery)) {
                break;
            }
            put(heap[child], place);
            place = child;
        }
        put(delivery, place);
    }

    private int earlierChild(int place) {
        int left = 2 * place + 1;
        int right = left + 1;
        return right < size && heap[right].isBefore(heap[left]) ? right : left;
    }

    private void put(Delivery delivery, int place) {
        heap[place] = delivery;
        delivery.moveTo(place);
    }
}
