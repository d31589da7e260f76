package padlock.scenario.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import padlock.mesh.actor.CallTarget;
import padlock.mesh.actor.Settings;
import padlock.mesh.actor.Span;
import padlock.mesh.history.CallReason;
import padlock.mesh.history.CallResult;
import padlock.mesh.history.Transport;
import padlock.mesh.policy.Precedence;
import padlock.mesh.resource.Origin;
import padlock.mesh.resource.Resource;
import padlock.mesh.resource.ResourceId;
import padlock.scenario.Caller;
import padlock.scenario.Expectation;
import padlock.scenario.Interval;
import padlock.scenario.Intervention;
import padlock.scenario.Scenario;
import padlock.scenario.Schedule;
import padlock.scenario.Traffic;
import padlock.tls.handshake.KeyAgreement;
import padlock.tls.handshake.TlsVersion;
import padlock.tls.identity.KeyAlgorithm;

import static org.assertj.core.api.Assertions.assertThat;

class ScenarioFilesTest {

    private static final String MESH = """
            apiVersion: v1
            kind: Pod
            metadata: {name: frontend, namespace: shop}
            spec: {containers: [{name: app}]}
            """;
    private static final String STRICT = """
            apiVersion: security.istio.io/v1
            kind: PeerAuthentication
            metadata: {name: strict, namespace: shop}
            spec: {mtls: {mode: STRICT}}
            """;
    private static final String HEAD = "name: s\nend: 5m\nmesh: [mesh.yaml]\n";
    private static final String TRAFFIC =
            HEAD + "traffic:\n  - {name: page, from: shop/frontend, to: \"http://b\", every: 1s}\n";

    @TempDir
    private Path catalogue;

    private Path folder;

    @BeforeEach
    void writeTheManifests() throws IOException {
        folder = Files.createDirectories(catalogue.resolve("strict-backend"));
        Files.writeString(folder.resolve("mesh.yaml"), MESH);
        Files.writeString(folder.resolve("strict.yaml"), STRICT);
    }

    @Test
    void everyFieldOfAScenarioIsRead() throws IOException {
        Path file = write("""
                name: strict-backend
                title: One service goes STRICT
                description: >
                  The backend demands
                  mutual TLS.
                start: 2025-06-01T12:00:00Z
                end: 5m
                seed: 7
                mesh: [mesh.yaml]
                settings:
                  precedence: most-restrictive
                  pushDelay: 1s
                  latency: 1ms..5ms
                  tls: {max: 1.2, keyAgreement: x25519-mlkem768}
                  certificates: {lifetime: 1h, rotateAt: 0.8, algorithm: rsa-2048}
                traffic:
                  - name: page
                    from: shop/frontend
                    to: http://backend.shop:8080/
                    method: POST
                    headers: {X-Team: web}
                    every: 1s
                    starting: 2s
                    until: 1m
                  - {name: db, from: shop/frontend, to: "tcp://db.shop:5432", at: [40s, 2s]}
                timeline:
                  - at: 2m
                    delete: [PeerAuthentication/shop/strict, Namespace/x]
                  - {at: 30s, apply: [strict.yaml, ns.yaml]}
                  - {at: 4m, precedence: istio}
                expect:
                  - name: the page never breaks
                    traffic: page
                    result: succeeded
                  - name: all of it
                    traffic: [page, db]
                    during: 33s..2m
                    transport: [mutual-tls, none]
                    result: [failed]
                    reason: plaintext-to-strict
                    status: [200, 503]
                """);
        Files.writeString(folder.resolve("ns.yaml"), "apiVersion: v1\nkind: Namespace\nmetadata: {name: x}\n");
        List<Resource> mesh = manifests("mesh.yaml");

        assertThat(Read.accepted(ScenarioFiles.read(folder)).value())
                .isEqualTo(new Scenario(
                        "strict-backend",
                        "One service goes STRICT",
                        "The backend demands mutual TLS.",
                        Instant.parse("2025-06-01T12:00:00Z"),
                        Duration.ofMinutes(5),
                        7,
                        mesh,
                        new Settings(
                                Precedence.MOST_RESTRICTIVE,
                                new Span(seconds(1), seconds(1)),
                                new Span(Duration.ofMillis(1), Duration.ofMillis(5)),
                                TlsVersion.TLS_1_2,
                                KeyAgreement.X25519_MLKEM768,
                                Duration.ofHours(1),
                                0.8,
                                KeyAlgorithm.RSA_2048),
                        List.of(
                                new Traffic(
                                        "page",
                                        new Caller("shop", "frontend"),
                                        CallTarget.parse("http://backend.shop:8080/"),
                                        "POST",
                                        new TreeMap<>(Map.of("X-Team", "web")),
                                        new Schedule.Every(seconds(1), seconds(2), Optional.of(seconds(60))),
                                        new Origin("scenario.yaml", 17)),
                                new Traffic(
                                        "db",
                                        new Caller("shop", "frontend"),
                                        CallTarget.parse("tcp://db.shop:5432"),
                                        "GET",
                                        new TreeMap<>(),
                                        new Schedule.At(List.of(seconds(2), seconds(40))),
                                        new Origin("scenario.yaml", 25))),
                        List.of(
                                new Intervention.Apply(seconds(30), manifests("strict.yaml", "ns.yaml")),
                                new Intervention.Delete(
                                        seconds(120),
                                        List.of(
                                                new ResourceId("PeerAuthentication", "shop", "strict"),
                                                new ResourceId("Namespace", "", "x"))),
                                new Intervention.ReadPrecedence(seconds(240), Precedence.ISTIO)),
                        List.of(
                                new Expectation(
                                        "the page never breaks",
                                        List.of("page"),
                                        Optional.empty(),
                                        List.of(),
                                        List.of(CallResult.SUCCEEDED),
                                        List.of(),
                                        List.of(),
                                        new Origin("scenario.yaml", 32)),
                                new Expectation(
                                        "all of it",
                                        List.of("page", "db"),
                                        Optional.of(new Interval(seconds(33), seconds(120))),
                                        List.of(Transport.MUTUAL_TLS, Transport.NONE),
                                        List.of(CallResult.FAILED),
                                        List.of(CallReason.PLAINTEXT_TO_STRICT),
                                        List.of(200, 503),
                                        new Origin("scenario.yaml", 35)))));
    }

