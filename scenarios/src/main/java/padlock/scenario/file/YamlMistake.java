package padlock.scenario.file;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** Says in plain words what the YAML parser stumbled over, and where. */
final class YamlMistake {

    /** Where a mistake is better shown: where the parser stopped, or where that began which does not end. */
    private enum Place {
        STOP,
        BEGIN
    }

    /** A complaint of the parser, and what a person should read instead. */
    private record Wording(Pattern complaint, Place place, String message, String hint) {}

    private static final List<Wording> WORDINGS = List.of(
            wording(
                    "'\\\\t\\(TAB\\)'.*cannot start",
                    Place.STOP,
                    "a tab stands where YAML wants spaces",
                    "indent with spaces"),
            wording("scanning an alias", Place.STOP, "a value that begins with * is an alias", "write \"*\" in quotes"),
            wording("scanning an anchor", Place.STOP, "a value that begins with & is an anchor", "write it in quotes"),
            wording(
                    "cannot start any token",
                    Place.STOP,
                    "a value cannot begin with this character",
                    "write it in quotes"),
            wording(
                    "scanning a quoted scalar.*unexpected end",
                    Place.BEGIN,
                    "the quoted text that begins here does not end",
                    "add the closing quote"),
            wording(
                    "unknown escape character|hexdecimal|escape sequence",
                    Place.STOP,
                    "this is not an escape that YAML knows",
                    "use single quotes, or write \\\\ for \\"),
            wording(
                    "mapping values are not allowed here",
                    Place.STOP,
                    "a second \": \" stands in one line, or the indentation is wrong",
                    "quote a value that contains \": \""),
            wording(
                    "parsing a flow sequence",
                    Place.BEGIN,
                    "the list that begins here with [ does not end",
                    "add ] or a comma"),
            wording(
                    "parsing a flow mapping",
                    Place.BEGIN,
                    "the mapping that begins here with { does not end",
                    "add } or a comma"),
            wording("parsing a flow node", Place.STOP, "what began with [ or { does not end", "add ] or }"),
            wording(
                    "could not find expected ':'",
                    Place.STOP,
                    "a key has no \":\" behind it",
                    "write key: value, and indent what belongs to it"),
            wording(
                    "block (mapping|collection|sequence).*expected <block end>",
                    Place.STOP,
                    "the indentation does not fit the lines above",
                    "line up what belongs together"),
            wording(
                    "sequence entries are not allowed here",
                    Place.STOP,
                    "a list item \"- \" cannot stand here",
                    "put it on a line of its own"),
            wording("block scalar", Place.STOP, "the text block behind | or > is not indented as it should be", ""),
            wording("undefined tag handle", Place.STOP, "this tag has no meaning in a manifest", "leave the tag out"),
            wording(
                    "expected '<document start>'",
                    Place.STOP,
                    "something follows the end of the document",
                    "separate documents with ---"));

    private YamlMistake() {}

    private static Wording wording(String complaint, Place place, String message, String hint) {
        return new Wording(Pattern.compile(complaint, Pattern.DOTALL), place, message, hint);
    }

    static SyntaxMistake inPlainWords(MarkedYAMLException mistake, int firstLine, int lastLine) {
        String complaint = Optional.ofNullable(mistake.getContext()).orElse("") + " " + mistake.getProblem();
        Wording wording = WORDINGS.stream()
                .filter(candidate -> candidate.complaint().matcher(complaint).find())
                .findFirst()
                .orElseGet(() ->
                        new Wording(Pattern.compile(""), Place.STOP, "this is not YAML: " + mistake.getProblem(), ""));
        Optional<Mark> stop = Optional.ofNullable(mistake.getProblemMark());
        Optional<Mark> begin = Optional.ofNullable(mistake.getContextMark());
        Optional<Mark> place = wording.place() == Place.BEGIN ? begin.or(() -> stop) : stop.or(() -> begin);
        return new SyntaxMistake(
                Math.min(lastLine, firstLine + place.map(Mark::getLine).orElse(0)), wording.message(), wording.hint());
    }
}
