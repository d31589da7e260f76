package padlock.scenario.file;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import padlock.mesh.resource.Namespace;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

class DocumentsTest {

    private static final Duration GENEROUS = Duration.ofSeconds(60);
    private static final String NAMESPACE = """
            apiVersion: v1
            kind: Namespace
            metadata:
              name: shop
            """;

    @TempDir
    private Path folder;

    /** A document that is no YAML, and the one line that a person reads. */
    private record Broken(String rule, String text, String problem) {}

    @TestFactory
    Stream<DynamicTest> syntaxMistakesAreToldInPlainWords() {
        return Stream.of(
                        new Broken(
                                "tab",
                                "a:\n\tb: 1\n",
                                "-:2: a tab stands where YAML wants spaces (indent with spaces)"),
                        new Broken(
                                "star",
                                "a:\n  - *\n",
                                "-:2: a value that begins with * is an alias (write \"*\" in quotes)"),
                        new Broken(
                                "at sign",
                                "a: @x\n",
                                "-:1: a value cannot begin with this character (write it in quotes)"),
                        new Broken(
                                "open quote",
                                "a: 1\nb: \"x\nc: 2\n",
                                "-:2: the quoted text that begins here does not end (add the closing quote)"),
                        new Broken(
                                "open list",
                                "a: 1\nb: [1, 2\nc: 3\n",
                                "-:2: the list that begins here with [ does not end (add ] or a comma)"),
                        new Broken(
                                "open mapping",
                                "b: {a: 1\n",
                                "-:1: the mapping that begins here with { does not end (add } or a comma)"),
                        new Broken(
                                "two colons",
                                "a: b: c\n",
                                "-:1: a second \": \" stands in one line, or the indentation is wrong"
                                        + " (quote a value that contains \": \")"),
                        new Broken(
                                "dedent",
                                "- a\nb: c\n",
                                "-:2: the indentation does not fit the lines above (line up what belongs together)"),
                        new Broken(
                                "escape",
                                "a: \"\\q\"\n",
                                "-:1: this is not an escape that YAML knows (use single quotes, or write \\\\ for \\)"),
                        new Broken(
                                "template",
                                "name: {{ .Values.x }}\n",
                                "-:1: a key must be a text, not a mapping"
                                        + " (is this a template? render it first; a text with { or [ needs quotes)"),
                        new Broken("no anchor", "a: &one 1\nb: *ane\n", "-:2: *ane has no anchor (did you mean &one?)"),
                        new Broken("endless alias", "&a [*a]\n", "-:1: *a stands inside of &a, which would never end"),
                        new Broken(
                                "duplicate",
                                "a: 1\n\na: 2\n",
                                "-:3: the key \"a\" is here twice (it is also at line 1)"))
                .map(broken -> DynamicTest.dynamicTest(
                        broken.rule(),
                        () -> assertThat(Read.problems(broken.text())).contains(broken.problem())));
    }

    @Test
    void aMistakeInOneDocumentDoesNotHideThoseOfTheOthers() {
        assertThat(Read.problems("""
                        a: [1
                        ---
                        apiVersion: v1
                        kind: Namespace
                        metadata: {name: Shop}
                        ---
                        b: "x
                        """))
                .containsExactly(
                        "-:1: the list that begins here with [ does not end (add ] or a comma)",
                        "-:5: metadata.name \"Shop\" is not a name"
                                + " (lower-case letters, digits, \"-\" and \".\" only; try shop)",
                        "-:7: the quoted text that begins here does not end (add the closing quote)");
    }

    @Test
    void nothingInAFileNamesAJavaClass() {
        assertThat(Read.problems("a: !!javax.script.ScriptEngineManager [!!java.net.URL [\"http://x\"]]\n"))
                .containsExactly(
                        "-:1: the tag !!javax.script.ScriptEngineManager has no meaning in a manifest (leave the tag out)");
        assertThat(Read.problems("a: !!java.io.File x\n"))
                .containsExactly("-:1: the tag !!java.io.File has no meaning in a manifest (leave the tag out)");
    }

    @Test
    void aliasesThatStandForMillionsOfValuesAreOneProblem() {
        String bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
                + IntStream.rangeClosed(1, 30)
                        .mapToObj(level -> "a" + level + ": &a" + level + " ["
                                + IntStream.range(0, 10)
                                        .mapToObj(each -> "*a" + (level - 1))
                                        .collect(Collectors.joining(", "))
                                + "]\n")
                        .collect(Collectors.joining());

        assertThat(guarded(bomb))
                .containsExactly("-:6: aliases stand for more than 1000000 values (write out what is meant)");
    }

    @Test
    void deepNestingIsOneProblemInYamlAndInJson() throws Exception {
        String tooDeep = "values are nested more than 500 levels deep (no manifest needs that)";
        Path json = Files.writeString(folder.resolve("deep.json"), "[".repeat(20_000));
        String blocks = IntStream.range(0, 2_000)
                .mapToObj(depth -> " ".repeat(depth) + "a:\n")
                .collect(Collectors.joining());

        assertThat(guarded("[".repeat(20_000))).containsExactly("-:1: " + tooDeep);
        assertThat(guarded("{\"a\":".repeat(20_000))).containsExactly("-:1: " + tooDeep);
        assertThat(guarded(blocks)).containsExactly("-:501: " + tooDeep);
        assertThat(Read.problems(ManifestFiles.read(List.of(json.toString()), new ByteArrayInputStream(new byte[0]))))
                .containsExactly(json + ":1: " + tooDeep);
    }