    @Test
    void whatIsLeftOutHasItsDefault() throws IOException {
        write(HEAD);

        assertThat(Read.accepted(ScenarioFiles.read(folder.resolve("scenario.yaml")))
                        .value())
                .isEqualTo(new Scenario(
                        "s",
                        "s",
                        "",
                        Instant.parse("2026-01-01T00:00:00Z"),
                        Duration.ofMinutes(5),
                        1,
                        manifests("mesh.yaml"),
                        Settings.DEFAULTS,
                        List.of(),
                        List.of(),
                        List.of()));
    }

    @Test
    void aScenarioIsFoundByItsNameInTheCatalogueOrByItsPath() throws IOException {
        write(HEAD);
        ScenarioFiles files = new ScenarioFiles(catalogue);

        assertThat(files.names()).containsExactly("strict-backend");
        assertThat(files.find("strict-backend")).isEqualTo(ScenarioFiles.read(folder));
        assertThat(files.find(folder.toString())).isEqualTo(ScenarioFiles.read(folder));
        assertThat(Read.problems(files.find("strict-bakend")))
                .containsExactly("strict-bakend:1: there is no such scenario (did you mean strict-backend?)");
        assertThat(Read.problems(files.find("..\0")))
                .containsExactly("..\0:1: there is no such scenario (known: strict-backend)");
        assertThat(Read.problems(ScenarioFiles.read(catalogue)))
                .containsExactly(catalogue
                        + "/scenario.yaml:1: there is no such scenario (a scenario is a folder with a scenario.yaml)");
    }

    @Test
    void aScenarioReadsNoFileOutsideOfItsFolder() throws IOException {
        Files.writeString(catalogue.resolve("secret.yaml"), MESH);
        Files.createSymbolicLink(folder.resolve("link.yaml"), catalogue.resolve("secret.yaml"));
        Files.createDirectories(folder.resolve("inner"));
        Files.createSymbolicLink(folder.resolve("inner/link.yaml"), catalogue.resolve("secret.yaml"));
        String outside = " is not a file inside of the scenario's folder (name a file of that folder)";

        assertThat(problems(
                        "name: s\nend: 5m\nmesh:\n  - ../secret.yaml\n  - /etc/passwd\n  - inner/../../secret.yaml\n"
                                + "  - link.yaml\n  - \"\"\n  - \"-\"\n  - inner\n"))
                .containsExactly(
                        "scenario.yaml:4: \"../secret.yaml\"" + outside,
                        "scenario.yaml:5: \"/etc/passwd\"" + outside,
                        "scenario.yaml:6: \"inner/../../secret.yaml\"" + outside,
                        "scenario.yaml:7: link.yaml leads out of the scenario's folder (copy the file into the folder)",
                        "scenario.yaml:8: \"\"" + outside,
                        "scenario.yaml:9: there is no file - (known: inner, link.yaml, mesh.yaml, scenario.yaml, strict.yaml)",
                        "inner/link.yaml:1: this file is outside of the scenario's folder (copy it into the folder)",
                        "inner:1: this folder holds no manifest (manifests end with .yaml, .yml or .json)");
    }

