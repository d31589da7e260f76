package padlock.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import padlock.mesh.actor.MeshFact;
import padlock.mesh.history.CallView;
import padlock.mesh.history.ToldFlight;
import padlock.mesh.history.TranscriptTap;
import padlock.scenario.Run;
import padlock.scenario.Scenario;
import padlock.scenario.ScenarioRunner;
import padlock.scenario.file.Loaded;
import padlock.scenario.file.ScenarioFiles;
import padlock.sim.Event;
import padlock.tls.handshake.TlsAlert;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * For every way in which a handshake can fail: the alert that is sent, what both sides believe at the end, what the
 * program sees and what both logs say, with each version of TLS. What goes wrong is what scenario files let go wrong:
 * faults, or what is applied {@code later} than the workloads have their certificates.
 */
final class FailedHandshakesTest {

    private static final Table FAILURES = Table.read(TableFiles.FOLDER.resolve("failed-handshakes.yaml"));

    @TempDir
    private Path folder;

    @TestFactory
    Stream<DynamicTest> everyPartySeesWhatItSeesInARealMesh() {
        return FAILURES.rows().stream()
                .flatMap(row -> row.checks().stream()
                        .map(check -> DynamicTest.dynamicTest(
                                row.id() + ", TLS " + check.ask().get("tls"), () -> {
                                    Answer answer = answer(row, new Ask(check.ask()));
                                    assertThat(answer.asExpected(check.expect()))
                                            .as("%s answers %s", row.id(), answer.words())
                                            .isEqualTo(check.expect());
                                })));
    }

    private Answer answer(Table.Row row, Ask ask) throws IOException {
        write("mesh.yaml", row.mesh());
        write("later.yaml", TableFiles.list(ask.words().get("later")));
        Files.writeString(folder.resolve("scenario.yaml"), scenario(ask));
        if (!(ScenarioFiles.read(folder) instanceof Loaded.Accepted<Scenario> accepted)) {
            throw new AssertionError(ScenarioFiles.read(folder));
        }
        TranscriptTap tap = new TranscriptTap();
        Run run = ScenarioRunner.run(accepted.value(), tap);
        CallView call = run.calls().get(0);
        List<ToldFlight> flights = tap.of(call.name(), run.recording());
        Optional<ToldFlight> last = flights.isEmpty() ? Optional.empty() : Optional.of(flights.get(flights.size() - 1));
        return CallQuestions.answer(call)
                .with("alert", alert(run).map(TlsAlert::toString))
                .with("client-believes", last.map(ToldFlight::clientBelieves))
                .with("server-believes", last.map(ToldFlight::serverBelieves));
    }

    private void write(String file, List<Object> words) throws IOException {
        try (var manifests = MeshWords.manifests(words)) {
            Files.write(folder.resolve(file), manifests.readAllBytes());
        }
    }

    /** What the side sends that refuses the other, or what it read. */
    private static Optional<TlsAlert> alert(Run run) {
        return run.recording().events().stream()
                .map(Event::fact)
                .flatMap(fact -> {
                    if (fact instanceof MeshFact.HandshakeRefused refused && !refused.byPeer()) {
                        return refused.alert().stream();
                    }
                    return fact instanceof MeshFact.RecordRefused refused ? Stream.of(refused.alert()) : Stream.empty();
                })
                .findFirst();
    }

    private static String scenario(Ask ask) {
        StringBuilder text = new StringBuilder("name: failed-handshake\nend: 5m\nmesh: [mesh.yaml]\n")
                .append("settings: {tls: {max: \"" + ask.text("tls") + "\"}}\n")
                .append("traffic:\n  - {name: call, from: " + ask.text("from") + ", to: \"" + ask.subject()
                        + "\", at: [30s]}\n")
                .append("timeline:\n  - {at: 10s, apply: [later.yaml]}\n");
        ask.texts("faults").forEach(fault -> text.append("  - {at: 10s, fault: " + fault + "}\n"));
        return text.toString();
    }
}
