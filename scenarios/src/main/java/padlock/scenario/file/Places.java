package padlock.scenario.file;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import padlock.mesh.analysis.Where;
import padlock.mesh.resource.Origin;

/** Where the fields of resources stand, from the documents that were read. */
public final class Places {

    private final Map<Origin, Node> documents = new LinkedHashMap<>();

    Places() {}

    void add(Origin origin, Node document) {
        documents.put(origin, document);
    }

    /** The place of a field; where it is not written, that of the nearest field around it which is. */
    public Origin of(Where where) {
        Optional<Node> at = Optional.ofNullable(documents.get(where.origin()));
        int line = where.origin().line();
        for (String key : where.path()) {
            Optional<Node> next = at.flatMap(node -> step(node, key));
            if (next.isEmpty()) {
                break;
            }
            line = at.get() instanceof Node.Mapping
                    ? at.get().lineOf(key)
                    : next.get().line();
            at = next;
        }
        return new Origin(where.origin().path(), line);
    }

    private static Optional<Node> step(Node node, String key) {
        if (node instanceof Node.Sequence sequence && key.matches("[0-9]{1,6}")) {
            int index = Integer.parseInt(key);
            return index < sequence.items().size()
                    ? Optional.of(sequence.items().get(index))
                    : Optional.empty();
        }
        return node instanceof Node.Mapping mapping ? mapping.member(key).map(Node.Member::value) : Optional.empty();
    }
}