    @Test
    void mistakesOfManifestsStandBesideThoseOfTheScenario() throws IOException {
        Files.writeString(folder.resolve("strict.yaml"), STRICT.replace("STRICT", "STRIKT"));

        assertThat(problems(HEAD + "timeline:\n  - {at: 1m, apply: [strict.yaml]}\n  - {at: 2m, aply: []}\n"))
                .containsExactly(
                        "scenario.yaml:6: unknown field timeline[1].aply (did you mean apply?)",
                        "scenario.yaml:6: nothing happens here (write one of apply, delete, precedence, fault)",
                        "strict.yaml:4: spec.mtls.mode \"STRIKT\" is not a mode (did you mean STRICT?)");
    }

    /** A text that is wrong, and what a person reads. */
    private record Wrong(String text, String... problems) {}

    @TestFactory
    Stream<DynamicTest> everyMistakeIsToldWithItsLineAndAHint() {
        String durations = " (durations are 250ms, 10s, 5m, 24h, 7d)";
        return Stream.of(
                        new Wrong("# nothing\n", "scenario.yaml:1: there is no scenario in here"),
                        new Wrong("a: 1\n---\nb: 2\n", "scenario.yaml:3: a scenario is one document"),
                        new Wrong("hello\n", "scenario.yaml:1: this must be an object, not a string"),
                        new Wrong(
                                "nme: s\nend: 5m\n",
                                "scenario.yaml:1: unknown field nme (did you mean name?)",
                                "scenario.yaml:1: name is missing",
                                "scenario.yaml:1: mesh is missing"),
                        new Wrong("name: s\nmesh: []\n", "scenario.yaml:1: end is missing"),
                        new Wrong(
                                "name: s\nmesh: []\nend: 90\n",
                                "scenario.yaml:3: end \"90\" is not a duration" + durations),
                        new Wrong(
                                "name: s\nmesh: []\nend: 1.5s\n",
                                "scenario.yaml:3: end \"1.5s\" is not a duration" + durations),
                        new Wrong(
                                "name: s\nmesh: []\nend: 1m30s\n",
                                "scenario.yaml:3: end \"1m30s\" is not a duration" + durations),
                        new Wrong(
                                "name: s\nmesh: []\nend: 0s\n",
                                "scenario.yaml:3: end is 0, so nothing can happen" + durations),
                        new Wrong(
                                "name: s\nend: 5m\nmesh: mesh.yaml\n",
                                "scenario.yaml:3: mesh must be a list, not a string (write [mesh.yaml])"),
                        new Wrong(
                                "name: s\nend: 5m\nmesh: [mash.yaml]\n",
                                "scenario.yaml:3: there is no file mash.yaml (did you mean mesh.yaml?)"),
                        new Wrong(
                                HEAD + "start: today\n",
                                "scenario.yaml:4: start \"today\" is not an instant (write 2026-01-01T00:00:00Z)"),
                        new Wrong(HEAD + "seed: x\n", "scenario.yaml:4: seed must be a whole number, not a string"),
                        new Wrong(
                                HEAD + "settings:\n  precedence: strictest\n  pushDelay: 2s..1s\n  latencie: 1ms\n"
                                        + "  tls: {max: 1.1}\n  certificates: {rotateAt: 2}\n",
                                "scenario.yaml:5: settings.precedence \"strictest\" is not a precedence"
                                        + " (known: istio, most-restrictive)",
                                "scenario.yaml:6: settings.pushDelay \"2s..1s\" is not a span"
                                        + " (write 200ms..2s, or one duration)",
                                "scenario.yaml:7: unknown field settings.latencie (did you mean latency?)",
                                "scenario.yaml:8: settings.tls.max \"1.1\" is not a TLS version (known: 1.2, 1.3)",
                                "scenario.yaml:9: rotateAt must be a part of the lifetime, more than 0 and less than 1"
                                        + " (0.5 is half of it)"),
                        new Wrong(
                                HEAD + "traffic:\n  - {name: a, from: shop/frontent, to: \"http://b\", every: 1s}\n"
                                        + "  - {name: a, from: frontend, to: \"ftp://b\", at: [6m]}\n"
                                        + "  - {name: c, from: shop/frontend, to: \"http://b\", every: 1ms}\n"
                                        + "  - {name: d, from: shop/frontend, to: \"http://b\", every: 0s}\n"
                                        + "  - {name: e, from: shop/frontend, to: \"http://b\"}\n"
                                        + "  - {name: f, from: shop/frontend, to: b, every: 1s, until: 0s}\n",
                                "scenario.yaml:5: workload \"shop/frontent\" does not exist (did you mean shop/frontend?)",
                                "scenario.yaml:6: traffic[1].from \"frontend\" is not a workload (write NAMESPACE/WORKLOAD)",
                                "scenario.yaml:6: Padlock does not make ftp:// calls yet; write http://, https://, grpc:// or tcp://",
                                "scenario.yaml:6: at 6m is not before the end of the scenario (end is 5m)",
                                "scenario.yaml:6: traffic \"a\" is here twice (give it another name)",
                                "scenario.yaml:8: calls every 0s would never end" + durations,
                                "scenario.yaml:9: it is not said when the calls are made (write every: 1s or at: [2s, 40s])",
                                "scenario.yaml:10: \"b\" is not a target; write http://HOST[:PORT][/PATH], https://…, grpc://… or tcp://HOST:PORT",
                                "scenario.yaml:10: until is not later than starting (no call would be made)"),
                        new Wrong(
                                HEAD.replace("5m", "7d")
                                        + "traffic:\n  - {name: c, from: shop/frontend, to: \"http://b\", every: 1ms}\n",
                                "scenario.yaml:5: this makes more than 1000000 calls"
                                        + " (call less often, or end the scenario earlier)"),
                        new Wrong(
                                HEAD
                                        + "traffic:\n  - name: a\n    from: shop/frontend\n    to: http://b\n    every: 1s\n"
                                        + "    headers:\n      \"a b\": x\n      c: 5\n      d: \"x\\r\\ny\"\n    method: \"G ET\"\n",
                                "scenario.yaml:10: \"a b\" is not a header (one line of plain ASCII text)",
                                "scenario.yaml:11: traffic[0].headers.c must be a string, not the number 5"
                                        + " (write \"5\" in quotes)",
                                "scenario.yaml:12: \"d\" is not a header (one line of plain ASCII text)",
                                "scenario.yaml:13: traffic[0].method \"G ET\" is not a method (such as GET or POST)"),
                        new Wrong(
                                HEAD + "timeline:\n  - {at: 3m, fault: {kind: ca-outage, on: shop/frontend}}\n",
                                "scenario.yaml:5: ca-outage has no \"on\" (leave it out)"),
                        new Wrong(
                                HEAD + "timeline:\n  - {at: 3m, fault: {kind: rotate-root, strategy: abrubt}}\n"
                                        + "  - {at: 3m, fault: {kind: rotate-root, strategy: overlap, for: 1m}}\n"
                                        + "  - {at: 3m, fault: {kind: rotate-root}}\n",
                                "scenario.yaml:5: timeline[0].fault.strategy \"abrubt\" is not a strategy"
                                        + " (did you mean abrupt?)",
                                "scenario.yaml:6: rotate-root ends by itself (leave \"for\" out)",
                                "scenario.yaml:7: rotate-root needs \"strategy\""),
                        new Wrong(
                                HEAD
                                        + "timeline:\n  - {at: 5m, apply: [strict.yaml], precedence: istio}\n  - {apply: [strict.yaml]}\n",
                                "scenario.yaml:5: apply and precedence stand in one entry"
                                        + " (write one of apply, delete, precedence, fault)",
                                "scenario.yaml:5: at 5m is not before the end of the scenario (end is 5m)",
                                "scenario.yaml:6: timeline[1].at is missing"),
                        new Wrong(
                                HEAD + "timeline:\n  - {at: 1m, fault: {kind: tamper, on: shop/frontent -> shop/*}}\n",
                                "scenario.yaml:5: workload \"shop/frontent\" does not exist"
                                        + " (did you mean shop/frontend?)"),
                        new Wrong(
                                HEAD
                                        + "timeline:\n  - {at: 1m, fault: {kind: certificate, workload: shop/frontent, problem: expird}}\n"
                                        + "  - {at: 1m, fault: {kind: stolen-certificate, of: shop/frontend, by: 10m}}\n"
                                        + "  - {at: 1m, fault: {kind: clock-skew, workload: istiod, by: fast}}\n"
                                        + "  - {at: 1m, fault: {kind: restart}}\n"
                                        + "  - {at: 1m, fault: {kind: rogue-ca, workload: shop/frontend, problem: expired}}\n"
                                        + "  - {at: 1m, fault: {kind: control-plane-outage, for: soon}}\n",
                                "scenario.yaml:5: timeline[0].fault.problem \"expird\" is not a problem (did you mean expired?)",
                                "scenario.yaml:5: workload \"shop/frontent\" does not exist (did you mean shop/frontend?)",
                                "scenario.yaml:6: by \"10m\" is not a workload (write NAMESPACE/WORKLOAD or NAMESPACE/*)",
                                "scenario.yaml:7: workload \"istiod\" is not a workload"
                                        + " (write NAMESPACE/WORKLOAD or NAMESPACE/*)",
                                "scenario.yaml:8: restart needs \"workload\"",
                                "scenario.yaml:9: rogue-ca has no \"problem\" (leave it out)",
                                "scenario.yaml:10: timeline[5].fault.for \"soon\" is not a duration" + durations),
                        new Wrong(
                                HEAD + "timeline:\n  - {at: 1m, delete: [Pod/shop/frontent, frontend]}\n",
                                "scenario.yaml:5: timeline[0].delete[1] \"frontend\" is not a resource"
                                        + " (write Kind/namespace/name)",
                                "scenario.yaml:5: Pod/shop/frontent is never applied (did you mean Pod/shop/frontend?)"),
                        new Wrong(
                                TRAFFIC
                                        + "expect:\n  - {name: a, traffic: pages, result: succeded}\n  - {name: b, traffic: page}\n"
                                        + "  - {name: c, traffic: page, during: 2m..1m, status: 700}\n"
                                        + "  - {name: d, traffic: page, during: 1m..6m, status: 200}\n",
                                "scenario.yaml:7: expect[0].result \"succeded\" is not a result (did you mean succeeded?)",
                                "scenario.yaml:7: traffic \"pages\" does not exist (did you mean page?)",
                                "scenario.yaml:8: nothing is expected here (add transport, result, reason or status)",
                                "scenario.yaml:9: expect[2].during \"2m..1m\" is not an interval"
                                        + " (write 30s..2m; it ends later than it begins)",
                                "scenario.yaml:9: expect[2].status 700 is not in 0..599",
                                "scenario.yaml:10: during 1m..6m ends after the scenario (end is 5m)"))
                .map(wrong -> DynamicTest.dynamicTest(
                        wrong.text(), () -> assertThat(problems(wrong.text())).containsExactly(wrong.problems())));
    }

