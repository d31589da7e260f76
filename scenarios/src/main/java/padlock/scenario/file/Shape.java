package padlock.scenario.file;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a value of a file must look like; checking tells every deviation, with the place and the nearest right word. */
sealed interface Shape {

    /** Tells what is wrong with this value, which stands at this line under this name ({@code spec.mtls.mode}). */
    void check(Node node, String name, int line, Report report);

    static Shape text() {
        return new Text();
    }

    /** A mapping from text to text where null is the empty text, as in labels. */
    static Shape labels() {
        return new Pairs(new OrNothing(text()));
    }

    static Shape flag() {
        return new Single(Node.Scalar.Type.FLAG, "true or false");
    }

    static Shape words(String noun, List<String> words) {
        return new Words(noun, words);
    }

    static Shape whole(long low, long high) {
        return new Whole(low, high);
    }

    static Shape number() {
        return new Number();
    }

    static Shape portOrName() {
        return new PortOrName();
    }

    /** A single value of any type whose writing is accepted by a parser. */
    static Shape written(String noun, String hint, Predicate<String> isOne) {
        return new Written(noun, hint, isOne, Optional.empty());
    }

    /** A single value of any type whose writing has this form. */
    static Shape formed(String noun, String hint, Pattern form) {
        return new Written(noun, hint, text -> form.matcher(text).matches(), Optional.of(form));
    }

    static Shape list(Shape item) {
        return new Listed(item);
    }

    static Shape oneOrMany(Shape item) {
        return new OneOrMany(item);
    }

    static Shape pairs(Shape value) {
        return new Pairs(value);
    }

    static Shape anything() {
        return new Anything();
    }

    /** A mapping with these keys and no others. */
    static Fields closed(Field... fields) {
        return new Fields(false, List.of(fields));
    }

    /** A mapping of which only these keys are looked at, and null is as good as absent. */
    static Fields open(Field... fields) {
        return new Fields(true, List.of(fields));
    }

    static Field field(String name, Shape shape) {
        return new Field(name, shape, false, false, new Effect.Known());
    }

    /** What Padlock does with a field that it finds. */
    sealed interface Effect {

        /** Read, or without influence on any answer. */
        record Known() implements Effect {}

        /** Taken, but noted: it could change an answer. */
        record NotModelled() implements Effect {}

        /** A problem: without it an answer would be wrong. */
        record Refused(String why) implements Effect {}
    }

    /** One key of a mapping. */
    record Field(String name, Shape shape, boolean isRequired, boolean isNullable, Effect effect) {

        Field required() {
            return new Field(name, shape, true, isNullable, effect);
        }

        Field nullable() {
            return new Field(name, shape, isRequired, true, effect);
        }

        Field notModelled() {
            return new Field(name, shape, isRequired, isNullable, new Effect.NotModelled());
        }

        Field refused(String why) {
            return new Field(name, shape, isRequired, isNullable, new Effect.Refused(why));
        }
    }

    private static void mismatch(Node node, String field, String expected, int line, Report report) {
        String name = field.isEmpty() ? "this" : field;
        if (node instanceof Node.Scalar scalar && scalar.type() == Node.Scalar.Type.FLAG) {
            String read = String.valueOf(ScalarType.isTrue(scalar.content()));
            String message = scalar.content().equals(read)
                    ? name + " must be " + expected + ", not " + read
                    : name + " must be " + expected + ", but YAML reads " + scalar.content() + " as " + read;
            report.problem(line, message, quoteHint(scalar, expected));
        } else if (node instanceof Node.Scalar scalar) {
            String found = scalar.type() == Node.Scalar.Type.WHOLE || scalar.type() == Node.Scalar.Type.DECIMAL
                    ? "the number " + scalar.content()
                    : scalar.type().words;
            report.problem(line, name + " must be " + expected + ", not " + found, quoteHint(scalar, expected));
        } else {
            String found = node instanceof Node.Mapping ? "an object" : "a list";
            report.problem(line, name + " must be " + expected + ", not " + found, "");
        }
    }

