package padlock.tls.capture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * Reads a part of a content from front to back, and makes nodes of what it reads; it never reads over the part's end.
 */
final class Reader {

    private static final int LONGEST_HEX = 32;

    /** The part ends where it should go on. */
    static final class CutShort extends Exception {
        private static final long serialVersionUID = 1L;
    }

    /** Reads something, and adds a node for each part of it. */
    interface Grammar {
        void read(Reader reader, List<Node> parts) throws CutShort;
    }

    private final int content;
    private final byte[] bytes;
    private final int end;
    private int at;

    Reader(int content, byte[] bytes) {
        this(content, bytes, 0, bytes.length);
    }

    private Reader(int content, byte[] bytes, int at, int end) {
        this.content = content;
        this.bytes = bytes;
        this.at = at;
        this.end = end;
    }

    int at() {
        return at;
    }

    int remaining() {
        return end - at;
    }

    boolean atEnd() {
        return at == end;
    }

    int number(int size) throws CutShort {
        need(size);
        int value = 0;
        for (int i = 0; i < size; i++) {
            value = value << 8 | bytes[at++] & 0xff;
        }
        return value;
    }

    byte[] take(int length) throws CutShort {
        need(length);
        at += length;
        return Arrays.copyOfRange(bytes, at - length, at);
    }

    byte[] rest() {
        byte[] rest = Arrays.copyOfRange(bytes, at, end);
        at = end;
        return rest;
    }

    /** The next bytes, so many of them as there are, without taking them. */
    byte[] peek(int length) {
        return Arrays.copyOfRange(bytes, at, at + Math.min(length, end - at));
    }

    Reader part(int length) throws CutShort {
        need(length);
        at += length;
        return new Reader(content, bytes, at - length, at);
    }

    /** What follows a length of so many bytes. */
    Reader vector(int lengthSize) throws CutShort {
        return part(number(lengthSize));
    }

    private void need(int length) throws CutShort {
        if (length < 0 || length > end - at) {
            throw new CutShort();
        }
    }

    /** A node without parts for all that was read since. */
    Node since(int start, String name, String value, String meaning) {
        return since(start, name, value, meaning, List.of());
    }

    Node since(int start, String name, String value, String meaning, List<Node> parts) {
        return new Node(name, value, meaning, content, start, at - start, parts);
    }

    /** A node for bytes that were read already. */
    Node between(int from, int to, String name, String value) {
        return new Node(name, value, "", content, from, to - from, List.of());
    }

    /** The parts that a grammar finds in all that is left; where it cannot go on, one that says so. */
    List<Node> parts(Grammar grammar) {
        List<Node> parts = new ArrayList<>();
        try {
            grammar.read(this, parts);
            if (!atEnd()) {
                parts.add(malformed("bytes that do not belong here"));
            }
        } catch (CutShort cut) {
            parts.add(malformed("it ends before it is complete"));
        }
        return parts;
    }

    /** All that is left, as something that cannot be read. */
    Node malformed(String why) {
        int start = at;
        byte[] rest = rest();
        return since(start, Node.MALFORMED, hex(rest), why);
    }

    static String hex(byte[] bytes) {
        return bytes.length <= LONGEST_HEX
                ? HexFormat.of().formatHex(bytes)
                : HexFormat.of().formatHex(bytes, 0, LONGEST_HEX) + "… (" + bytes.length + " bytes)";
    }
}
