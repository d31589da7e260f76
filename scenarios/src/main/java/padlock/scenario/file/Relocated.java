package padlock.scenario.file;

/** Moves a value to one line, when the lines of the text that it was read from are not those of a file. */
final class Relocated {

    private Relocated() {}

    static Node to(int line, Node node) {
        if (node instanceof Node.Mapping mapping) {
            return new Node.Mapping(
                    line,
                    mapping.members().stream()
                            .map(member -> new Node.Member(member.key(), line, to(line, member.value())))
                            .toList());
        }
        if (node instanceof Node.Sequence sequence) {
            return new Node.Sequence(
                    line, sequence.items().stream().map(item -> to(line, item)).toList());
        }
        Node.Scalar scalar = (Node.Scalar) node;
        return new Node.Scalar(line, scalar.type(), scalar.content(), false);
    }
}