    private static String quoteHint(Node.Scalar scalar, String expected) {
        if (scalar.type() == Node.Scalar.Type.NOTHING) {
            return "leave the key out, or give it a value";
        }
        if (expected.equals("a list") && scalar.type() == Node.Scalar.Type.TEXT) {
            return "write [" + scalar.content() + "]";
        }
        return expected.equals("a string") ? "write \"" + scalar.content() + "\" in quotes" : "";
    }

    /** A string; a number or boolean needs quotes to be one, as the API server demands. */
    record Text() implements Shape {
        @Override
        public void check(Node node, String name, int line, Report report) {
            if (node.text().isEmpty()) {
                mismatch(node, name, "a string", line, report);
            }
        }
    }

    /** A single value of one type. */
    record Single(Node.Scalar.Type type, String words) implements Shape {
        @Override
        public void check(Node node, String name, int line, Report report) {
            if (!(node instanceof Node.Scalar scalar) || scalar.type() != type) {
                mismatch(node, name, words, line, report);
            }
        }
    }

    /** One of a few words. */
    record Words(String noun, List<String> words) implements Shape {
        @Override
        public void check(Node node, String name, int line, Report report) {
            Optional<String> text = node.text();
            if (text.isEmpty() && node instanceof Node.Scalar scalar && !node.isNothing()) {
                String found = scalar.type() == Node.Scalar.Type.FLAG
                        ? "but YAML reads " + scalar.content() + " as " + ScalarType.isTrue(scalar.content())
                        : "not the number " + scalar.content();
                report.problem(line, name + " must be a string, " + found, "known: " + String.join(", ", words));
            } else if (text.isEmpty()) {
                mismatch(node, name, "a string", line, report);
            } else if (!words.contains(text.get())) {
                report.problem(
                        line,
                        name + " \"" + text.get() + "\" is not " + article(noun) + " " + noun,
                        Nearest.hint(text.get(), words));
            }
        }
    }

    private static String article(String noun) {
        return "aeiou".indexOf(noun.charAt(0)) >= 0 ? "an" : "a";
    }

    /** A whole number. */
    record Whole(long low, long high) implements Shape {
        @Override
        public void check(Node node, String name, int line, Report report) {
            Optional<Long> number = node.whole();
            if (number.isEmpty()) {
                String hint = node.text().flatMap(ScalarType::whole).isPresent() ? "leave the quotes out" : "";
                if (hint.isEmpty()) {
                    mismatch(node, name, "a whole number", line, report);
                } else {
                    report.problem(line, name + " must be a whole number, not a string", hint);
                }
            } else if (number.get() < low || number.get() > high) {
                report.problem(line, name + " " + number.get() + " is not in " + low + ".." + high, "");
            }
        }
    }

    /** A number, with or without a fraction. */
    record Number() implements Shape {
        @Override
        public void check(Node node, String name, int line, Report report) {
            boolean number = node instanceof Node.Scalar scalar
                    && (scalar.type() == Node.Scalar.Type.WHOLE || scalar.type() == Node.Scalar.Type.DECIMAL);
            if (!number) {
                mismatch(node, name, "a number", line, report);
            }
        }
    }

    /** A port's number, or its name. */
    record PortOrName() implements Shape {
        @Override
        public void check(Node node, String name, int line, Report report) {
            if (node.text().isEmpty()) {
                new Whole(1, 65535).check(node, name, line, report);
            }
        }
    }

    /** A single value that a parser accepts. */
    record Written(String noun, String hint, Predicate<String> isOne, Optional<Pattern> form) implements Shape {
        @Override
        public void check(Node node, String name, int line, Report report) {
            if (!(node instanceof Node.Scalar scalar) || node.isNothing()) {
                mismatch(node, name, article(noun) + " " + noun, line, report);
            } else if (!isOne.test(scalar.content())) {
                report.problem(line, name + " \"" + scalar.content() + "\" is not " + article(noun) + " " + noun, hint);
            }
        }
    }

