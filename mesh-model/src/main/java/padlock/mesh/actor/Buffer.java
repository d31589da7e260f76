package padlock.mesh.actor;

import java.util.Arrays;

/** Bytes that arrived and are not read yet. */
final class Buffer {

    private byte[] content = new byte[0];

    void append(byte[] more) {
        byte[] joined = Arrays.copyOf(content, content.length + more.length);
        System.arraycopy(more, 0, joined, content.length, more.length);
        content = joined;
    }

    byte[] bytes() {
        return content.clone();
    }

    void skip(int length) {
        content = Arrays.copyOfRange(content, length, content.length);
    }

    byte[] takeAll() {
        byte[] all = content;
        content = new byte[0];
        return all;
    }

    boolean isEmpty() {
        return content.length == 0;
    }
}