    @Test
    void theNotesOfManifestsAreThoseOfTheScenario() throws IOException {
        Files.writeString(
                folder.resolve("mesh.yaml"), MESH + "---\napiVersion: v1\nkind: Event\nmetadata: {name: x}\n");
        write(HEAD);

        assertThat(Read.accepted(ScenarioFiles.read(folder)).notes())
                .containsExactly(new Problem(folder + "/mesh.yaml", 6, "ignored: Event (v1)", ""));
    }

    @Test
    void trafficMayComeFromAWorkloadThatIsAppliedLater() throws IOException {
        Files.writeString(folder.resolve("mesh.yaml"), STRICT);
        Files.writeString(folder.resolve("late.yaml"), MESH);

        assertThat(problems(TRAFFIC + "timeline:\n  - {at: 1m, apply: [late.yaml]}\n"))
                .isEmpty();
    }

    private Path write(String scenario) throws IOException {
        return Files.writeString(folder.resolve("scenario.yaml"), scenario);
    }

    private List<String> problems(String scenario) throws IOException {
        write(scenario);
        return Read.problems(ScenarioFiles.read(folder)).stream()
                .map(problem -> problem.substring(folder.toString().length() + 1))
                .toList();
    }

    /** As a scenario knows them: by their place inside of its folder, wherever that lies. */
    private List<Resource> manifests(String... files) {
        Problems problems = new Problems(folder.toString());
        ManifestReader reader = new ManifestReader(problems);
        for (String file : files) {
            Source source = new Source(folder + "/" + file, () -> Files.newInputStream(folder.resolve(file)));
            ManifestFiles.read(source.path(), List.of(source), reader, problems);
        }
        return reader.manifests().resources();
    }

    @Test
    void aScenarioIsTheSameWhereverItsFolderLies() throws IOException {
        write(HEAD);
        Path elsewhere = Files.createDirectories(folder.resolveSibling("elsewhere"));
        for (String file : List.of("scenario.yaml", "mesh.yaml")) {
            Files.copy(folder.resolve(file), elsewhere.resolve(file));
        }

        assertThat(ScenarioFiles.read(elsewhere)).isEqualTo(ScenarioFiles.read(folder));
    }

    private static Duration seconds(int number) {
        return Duration.ofSeconds(number);
    }
}
