package padlock.tls.capture;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A key log, by label and client random. */
final class Secrets {

    private final Map<String, byte[]> byName = new TreeMap<>();

    Secrets(List<String> keyLog) {
        for (String line : keyLog) {
            String[] words = line.split(" ");
            if (words.length == 3 && words[2].matches("([0-9a-f]{2})+")) {
                byName.put(words[0] + " " + words[1], HexFormat.of().parseHex(words[2]));
            }
        }
    }

    Optional<byte[]> find(String label, byte[] clientRandom) {
        return Optional.ofNullable(byName.get(label + " " + HexFormat.of().formatHex(clientRandom)));
    }
}
