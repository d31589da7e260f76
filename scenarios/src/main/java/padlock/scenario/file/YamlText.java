package padlock.scenario.file;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionEndEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.DocumentEndEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Reads the documents of a YAML text. It is cut at {@code ---} first, as kubectl does, so that a mistake in one
 * document leaves the others readable. Only events are taken from the parser: nothing in a file can name a Java class.
 */
final class YamlText {

    private static final Pattern DIRECTIVES_ONLY = Pattern.compile("(\\s*(#.*|%.*)?\\n)*");
    private static final String CORE_TAG = "tag:yaml.org,2002:";
    private static final List<String> MAPPING_TAGS = List.of("map");
    private static final List<String> SEQUENCE_TAGS = List.of("seq");

    private final Report report;
    private final List<Node> documents = new ArrayList<>();

    private YamlText(Report report) {
        this.report = report;
    }

    /**
     * The documents of this text, without those that hold nothing.
     *
     * @param firstLine the line of the file where the text begins
     */
    static List<Node> documents(String text, int firstLine, Report report) {
        YamlText yaml = new YamlText(report);
        int begin = 0;
        int line = firstLine;
        int beginLine = firstLine;
        for (int at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
            line++;
            if (isSeparator(text, at + 1) && !isPreamble(text.substring(begin, at + 1))) {
                yaml.read(text.substring(begin, at + 1), beginLine);
                begin = at + 1;
                beginLine = line;
            }
        }
        yaml.read(text.substring(begin), beginLine);
        return yaml.documents;
    }

    private static boolean isSeparator(String text, int at) {
        return text.startsWith("---", at) && (at + 3 == text.length() || Character.isWhitespace(text.charAt(at + 3)));
    }

    /** Directives such as {@code %YAML 1.1} belong to the document behind the separator. */
    private static boolean isPreamble(String part) {
        return part.length() < 1000
                && part.contains("%")
                && DIRECTIVES_ONLY.matcher(part).matches();
    }

    private void read(String document, int firstLine) {
        try {
            LoaderOptions options = new LoaderOptions();
            options.setCodePointLimit(Integer.MAX_VALUE);
            ParserImpl parser = new ParserImpl(new StreamReader(document), options);
            Optional<NodeBuilder> builder = Optional.empty();
            while (parser.peekEvent() != null) {
                Event event = parser.getEvent();
                if (event instanceof DocumentStartEvent) {
                    builder = Optional.of(new NodeBuilder(report));
                } else if (event instanceof DocumentEndEvent) {
                    builder.map(NodeBuilder::document)
                            .filter(node -> !node.isNothing())
                            .ifPresent(documents::add);
                    builder = Optional.empty();
                } else if (builder.isPresent()) {
                    build(event, builder.get(), firstLine);
                }
            }
        } catch (SyntaxMistake mistake) {
            report.problem(mistake);
        } catch (MarkedYAMLException mistake) {
            int lastLine = firstLine
                    + (int) document.stripTrailing()
                            .chars()
                            .filter(c -> c == '\n')
                            .count();
            report.problem(YamlMistake.inPlainWords(mistake, firstLine, lastLine));
        } catch (YAMLException mistake) {
            report.problem(
                    firstLine,
                    "this is not YAML: "
                            + mistake.getMessage().lines().findFirst().orElse(""),
                    "");
        }
    }

    private static void build(Event event, NodeBuilder builder, int firstLine) throws SyntaxMistake {
        int line = firstLine
                + Optional.ofNullable(event.getStartMark()).map(Mark::getLine).orElse(0);
        if (event instanceof ScalarEvent scalar) {
            builder.scalar(
                    new Node.Scalar(
                            line,
                            type(scalar, line),
                            scalar.getValue(),
                            scalar.getScalarStyle() == ScalarStyle.LITERAL),
                    scalar.getAnchor(),
                    scalar.isPlain());
        } else if (event instanceof AliasEvent alias) {
            builder.alias(alias.getAnchor(), line);
        } else if (event instanceof MappingStartEvent mapping) {
            requireCoreTag(mapping, MAPPING_TAGS, line);
            builder.startMapping(line, mapping.getAnchor());
        } else if (event instanceof CollectionStartEvent sequence) {
            requireCoreTag(sequence, SEQUENCE_TAGS, line);
            builder.startSequence(line, sequence.getAnchor());
        } else if (event instanceof CollectionEndEvent) {
            builder.end();
        }
    }

    private static void requireCoreTag(CollectionStartEvent event, List<String> allowed, int line)
            throws SyntaxMistake {
        String tag = event.getTag();
        if (tag != null && !tag.equals("!") && !allowed.contains(afterPrefix(tag))) {
            throw foreignTag(tag, line);
        }
    }

    private static Node.Scalar.Type type(ScalarEvent scalar, int line) throws SyntaxMistake {
        String tag = scalar.getTag();
        if (tag == null) {
            return scalar.isPlain() ? ScalarType.of(scalar.getValue()) : Node.Scalar.Type.TEXT;
        }
        return switch (tag.equals("!") ? "str" : afterPrefix(tag)) {
            case "str", "timestamp" -> Node.Scalar.Type.TEXT;
            case "int", "float", "bool", "null" -> ScalarType.of(scalar.getValue());
            default -> throw foreignTag(tag, line);
        };
    }

    private static String afterPrefix(String tag) {
        return tag.startsWith(CORE_TAG) ? tag.substring(CORE_TAG.length()) : tag;
    }

    private static SyntaxMistake foreignTag(String tag, int line) {
        Matcher core = Pattern.compile(Pattern.quote(Tag.PREFIX) + "(.*)", Pattern.DOTALL)
                .matcher(tag);
        String written = core.matches() ? "!!" + core.group(1) : tag;
        return new SyntaxMistake(
                line, "the tag " + shortened(written) + " has no meaning in a manifest", "leave the tag out");
    }

    private static String shortened(String text) {
        return text.length() > 80 ? text.substring(0, 80) + "…" : text;
    }
}
