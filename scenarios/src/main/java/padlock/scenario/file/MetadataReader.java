package padlock.scenario.file;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import padlock.mesh.resource.Metadata;
import padlock.mesh.resource.ResourceId;

/** Reads what every resource has: its name, its age and its place. */
final class MetadataReader {

    private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9.]*[a-z0-9])?");
    private static final int LONGEST_NAME = 253;

    private MetadataReader() {}

    static Metadata clusterWide(String kind, Node root, Report report) {
        return read(kind, "", root, report);
    }

    static Metadata namespaced(String kind, Node root, Report report) {
        Node metadata = root.get("metadata").orElse(root);
        String namespace =
                metadata.text("namespace").filter(name -> !name.isEmpty()).orElse("default");
        requireName("metadata.namespace", namespace, metadata.lineOf("namespace"), report);
        return read(kind, namespace, root, report);
    }

    private static Metadata read(String kind, String namespace, Node root, Report report) {
        Node metadata = root.get("metadata").orElse(root);
        Optional<String> name = metadata.text("name");
        if (name.isPresent()) {
            requireName("metadata.name", name.get(), metadata.lineOf("name"), report);
        } else if (metadata.at("name").isEmpty() && root.get("metadata").isPresent()) {
            report.problem(
                    root.lineOf("metadata"),
                    "metadata.name is missing",
                    metadata.text("generateName").isPresent() ? "Padlock does not make names up" : "");
        }
        return new Metadata(
                new ResourceId(kind, namespace, name.orElse("")),
                creationTimestamp(metadata, report),
                report.origin(root.line()));
    }

    private static void requireName(String field, String name, int line, Report report) {
        if (NAME.matcher(name).matches() && name.length() <= LONGEST_NAME) {
            return;
        }
        String better =
                name.toLowerCase(Locale.ROOT).replaceAll("[^-a-z0-9.]+", "-").replaceAll("^[-.]+|[-.]+$", "");
        String rule = "lower-case letters, digits, \"-\" and \".\" only";
        report.problem(
                line,
                field + " \"" + name + "\" is not a name",
                better.isEmpty() || better.equals(name) || better.length() > LONGEST_NAME
                        ? rule
                        : rule + "; try " + better);
    }

    private static Optional<Instant> creationTimestamp(Node metadata, Report report) {
        Optional<String> text = metadata.text("creationTimestamp").filter(written -> !written.isEmpty());
        try {
            return text.map(written -> OffsetDateTime.parse(written).toInstant());
        } catch (DateTimeException notAnInstant) {
            report.problem(
                    metadata.lineOf("creationTimestamp"),
                    "metadata.creationTimestamp \"" + text.orElseThrow() + "\" is not an instant",
                    "write 2026-01-01T00:00:00Z");
            return Optional.empty();
        }
    }
}
