package padlock.scenario;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntConsumer;
import padlock.mesh.actor.Call;
import padlock.mesh.actor.MeshFact;
import padlock.mesh.actor.MeshSimulation;
import padlock.mesh.actor.Wiretap;
import padlock.mesh.analysis.ConnectionClass;
import padlock.mesh.analysis.ConnectionClasses;
import padlock.mesh.history.CallHistory;
import padlock.mesh.history.CallView;
import padlock.mesh.history.Link;
import padlock.mesh.history.LinkHistory;
import padlock.mesh.history.MeshView;
import padlock.mesh.history.TranscriptTap;
import padlock.mesh.history.WorkloadName;
import padlock.mesh.resource.InstanceId;
import padlock.mesh.resource.Mesh;
import padlock.mesh.resource.Resource;
import padlock.mesh.resource.ResourceId;
import padlock.mesh.resource.Workload;
import padlock.sim.recording.Recording;
import padlock.sim.recording.Timeline;

/**
 * One moment of a run, of which a person asks: "what becomes of this call, made now?". The run is made again up to the
 * moment, roll-outs under way, old certificates, faults and open connections included, and there the call is made.
 */
public final class Moment {

    /** Longer than any call lasts. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Of the names of calls that are made only to ask. */
    private static final String ASKED = "asked ";

    private final Run run;
    private final Instant at;
    private final MeshView view;
    private final Map<WorkloadName, MeshView.Pod> pods = new LinkedHashMap<>();
    private final boolean troubled;
    private final Mesh mesh;

    /**
     * In what pods can differ now, though their manifests are alike.
     *
     * @param alone the pod itself, once something may have befallen it and no other
     */
    private record Held(
            boolean sidecar, long revision, boolean waits, Optional<Boolean> expired, Optional<InstanceId> alone) {}

    /** Pairs that fare alike. */
    private record Alike(
            ConnectionClass connection, Optional<Held> client, Optional<Held> server, Optional<Link> used) {}

    public Moment(Run run, Instant at) {
        this.run = run;
        this.at = at;
        Timeline<MeshView> views = Timeline.over(run.recording(), MeshView.EMPTY, MeshView::after);
        this.view = views.at(views.indexAt(at));
        this.mesh = applied(run.scenario(), at);
        view.pods().values().forEach(pod -> pods.putIfAbsent(WorkloadName.of(pod.id()), pod));
        troubled = run.recording().events().stream()
                .takeWhile(event -> !event.at().isAfter(at))
                .anyMatch(event ->
                        event.fact() instanceof MeshFact.FaultBegan || event.fact() instanceof MeshFact.RootsChanged);
    }

    public Instant at() {
        return at;
    }

    /** Whoever runs now, and every port of a service. */
    public List<MeshQuestions.Pair> pairs() {
        return questions().pairs().stream()
                .filter(pair -> pod(pair.from()).isPresent()
                        && pair.endpoint()
                                .map(endpoint -> pod(endpoint).isPresent())
                                .orElse(true))
                .toList();
    }

    /**
     * Who reaches whom, in the order of the pairs. Of pairs that cannot differ one is called, for real.
     *
     * @param made is told how many of a hundred calls have been made; what it throws ends the work
     */
    public List<MeshQuestions.Row> matrix(List<MeshQuestions.Pair> pairs, IntConsumer made) {
        ConnectionClasses classes = new ConnectionClasses(mesh, view.precedence());
        Map<Link, Link> used = new LinkedHashMap<>();
        LinkHistory.of(run.calls()).links().forEach(link -> used.put(link, link));
        Map<Alike, MeshQuestions.Pair> chosen = new LinkedHashMap<>();
        List<Alike> kinds = new ArrayList<>();
        for (MeshQuestions.Pair pair : pairs) {
            Alike kind = new Alike(
                    classes.of(pair.from(), pair.service(), pair.port(), pair.endpoint()),
                    held(pair.from()),
                    pair.endpoint().flatMap(this::held),
                    Optional.ofNullable(used.get(link(pair))));
            kinds.add(kind);
            chosen.putIfAbsent(kind, pair);
        }
        List<MeshQuestions.Pair> called = List.copyOf(chosen.values());
        Map<String, CallView> answers = new LinkedHashMap<>();
        CallHistory.of(make(called, counting(called.size(), made))).forEach(call -> answers.put(call.name(), call));
        List<MeshQuestions.Row> rows = new ArrayList<>();
        for (int i = 0; i < pairs.size(); i++) {
            CallView answer = answers.get(name(chosen.get(kinds.get(i))));
            rows.add(new MeshQuestions.Row(pairs.get(i), answer.verdict(), answer.status()));
        }
        return rows;
    }

