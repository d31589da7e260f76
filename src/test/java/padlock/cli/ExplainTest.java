package padlock.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import padlock.cli.Settlement.Rule;
import padlock.mesh.resource.MutualTlsMode;
import padlock.mesh.resource.PortProtocol.Handling;
import padlock.swarm.DecisionTable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every combination of mesh, namespace and workload mode, DestinationRule mode, and sidecar or none on either side:
 * explain's answer is the document's, and each of its reasons names the resource, the file and the line that decided,
 * or says that it is a default.
 */
final class ExplainTest {

    private static final List<String> FIELDS = List.of(
            "from",
            "to",
            "clientSends",
            "serverMode",
            "transport",
            "result",
            "reason",
            "status",
            "refusedBy",
            "clientIdentity",
            "serverIdentity",
            "because",
            "application",
            "clientLog",
            "serverLog",
            "handshake");

    private static final List<String> REASON_FIELDS = List.of("question", "answer", "rule", "resource", "path", "line");

    @TempDir
    static Path folder;

    @BeforeAll
    static void writeManifests() {
        Settlement.write(folder);
    }

    static Stream<Arguments> rulesAndSidecars() {
        return Stream.of(Rule.values())
                .flatMap(rule -> Stream.of(
                        Arguments.of(rule, true, true),
                        Arguments.of(rule, true, false),
                        Arguments.of(rule, false, true),
                        Arguments.of(rule, false, false)));
    }

    @ParameterizedTest(name = "{0}, sidecar at the client: {1}, at the server: {2}")
    @MethodSource("rulesAndSidecars")
    void everyAnswerIsTheDocumentsAndNamesWhatDecided(Rule rule, boolean clientSidecar, boolean serverSidecar)
            throws IOException {
        for (Optional<MutualTlsMode> mesh : Settlement.MODES) {
            for (Optional<MutualTlsMode> namespace : Settlement.MODES) {
                for (Optional<MutualTlsMode> workload : Settlement.MODES) {
                    check(new Settlement(mesh, namespace, workload, rule, clientSidecar, serverSidecar));
                }
            }
        }
    }

    private static void check(Settlement settlement) throws IOException {
        JsonNode answer = explain(settlement);
        String told = settlement + "\n" + answer.toPrettyString();

        assertThat(names(answer)).as(told).isEqualTo(FIELDS);
        ends(answer, settlement, told);
        assertThat(answer.get("because")).as(told).isNotEmpty();
        for (JsonNode reason : answer.get("because")) {
            places(reason, told);
        }
        decides(answer, "server mode", settlement.demandedIn().filter(file -> settlement.serverSidecar()), told);
        if (settlement.clientSidecar() && settlement.rule() != Rule.NONE) {
            decides(answer, "client transport", Optional.of(settlement.ruleFile()), told);
        }
    }

    private static JsonNode explain(Settlement settlement) {
        List<String> arguments = new ArrayList<>(List.of("explain"));
        arguments.addAll(settlement.files(folder));
        arguments.addAll(
                List.of("--from", "my-app-namespace/frontend", "--to", "http://backend:8080/", "--output", "json"));
        Terminal.Done done = Terminal.run(arguments);
        assertThat(done.exitCode()).as(done.err()).isZero();
        assertThat(done.err()).isEmpty();
        return done.json();
    }

    private static void ends(JsonNode answer, Settlement settlement, String told) {
        DecisionTable.Ending ending = DecisionTable.of(settlement.sent(), settlement.demanded(), Handling.HTTP);
        String sends = switch (settlement.sent().bytes()) {
            case PLAIN -> "plaintext";
            case ISTIO -> "mutual-tls";
            case ONE_WAY -> "tls";
            case TRUSTED, UNTRUSTED -> "custom-mutual-tls";
        };
        assertThat(text(answer, "clientSends", "serverMode", "transport", "result", "reason"))
                .as(told)
                .containsExactly(
                        sends,
                        settlement.demanded().map(Enum::name).orElse("none"),
                        ending.transport().text(),
                        ending.result().text(),
                        ending.reason().text());
        assertThat(answer.at("/from/sidecar").asBoolean()).as(told).isEqualTo(settlement.clientSidecar());
        assertThat(answer.at("/to/sidecar").asBoolean()).as(told).isEqualTo(settlement.serverSidecar());
        assertThat(answer.at("/to/host").asText()).as(told).isEqualTo(Settlement.HOST);
    }

    /**
     * All three of resource, path and line, where the resource really is and the field that decided really stands; or
     * none of them.
     */
    private static void places(JsonNode reason, String told) throws IOException {
        List<String> fields = new ArrayList<>(REASON_FIELDS);
        if (reason.has("ignored")) {
            fields.add("ignored");
        }
        assertThat(names(reason)).as(told).isEqualTo(fields);
        if (reason.get("resource").isNull()) {
            assertThat(reason.get("path").isNull()).as(told).isTrue();
            assertThat(reason.get("line").isNull()).as(told).isTrue();
        } else {
            standsThere(reason, told);
        }
        for (JsonNode loser : reason.path("ignored")) {
            assertThat(names(loser)).as(told).containsExactly("resource", "path", "line", "why");
            standsThere(loser, told);
        }
    }

    private static void standsThere(JsonNode named, String told) throws IOException {
        List<String> lines = Files.readAllLines(Path.of(named.get("path").asText()));
        List<String> resource = List.of(named.get("resource").asText().split("/"));
        String kind = resource.get(0);
        assertThat(named.get("line").asInt()).as(told).isBetween(1, lines.size());
        assertThat(lines).as(told).contains("kind: " + kind, "  name: " + resource.get(resource.size() - 1));
        assertThat(lines.get(named.get("line").asInt() - 1)).as(told).matches(decidingLine(kind));
    }

    /** How the only line looks by which a resource of a kind can decide something here. */
    private static String decidingLine(String kind) {
        return switch (kind) {
            case "PeerAuthentication", "DestinationRule" -> " +mode: [A-Z_]+";
            case "Deployment" -> " +sidecar\\.istio\\.io/inject: \"false\"";
            default -> throw new AssertionError(kind);
        };
    }

    /** Exactly this file decided, by the mode in it; without a file, nothing did. */
    private static void decides(JsonNode answer, String question, Optional<String> file, String told) {
        List<String> deciding = StreamSupport.stream(answer.get("because").spliterator(), false)
                .filter(reason -> reason.get("question").asText().equals(question))
                .filter(reason -> !reason.get("path").isNull())
                .map(reason ->
                        Path.of(reason.get("path").asText()).getFileName().toString())
                .toList();
        assertThat(deciding).as(told).isEqualTo(file.stream().toList());
    }

    private static List<String> text(JsonNode answer, String... fields) {
        return Stream.of(fields).map(field -> answer.get(field).asText()).toList();
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
