package padlock.scenario.file;

import java.util.ArrayList;
import java.util.List;
import padlock.mesh.analysis.Where;
import padlock.mesh.analysis.WrittenAccess;
import padlock.mesh.analysis.WrittenAccess.Term;
import padlock.mesh.resource.Labels;

/** Takes an AuthorizationPolicy apart into the values that are written in it. */
final class AccessDocument {

    private final List<Term> terms = new ArrayList<>();

    private AccessDocument() {}

    static WrittenAccess read(Where where, Node document) {
        Node spec = document.get("spec").orElse(new Node.Mapping(document.line(), List.of()));
        AccessDocument access = new AccessDocument();
        List<Node> rules = spec.items("rules");
        for (int i = 0; i < rules.size(); i++) {
            access.rule(i, rules.get(i));
        }
        return new WrittenAccess(
                where,
                spec.text("action").orElse("ALLOW"),
                spec.get("selector").map(selector -> new Labels(selector.pairs("matchLabels"))),
                access.terms);
    }

    private void rule(int index, Node rule) {
        List<String> path = List.of("spec", "rules", String.valueOf(index));
        fields(index, rule, path, "from", "source");
        fields(index, rule, path, "to", "operation");
        List<Node> conditions = rule.items("when");
        for (int i = 0; i < conditions.size(); i++) {
            String key = conditions.get(i).text("key").orElse("");
            List<String> at = Lint.plus(path, "when", String.valueOf(i));
            values(index, conditions.get(i), key, "values", at);
            values(index, conditions.get(i), key, "notValues", at);
        }
    }

    private void fields(int index, Node rule, List<String> path, String list, String wrapper) {
        List<Node> entries = rule.items(list);
        for (int i = 0; i < entries.size(); i++) {
            List<String> at = Lint.plus(path, list, String.valueOf(i), wrapper);
            Node holder = entries.get(i);
            for (Node.Member field : holder.members(wrapper)) {
                values(index, holder.get(wrapper).orElseThrow(), field.key(), field.key(), at);
            }
        }
    }

    private void values(int index, Node holder, String field, String key, List<String> path) {
        List<Node> values = holder.items(key);
        for (int i = 0; i < values.size(); i++) {
            List<String> at = Lint.plus(path, key, String.valueOf(i));
            values.get(i).text().ifPresent(value -> terms.add(new Term(index, field, value, at)));
        }
    }
}
