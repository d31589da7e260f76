package padlock.scenario.report;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import padlock.mesh.actor.MeshFact;
import padlock.mesh.actor.Settings;
import padlock.mesh.actor.Side;
import padlock.mesh.history.CallView;
import padlock.mesh.policy.Precedence;
import padlock.mesh.resource.Mesh;
import padlock.mesh.resource.Resource;
import padlock.mesh.resource.ResourceId;
import padlock.scenario.Intervention;
import padlock.scenario.MeshQuestions;
import padlock.scenario.Run;
import padlock.scenario.Scenario;
import padlock.scenario.Verdict;

/** What the reports of a run tell, beyond the run itself. */
public record RunReport(Run run) {

    /** A larger matrix at the end would bury the rest; {@code padlock matrix} shows it. */
    private static final int LARGEST_MATRIX = 400;

    /** The calls that were over when the run ended. */
    List<CallView> calls() {
        return run.calls().stream().filter(call -> call.ended().isPresent()).toList();
    }

    int unfinished() {
        return run.calls().size() - calls().size();
    }

    /** The calls that went over a connection of which the handshake was made for an earlier one. */
    int reusedHandshakes() {
        return (int) calls().stream()
                .flatMap(call -> call.handshake().stream())
                .filter(CallView.Handshake::reused)
                .count();
    }

    /** The connections of which the client began a handshake that came to an end. */
    int handshakes() {
        SortedSet<String> connections = new TreeSet<>();
        run.recording().events().forEach(event -> {
            if (event.fact() instanceof MeshFact.HandshakeCompleted completed && completed.side() == Side.CLIENT) {
                connections.add(completed.connection());
            } else if (event.fact() instanceof MeshFact.HandshakeRefused refused && refused.side() == Side.CLIENT) {
                connections.add(refused.connection());
            }
        });
        return connections.size();
    }

    /** {@code fqdn:port} where the name led to a service, else as the program wrote it. */
    static String to(CallView call) {
        return call.route()
                .map(route -> route.host() + ":" + route.port())
                .orElse(call.target().host() + ":" + call.target().port());
    }

    static String word(Verdict verdict) {
        if (verdict instanceof Verdict.Passed) {
            return "passed";
        } else if (verdict instanceof Verdict.Failed) {
            return "failed";
        } else if (verdict instanceof Verdict.Inconclusive) {
            return "inconclusive";
        }
        throw new AssertionError(verdict);
    }

    static Cell mark(Verdict verdict) {
        if (verdict instanceof Verdict.Passed) {
            return new Cell("✓", Tone.GOOD);
        }
        return verdict instanceof Verdict.Failed ? new Cell("✗", Tone.BAD) : new Cell("?", Tone.WARNING);
    }

    /** How many expectations came out how, in a sentence. */
    String expectations() {
        List<String> parts = new ArrayList<>();
        for (String word : List.of("passed", "failed", "inconclusive")) {
            long count = run.expectations().stream()
                    .filter(judged -> word(judged.verdict()).equals(word))
                    .count();
            if (count > 0) {
                parts.add(count + " " + word);
            }
        }
        return parts.isEmpty() ? "nothing is expected of this run" : String.join(", ", parts);
    }

    ShortNames names() {
        List<ShortNames.Named> workloads = new ArrayList<>();
        run.recording().events().forEach(event -> {
            if (event.fact() instanceof MeshFact.InstanceStarted started) {
                workloads.add(new ShortNames.Named(
                        started.instance().namespace(), started.instance().workload()));
            }
        });
        List<ShortNames.Named> services = new ArrayList<>();
        run.scenario().mesh().forEach(resource -> addService(resource.id(), services));
        run.scenario().timeline().forEach(intervention -> {
            if (intervention instanceof Intervention.Apply apply) {
                apply.resources().forEach(resource -> addService(resource.id(), services));
            }
        });
        return new ShortNames(workloads, services);
    }

    private static void addService(ResourceId id, List<ShortNames.Named> services) {
        if (id.kind().equals("Service")) {
            services.add(new ShortNames.Named(id.namespace(), id.name()));
        }
    }

    /** Who reaches whom in the mesh that the run leaves behind; empty where that is too much to look at. */
    Optional<List<MeshQuestions.Row>> matrixAtTheEnd() {
        MeshQuestions questions = questionsAtTheEnd();
        List<MeshQuestions.Pair> pairs = questions.pairs();
        return pairs.size() > LARGEST_MATRIX ? Optional.empty() : Optional.of(questions.matrix(pairs));
    }

    /** The mesh as the interventions before the end left it, each resource as old as it then is. */
    private MeshQuestions questionsAtTheEnd() {
        Scenario scenario = run.scenario();
        Mesh mesh = with(scenario.mesh(), scenario.start(), Mesh.EMPTY);
        Precedence precedence = scenario.settings().precedence();
        for (Intervention intervention : scenario.timeline()) {
            Instant at = scenario.start().plus(intervention.at());
            if (at.isAfter(run.recording().end())) {
                continue;
            }
            if (intervention instanceof Intervention.Apply apply) {
                mesh = with(apply.resources(), at, mesh);
            } else if (intervention instanceof Intervention.Delete delete) {
                for (ResourceId id : delete.resources()) {
                    mesh = mesh.without(id);
                }
            } else if (intervention instanceof Intervention.ReadPrecedence read) {
                precedence = read.precedence();
            } else if (!(intervention instanceof Intervention.Inject)) {
                throw new AssertionError(intervention);
            }
        }
        Settings settings = scenario.settings().withPrecedence(precedence);
        return new MeshQuestions(
                List.copyOf(mesh.resources().values()), run.recording().end(), scenario.seed(), settings);
    }

    private static Mesh with(List<Resource> resources, Instant at, Mesh before) {
        Mesh mesh = before;
        for (Resource resource : resources) {
            mesh = mesh.with(resource, at);
        }
        return mesh;
    }
}
