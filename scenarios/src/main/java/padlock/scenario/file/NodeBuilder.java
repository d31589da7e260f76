package padlock.scenario.file;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Builds the nodes of one document from its beginnings and ends, on a stack of its own: whatever a file holds, neither
 * the thread's stack nor the memory runs out.
 */
final class NodeBuilder {

    static final int DEEPEST = 500;
    /** How many values aliases may stand for in one document; without aliases a document is as large as its file. */
    static final long MOST_ALIASED = 1_000_000;

    private static final String MERGE = "<<";

    private final Report report;
    private final Deque<Frame> open = new ArrayDeque<>();
    private final Map<String, Anchored> anchors = new TreeMap<>();
    private final Set<String> unfinishedAnchors = new HashSet<>();
    private long aliased;
    private Optional<Node> root = Optional.empty();

    /** A value that an alias can stand for, and how many values it holds. */
    private record Anchored(Node node, long size) {}

    /** A mapping or list of which the end is not reached. */
    private static final class Frame {
        final int line;
        final boolean mapping;
        final Optional<String> anchor;
        final List<Node.Member> members = new ArrayList<>();
        final List<Node> items = new ArrayList<>();
        final List<Node> merged = new ArrayList<>();
        final Set<String> keys = new HashSet<>();
        Optional<Node.Scalar> key = Optional.empty();
        boolean mergeKey;
        long size = 1;

        Frame(int line, boolean mapping, Optional<String> anchor) {
            this.line = line;
            this.mapping = mapping;
            this.anchor = anchor;
        }
    }

    NodeBuilder(Report report) {
        this.report = report;
    }

    void startMapping(int line, String anchor) throws SyntaxMistake {
        start(new Frame(line, true, Optional.ofNullable(anchor)));
    }

    void startSequence(int line, String anchor) throws SyntaxMistake {
        start(new Frame(line, false, Optional.ofNullable(anchor)));
    }

    private void start(Frame frame) throws SyntaxMistake {
        if (expectsKey()) {
            throw new SyntaxMistake(
                    frame.line,
                    "a key must be a text, not " + (frame.mapping ? "a mapping" : "a list"),
                    "is this a template? render it first; a text with { or [ needs quotes");
        }
        if (open.size() == DEEPEST) {
            throw new SyntaxMistake(
                    frame.line, "values are nested more than " + DEEPEST + " levels deep", "no manifest needs that");
        }
        frame.anchor.ifPresent(unfinishedAnchors::add);
        open.push(frame);
    }

    void end() throws SyntaxMistake {
        Frame frame = open.pop();
        Node node = frame.mapping
                ? new Node.Mapping(frame.line, withMerged(frame))
                : new Node.Sequence(frame.line, List.copyOf(frame.items));
        frame.anchor.ifPresent(unfinishedAnchors::remove);
        value(node, frame.size, frame.anchor);
    }

    void scalar(Node.Scalar scalar, String anchor, boolean plain) throws SyntaxMistake {
        if (expectsKey()) {
            key(scalar, plain && scalar.content().equals(MERGE));
            Optional.ofNullable(anchor).ifPresent(name -> anchors.put(name, new Anchored(scalar, 1)));
        } else {
            value(scalar, 1, Optional.ofNullable(anchor));
        }
    }

    void alias(String name, int line) throws SyntaxMistake {
        if (unfinishedAnchors.contains(name)) {
            throw new SyntaxMistake(line, "*" + name + " stands inside of &" + name + ", which would never end", "");
        }
        Anchored anchored = anchors.get(name);
        if (anchored == null) {
            throw new SyntaxMistake(
                    line, "*" + name + " has no anchor", Nearest.hint(name, List.copyOf(anchors.keySet()), "&"));
        }
        aliased += anchored.size();
        if (aliased > MOST_ALIASED) {
            throw new SyntaxMistake(
                    line, "aliases stand for more than " + MOST_ALIASED + " values", "write out what is meant");
        }
        if (expectsKey()) {
            if (!(anchored.node() instanceof Node.Scalar scalar)) {
                throw new SyntaxMistake(line, "a key must be a text, and *" + name + " is none", "");
            }
            key(new Node.Scalar(line, scalar.type(), scalar.content(), false), false);
        } else {
            value(anchored.node(), anchored.size(), Optional.empty());
        }
    }

    /** The finished document. */
    Node document() {
        return root.orElseThrow();
    }

    private boolean expectsKey() {
        return !open.isEmpty() && open.peek().mapping && open.peek().key.isEmpty();
    }

    private void key(Node.Scalar key, boolean merge) throws SyntaxMistake {
        if (key.type() == Node.Scalar.Type.NOTHING) {
            throw new SyntaxMistake(key.line(), "a key is missing before \":\"", "");
        }
        open.peek().key = Optional.of(key);
        open.peek().mergeKey = merge;
    }

    private void value(Node node, long size, Optional<String> anchor) throws SyntaxMistake {
        anchor.ifPresent(name -> anchors.put(name, new Anchored(node, size)));
        if (open.isEmpty()) {
            root = Optional.of(node);
            return;
        }
        Frame parent = open.peek();
        parent.size += size;
        if (!parent.mapping) {
            parent.items.add(node);
            return;
        }
        Node.Scalar key = parent.key.orElseThrow();
        parent.key = Optional.empty();
        if (parent.mergeKey) {
            merge(parent, node, key.line());
        } else {
            member(parent, key, node);
        }
    }

    private void member(Frame parent, Node.Scalar key, Node value) {
        String name = ScalarType.key(key);
        if (parent.keys.add(name)) {
            parent.members.add(new Node.Member(name, key.line(), value));
            return;
        }
        int first = parent.members.stream()
                .filter(member -> member.key().equals(name))
                .findFirst()
                .orElseThrow()
                .line();
        report.problem(key.line(), "the key \"" + name + "\" is here twice", "it is also at line " + first);
    }

    private void merge(Frame parent, Node node, int line) throws SyntaxMistake {
        List<Node> sources = node instanceof Node.Sequence sequence ? sequence.items() : List.of(node);
        if (!sources.stream().allMatch(Node.Mapping.class::isInstance)) {
            throw new SyntaxMistake(line, "<< merges mappings, and this is none", "write <<: *anchor");
        }
        parent.merged.addAll(sources);
    }

    /** What is written here wins over what is merged, and an earlier source over a later one. */
    private static List<Node.Member> withMerged(Frame frame) {
        for (Node source : frame.merged) {
            for (Node.Member member : ((Node.Mapping) source).members()) {
                if (frame.keys.add(member.key())) {
                    frame.members.add(member);
                }
            }
        }
        return List.copyOf(frame.members);
    }
}
