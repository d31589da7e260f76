package padlock.mesh.resource;

import java.util.List;
import java.util.Optional;

/** A selector of Kubernetes: all labels, and all expressions, must fit. */
public record LabelSelector(Labels matchLabels, List<Expression> expressions) {

    /** What is demanded of one label. */
    public record Expression(String key, Operator operator, List<String> values) {
        public Expression {
            values = List.copyOf(values);
        }

        boolean fits(Labels labels) {
            Optional<String> value = labels.get(key);
            return switch (operator) {
                case IN -> value.filter(values::contains).isPresent();
                case NOT_IN -> value.filter(values::contains).isEmpty();
                case EXISTS -> value.isPresent();
                case DOES_NOT_EXIST -> value.isEmpty();
            };
        }
    }

    /** The words of Kubernetes. */
    public enum Operator {
        IN("In"),
        NOT_IN("NotIn"),
        EXISTS("Exists"),
        DOES_NOT_EXIST("DoesNotExist");

        private final String text;

        Operator(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }

    public LabelSelector {
        expressions = List.copyOf(expressions);
    }

    /** Whether it demands nothing. */
    public boolean isEmpty() {
        return matchLabels.isEmpty() && expressions.isEmpty();
    }

    public boolean matches(Labels labels) {
        return labels.containsAll(matchLabels) && expressions.stream().allMatch(expression -> expression.fits(labels));
    }
}
