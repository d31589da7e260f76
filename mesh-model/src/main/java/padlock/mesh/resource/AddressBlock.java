package padlock.mesh.resource;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An IP address, or all that begin alike, as policies write them: {@code 10.0.0.1}, {@code 10.0.0.0/8},
 * {@code fd00::/8}.
 *
 * @param width of an address of this family in bits
 * @param prefix the bits that all addresses of the block begin with, as zeros and ones
 */
public record AddressBlock(int width, String prefix) {

    private static final int V4 = 32;
    private static final int V6 = 128;
    private static final int GROUPS = 8;

    /** Reads an address or a block; what is none is empty. */
    public static Optional<AddressBlock> parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            return bits(text).map(bits -> new AddressBlock(bits.length(), bits));
        }
        String length = text.substring(slash + 1);
        return bits(text.substring(0, slash))
                .filter(bits -> length.matches("0|[1-9][0-9]{0,2}") && Integer.parseInt(length) <= bits.length())
                .map(bits -> new AddressBlock(bits.length(), bits.substring(0, Integer.parseInt(length))));
    }

    public boolean contains(String address) {
        return bits(address)
                .filter(bits -> bits.length() == width && bits.startsWith(prefix))
                .isPresent();
    }

    private static Optional<String> bits(String address) {
        return address.contains(":") ? sixteenBitGroups(address) : fourNumbers(address);
    }

    private static Optional<String> fourNumbers(String address) {
        String[] numbers = address.split("\\.", -1);
        StringBuilder bits = new StringBuilder();
        for (String number : numbers) {
            if (!number.matches("0|[1-9][0-9]{0,2}") || Integer.parseInt(number) > 255) {
                return Optional.empty();
            }
            append(Integer.parseInt(number), V4 / 4, bits);
        }
        return bits.length() == V4 ? Optional.of(bits.toString()) : Optional.empty();
    }

    private static Optional<String> sixteenBitGroups(String address) {
        String[] halves = address.split("::", -1);
        if (halves.length > 2) {
            return Optional.empty();
        }
        List<String> groups = new ArrayList<>(groups(halves[0]));
        if (halves.length == 2) {
            List<String> last = groups(halves[1]);
            int missing = GROUPS - groups.size() - last.size();
            if (missing < 1) {
                return Optional.empty();
            }
            for (int i = 0; i < missing; i++) {
                groups.add("0");
            }
            groups.addAll(last);
        }
        StringBuilder bits = new StringBuilder();
        for (String group : groups) {
            if (!group.matches("[0-9A-Fa-f]{1,4}")) {
                return Optional.empty();
            }
            append(Integer.parseInt(group, 16), V6 / GROUPS, bits);
        }
        return bits.length() == V6 ? Optional.of(bits.toString()) : Optional.empty();
    }

    private static List<String> groups(String half) {
        return half.isEmpty() ? List.of() : List.of(half.split(":", -1));
    }

    private static void append(int number, int width, StringBuilder bits) {
        for (int bit = width - 1; bit >= 0; bit--) {
            bits.append((number >> bit) & 1);
        }
    }
}