    @Test
    void listsOfListsOfAliasesAreBounded() {
        String bomb = "x0: &x0 {apiVersion: v1, kind: List, items: []}\n"
                + IntStream.rangeClosed(1, 20)
                        .mapToObj(level -> "x" + level + ": &x" + level + " {apiVersion: v1, kind: List, items: ["
                                + ("*x" + (level - 1) + ", ").repeat(10) + "]}\n")
                        .collect(Collectors.joining());

        assertThat(guarded(bomb)).hasSize(1);
    }

    @Test
    void aLongTextIsFine() {
        String text = NAMESPACE + "  annotations: {note: \"" + "x".repeat(5_000_000) + "\"}\n";

        assertThat(guarded(text)).isEmpty();
    }

    @Test
    void crlfAndByteOrderMarkAreFine() {
        assertThat(Read.resources("\uFEFF" + NAMESPACE.replace("\n", "\r\n"))).isEqualTo(Read.resources(NAMESPACE));
    }

    @Test
    void linesAreCountedThroughCrlfAndSeparators() {
        String text = (NAMESPACE + "---\n" + NAMESPACE.replace("shop", "Shop")).replace("\n", "\r\n");

        assertThat(Read.problems(text)).singleElement().asString().startsWith("-:9: ");
    }

    @Test
    void utf16OfAWindowsShellIsFine() {
        assertThat(Read.accepted(Read.manifests(("\uFEFF" + NAMESPACE).getBytes(UTF_16LE)))
                        .value()
                        .resources())
                .isEqualTo(Read.resources(NAMESPACE));
    }

    @Test
    void aBinaryFileIsOneProblem() {
        assertThat(Read.problems(Read.manifests(new byte[] {'a', '\n', (byte) 0xC3, (byte) 0x28})))
                .containsExactly("-:2: this is not UTF-8 text (save the file as UTF-8)");
        assertThat(Read.problems(Read.manifests("a: 1\nb: \0".getBytes(UTF_8))))
                .containsExactly("-:2: this is not text: it holds the character U+0000 (is it the right file?)");
    }

    @Test
    void aTruncatedFileIsOneProblem() {
        assertThat(Read.problems("{\"apiVersion\": \"v1\",\n\"kind\": \"Li"))
                .containsExactly("-:2: the quoted text that begins here does not end (add the closing quote)");
    }

    @Test
    void jsonMayHaveTabsAndSeveralDocuments() {
        String json =
                "{\n\t\"apiVersion\": \"v1\",\n\t\"kind\": \"Namespace\",\n\t\"metadata\": {\"name\": \"NAME\"}\n}\n";

        assertThat(Read.resources(json.replace("NAME", "one") + json.replace("NAME", "two")))
                .extracting(
                        resource -> resource.id() + " " + resource.metadata().origin())
                .containsExactly("Namespace/one -:1", "Namespace/two -:6");
    }

    @Test
    void aFlowMappingIsYamlThoughItBeginsLikeJson() {
        assertThat(Read.resources("{apiVersion: v1, kind: Namespace, metadata: {name: shop}}"))
                .isEqualTo(Read.resources("apiVersion: v1\nkind: Namespace\nmetadata: {name: shop}\n"));
    }

    @Test
    void anchorsAndMergeKeysMeanWhatTheyMeanToKubectl() {
        assertThat(Read.resources("""
                        apiVersion: v1
                        kind: Namespace
                        metadata:
                          name: shop
                          annotations: &base {team: web, tier: front}
                          labels:
                            <<: *base
                            tier: back
                        """))
                .extracting(resource -> ((Namespace) resource).labels().toString())
                .containsExactly("team=web,tier=back");
    }

    @Test
    void directivesBelongToTheDocumentBehindThem() {
        assertThat(Read.resources("%YAML 1.1\n---\n" + NAMESPACE)).hasSize(1);
    }

    @Test
    void plainScalarsHaveTheTypesThatKubectlGivesThem() {
        assertThat(Stream.of(
                                "true",
                                "Yes",
                                "off",
                                "y",
                                "tRue",
                                "null",
                                "~",
                                "8080",
                                "0x1F",
                                "010",
                                "1_000",
                                "08",
                                "1e10",
                                "1.10",
                                ".5",
                                ".inf",
                                "12:30",
                                "2026-01-01",
                                "v1",
                                "99999999999999999999")
                        .map(plain -> plain + " " + ScalarType.of(plain)))
                .containsExactly(
                        "true FLAG",
                        "Yes FLAG",
                        "off FLAG",
                        "y FLAG",
                        "tRue TEXT",
                        "null NOTHING",
                        "~ NOTHING",
                        "8080 WHOLE",
                        "0x1F WHOLE",
                        "010 WHOLE",
                        "1_000 WHOLE",
                        "08 DECIMAL",
                        "1e10 DECIMAL",
                        "1.10 DECIMAL",
                        ".5 DECIMAL",
                        ".inf DECIMAL",
                        "12:30 TEXT",
                        "2026-01-01 TEXT",
                        "v1 TEXT",
                        "99999999999999999999 DECIMAL");
        assertThat(Stream.of("010", "0x1F", "-1_000", "0").map(ScalarType::whole))
                .extracting(Optional::get)
                .containsExactly(8L, 31L, -1000L, 0L);
    }

    private static List<String> guarded(String text) {
        return assertTimeoutPreemptively(GENEROUS, () -> Read.problems(text));
    }
}