    /** A list. */
    record Listed(Shape item) implements Shape {
        @Override
        public void check(Node node, String name, int line, Report report) {
            if (!(node instanceof Node.Sequence sequence)) {
                mismatch(node, name, "a list", line, report);
                return;
            }
            for (int i = 0; i < sequence.items().size(); i++) {
                Node value = sequence.items().get(i);
                item.check(value, name + "[" + i + "]", value.line(), report);
            }
        }
    }

    /** A list, or one value in its place. */
    record OneOrMany(Shape item) implements Shape {
        @Override
        public void check(Node node, String name, int line, Report report) {
            if (node instanceof Node.Sequence) {
                new Listed(item).check(node, name, line, report);
            } else {
                item.check(node, name, line, report);
            }
        }
    }

    /** A mapping with any keys. */
    record Pairs(Shape value) implements Shape {
        @Override
        public void check(Node node, String name, int line, Report report) {
            if (!(node instanceof Node.Mapping mapping)) {
                mismatch(node, name, "an object", line, report);
                return;
            }
            mapping.members()
                    .forEach(member -> value.check(member.value(), name + "." + member.key(), member.line(), report));
        }
    }

    /** A value, or null. */
    record OrNothing(Shape shape) implements Shape {
        @Override
        public void check(Node node, String name, int line, Report report) {
            if (!node.isNothing()) {
                shape.check(node, name, line, report);
            }
        }
    }

    /** Whatever it is. */
    record Anything() implements Shape {
        @Override
        public void check(Node node, String name, int line, Report report) {}
    }

    /** A mapping with known keys. */
    record Fields(boolean isOpen, List<Field> fields) implements Shape {

        Fields and(Field... more) {
            return new Fields(
                    isOpen, Stream.concat(fields.stream(), Stream.of(more)).toList());
        }

        @Override
        public void check(Node node, String name, int line, Report report) {
            if (!(node instanceof Node.Mapping mapping)) {
                mismatch(node, name, "an object", line, report);
                return;
            }
            String prefix = name.isEmpty() ? "" : name + ".";
            Map<String, Field> known = fields.stream()
                    .collect(Collectors.toMap(Field::name, field -> field, (one, other) -> one, LinkedHashMap::new));
            for (Node.Member member : mapping.members()) {
                Optional.ofNullable(known.get(member.key()))
                        .ifPresentOrElse(
                                field -> checkField(field, member, prefix, report),
                                () -> unknown(member, prefix, report));
            }
            fields.stream()
                    .filter(Field::isRequired)
                    .filter(field -> mapping.member(field.name()).isEmpty())
                    .forEach(field -> report.problem(line, prefix + field.name() + " is missing", ""));
        }

        private void checkField(Field field, Node.Member member, String prefix, Report report) {
            boolean absent = member.value().isNothing() && (isOpen && !field.isRequired() || field.isNullable());
            if (absent) {
                return;
            }
            String name = prefix + member.key();
            field.shape().check(member.value(), name, member.line(), report);
            if (field.effect() instanceof Effect.NotModelled) {
                report.note(member.line(), "not modelled: " + name, "it could change an answer");
            } else if (field.effect() instanceof Effect.Refused refused) {
                report.problem(member.line(), refused.why().replace("{}", name), "");
            }
        }

        private void unknown(Node.Member member, String prefix, Report report) {
            if (isOpen) {
                return;
            }
            String hint = below(member.key())
                    .orElseGet(() -> Nearest.hint(
                            member.key(), fields.stream().map(Field::name).toList()));
            report.problem(member.line(), "unknown field " + prefix + member.key(), hint);
        }

        /** A key that stands one level too high. */
        private Optional<String> below(String key) {
            return fields.stream()
                    .filter(field -> field.shape() instanceof Fields inner
                            && inner.fields().stream()
                                    .anyMatch(nested -> nested.name().equals(key)))
                    .findFirst()
                    .map(field -> "did you mean " + field.name() + "." + key + "?");
        }
    }
}
