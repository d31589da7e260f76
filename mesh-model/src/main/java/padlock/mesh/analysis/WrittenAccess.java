package padlock.mesh.analysis;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import padlock.mesh.resource.Labels;

/**
 * An AuthorizationPolicy as it is written, value by value, so that each value can be looked up and pointed at.
 *
 * @param where the policy
 * @param selector empty when it selects by nothing
 */
public record WrittenAccess(Where where, String action, Optional<Labels> selector, List<Term> terms) {

    /**
     * One value of one field.
     *
     * @param rule which rule it belongs to; they count from 0
     * @param field its name in a source or an operation, or the key of a condition
     * @param path to the value, inside of the policy
     */
    public record Term(int rule, String field, String value, List<String> path) {
        public Term {
            path = List.copyOf(path);
        }
    }

    public WrittenAccess {
        selector = selector.filter(labels -> !labels.isEmpty());
        terms = List.copyOf(terms);
    }

    String namespace() {
        return where.resource().namespace();
    }

    /** The values of these fields. */
    Stream<Term> terms(String... fields) {
        return terms.stream().filter(term -> List.of(fields).contains(term.field()));
    }

    Where at(Term term) {
        return new Where(where.resource(), where.origin(), term.path());
    }

    Where at(String... path) {
        return new Where(where.resource(), where.origin(), List.of(path));
    }
}
