package padlock.scenario.file;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

import static padlock.scenario.file.Shape.field;
import static padlock.scenario.file.Shape.open;
import static padlock.scenario.file.Shape.pairs;
import static padlock.scenario.file.Shape.text;

/** The entries of a Secret: under {@code stringData} as they are, which win, or under {@code data} in Base64. */
record SecretEntries(Node root, Report report) {

    static final Shape SHAPE = open(
            field("metadata", KubernetesShapes.METADATA).required(),
            field("type", text()),
            field("data", pairs(text())),
            field("stringData", pairs(text())));

    /** A text, and where it stands. */
    record Entry(String key, String text, int line) {}

    boolean has(String key) {
        return holder(key).isPresent();
    }

    /** Empty also after a problem: what is no Base64 no API server takes. */
    Optional<Entry> entry(String key) {
        return holder(key).flatMap(holder -> {
            int line = holder.lineOf(key);
            String written = holder.text(key).orElse("");
            if (root.get("stringData").filter(holder::equals).isPresent()) {
                return Optional.of(new Entry(key, written, line));
            }
            try {
                byte[] bytes = Base64.getDecoder().decode(written.replaceAll("\\s", ""));
                return Optional.of(new Entry(key, new String(bytes, StandardCharsets.UTF_8), line));
            } catch (IllegalArgumentException notBase64) {
                report.problem(line, "data." + key + " is not Base64", "under stringData, PEM can be written as it is");
                return Optional.empty();
            }
        });
    }

    private Optional<Node> holder(String key) {
        return List.of("stringData", "data").stream()
                .flatMap(section -> root.get(section).stream())
                .filter(section -> section.get(key).isPresent())
                .findFirst();
    }
}
