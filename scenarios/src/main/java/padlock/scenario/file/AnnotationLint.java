package padlock.scenario.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import padlock.mesh.analysis.Code;
import padlock.mesh.analysis.Finding;
import padlock.mesh.analysis.Where;

/** Whether annotations that look like Istio's are Istio's, stand where they are read, and can be read. */
final class AnnotationLint {

    private static final String POD = "Pod";
    private static final String ANY = "Any";
    private static final String INJECT = "sidecar.istio.io/inject";
    /** The one that Istio documents among its own. */
    private static final String OF_KUBERNETES = "kubernetes.io/ingress.class";
    /** Written by Istio itself, on whatever it likes. */
    private static final List<String> WRITTEN_BY_ISTIO =
            List.of("sidecar.istio.io/status", "gateway.istio.io/controller-version", "istio.io/rev");

    private static final SortedMap<String, Known> KNOWN = known();

    /** What a value may look like. */
    private enum Form {
        ANYTHING("", "(?s).*"),
        PORT("port", "\\s*[0-9]{1,5}\\s*"),
        PORTS("ports", "\\s*|\\s*[0-9]{1,5}\\s*(,\\s*[0-9]{1,5}\\s*)*"),
        PORTS_OR_ALL("ports-or-all", "\\*|" + PORTS.values.pattern()),
        RANGES("ranges", "|[0-9a-fA-F.:]+/[0-9]{1,3}(,[0-9a-fA-F.:]+/[0-9]{1,3})*"),
        RANGES_OR_ALL("ranges-or-all", "\\*|" + RANGES.values.pattern()),
        FLAG("flag", "1|t|T|TRUE|true|True|0|f|F|FALSE|false|False"),
        WHOLE("whole", "[0-9]{1,10}"),
        QUANTITY("quantity", "[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([numkMGTPE]|[KMGTPE]i|[eE][+-]?[0-9]+)?"),
        INTERCEPTION("interception", "REDIRECT|TPROXY|NONE");

        private final String word;
        private final Pattern values;

        Form(String word, String values) {
            this.word = word;
            this.values = Pattern.compile(values);
        }
    }

    /**
     * An annotation of Istio's.
     *
     * @param kinds of the resources that it is for
     */
    private record Known(List<String> kinds, String status, Form form) {}

    private AnnotationLint() {}

    private static SortedMap<String, Known> known() {
        SortedMap<String, Known> known = new TreeMap<>();
        try (InputStream table = AnnotationLint.class.getResourceAsStream("annotations.csv")) {
            new String(table.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(",", -1))
                    .forEach(row -> known.put(row[0], new Known(List.of(row[1].split(" ")), row[2], form(row[3]))));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return known;
    }

    private static Form form(String word) {
        return Stream.of(Form.values())
                .filter(form -> form.word.equals(word))
                .findFirst()
                .orElseThrow();
    }

    static void look(Where resource, Node document, Consumer<Finding> found) {
        String kind = resource.resource().kind();
        look(resource, document, List.of("metadata", "annotations"), kind, found);
        look(resource, document, List.of("spec", "template", "metadata", "annotations"), POD, found);
        look(
                resource,
                document,
                List.of("spec", "jobTemplate", "spec", "template", "metadata", "annotations"),
                POD,
                found);
    }

    private static void look(Where resource, Node document, List<String> path, String kind, Consumer<Finding> found) {
        Optional<Node> annotations = document.at(path.toArray(String[]::new));
        if (!(annotations.orElse(document) instanceof Node.Mapping mapping) || annotations.isEmpty()) {
            return;
        }
        List<String> labels = Lint.plus(path.subList(0, path.size() - 1), "labels", INJECT);
        boolean isLabelToo = document.at(labels.toArray(String[]::new)).isPresent();
        for (Node.Member member : mapping.members()) {
            String name = member.key();
            if (name.equals(INJECT) && isLabelToo) {
                continue;
            }
            int slash = name.indexOf('/');
            if (name.equals(OF_KUBERNETES)
                    || slash > 0 && name.substring(0, slash).endsWith("istio.io")) {
                judge(Lint.at(resource, Lint.plus(path, name)), name, member.value(), kind, found);
            }
        }
    }

    private static void judge(Where where, String name, Node value, String kind, Consumer<Finding> found) {
        if (WRITTEN_BY_ISTIO.contains(name)) {
            return;
        }
        Optional<Known> known = Optional.ofNullable(KNOWN.get(name));
        if (known.isEmpty()) {
            found.accept(new Finding(
                    Code.IST0108,
                    where,
                    "Unknown annotation: " + name,
                    Nearest.hint(name, List.copyOf(KNOWN.keySet()))));
            return;
        }
        remark(where, name, known.get(), found);
        List<String> kinds = known.get().kinds();
        if (!kinds.contains(ANY) && !kinds.contains(kind)) {
            found.accept(new Finding(
                    Code.IST0107,
                    where,
                    "Misplaced annotation: " + name + " can only be applied to " + String.join(", ", kinds)
                            + ", and is not read here.",
                    kinds.contains(POD) ? "write it in spec.template.metadata.annotations" : "remove it"));
            return;
        }
        String text = value.written().orElse("");
        if (!known.get().form().values.matcher(text).matches()) {
            found.accept(new Finding(
                    Code.IST0125,
                    where,
                    "Invalid annotation " + name + ": \"" + text + "\" cannot be read.",
                    "see Istio's reference of annotations"));
        }
    }

    private static void remark(Where where, String name, Known known, Consumer<Finding> found) {
        if (known.status().equals("deprecated")) {
            boolean inject = name.equals(INJECT);
            found.accept(new Finding(
                    Code.IST0135,
                    where,
                    "Annotation \"" + name + "\" has been deprecated"
                            + (inject ? " in favor of the \"" + INJECT + "\" label" : "")
                            + " and may not work in future Istio versions.",
                    inject ? "make it a label of the pod" : "remove it"));
        } else if (known.status().equals("alpha")) {
            found.accept(new Finding(
                    Code.IST0136,
                    where,
                    "Annotation \"" + name + "\" is part of an alpha-phase feature and may be incompletely supported.",
                    ""));
        }
    }
}