    /** Makes one call and tells what becomes of it, with all that crosses the wire for it. */
    public MeshQuestions.Answer ask(MeshQuestions.Pair pair) {
        TranscriptTap tap = new TranscriptTap();
        Recording recording = make(List.of(pair), tap);
        CallView answer = CallHistory.of(recording).stream()
                .filter(call -> call.name().equals(name(pair)))
                .findFirst()
                .orElseThrow();
        int bytes = answer.handshake()
                .map(handshake -> tap.handshakeBytes(handshake.connection()))
                .orElse(0);
        return new MeshQuestions.Answer(answer, bytes, () -> tap.of(answer.name(), recording));
    }

    /** The link of the run that leads where the pair does; maybe nobody ever used it. */
    public static Link link(MeshQuestions.Pair pair) {
        return new Link(
                new WorkloadName(pair.from().namespace(), pair.from().name()),
                pair.to(),
                pair.endpoint().map(endpoint -> new WorkloadName(endpoint.namespace(), endpoint.name())));
    }

    private Recording make(List<MeshQuestions.Pair> pairs, Wiretap wiretap) {
        MeshSimulation simulation = ScenarioRunner.simulation(until(run.scenario(), at), wiretap);
        for (MeshQuestions.Pair pair : pairs) {
            Call call = new Call(
                    name(pair),
                    name(pair),
                    MeshQuestions.called(pair, mesh.services()),
                    "GET",
                    new TreeMap<>(),
                    pair.endpoint().flatMap(this::pod).map(MeshView.Pod::id));
            simulation.call(at, pod(pair.from()).orElseThrow().id(), call);
        }
        return simulation.runUntil(at.plus(PATIENCE));
    }

    private static Wiretap counting(int calls, IntConsumer made) {
        return new Wiretap() {
            private int opened;

            @Override
            public void saw(Flight flight) {
                made.accept(Math.min(100, 100 * opened / Math.max(1, calls)));
            }

            @Override
            public void signalled(Signal signal) {
                if (signal.kind() == Kind.OPEN && signal.connection().startsWith(ASKED)) {
                    opened++;
                }
            }
        };
    }

    private static String name(MeshQuestions.Pair pair) {
        return ASKED + link(pair);
    }

    private Optional<MeshView.Pod> pod(Workload workload) {
        return Optional.ofNullable(pods.get(new WorkloadName(workload.namespace(), workload.name())));
    }

    private Optional<Held> held(Workload workload) {
        return pod(workload)
                .map(pod -> new Held(
                        pod.sidecar(),
                        pod.applied(),
                        pod.waits(),
                        pod.certificate().map(held -> held.notAfter().isBefore(at)),
                        troubled ? Optional.of(pod.id()) : Optional.empty()));
    }

    private MeshQuestions questions() {
        return new MeshQuestions(
                List.copyOf(mesh.resources().values()),
                at,
                run.scenario().seed(),
                run.scenario().settings());
    }

    /** All that is applied at an instant, each as old as it is. */
    private static Mesh applied(Scenario scenario, Instant at) {
        Mesh mesh = Mesh.EMPTY;
        for (Resource resource : scenario.mesh()) {
            mesh = mesh.with(resource, scenario.start());
        }
        for (Intervention each : until(scenario, at).timeline()) {
            Instant then = scenario.start().plus(each.at());
            if (each instanceof Intervention.Apply apply) {
                for (Resource resource : apply.resources()) {
                    mesh = mesh.with(resource, then);
                }
            } else if (each instanceof Intervention.Delete delete) {
                for (ResourceId id : delete.resources()) {
                    mesh = mesh.without(id);
                }
            }
        }
        return mesh;
    }

    /** Nothing of the scenario happens after an instant. */
    private static Scenario until(Scenario scenario, Instant at) {
        Duration length = Duration.between(scenario.start(), at);
        return new Scenario(
                scenario.name(),
                scenario.title(),
                scenario.description(),
                scenario.start(),
                length,
                scenario.seed(),
                scenario.mesh(),
                scenario.settings(),
                scenario.traffic(),
                scenario.timeline().stream()
                        .filter(each -> each.at().compareTo(length) <= 0)
                        .toList(),
                scenario.expectations());
    }
}
