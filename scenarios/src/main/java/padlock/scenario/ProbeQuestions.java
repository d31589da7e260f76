package padlock.scenario;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import padlock.mesh.actor.Call;
import padlock.mesh.actor.CallTarget;
import padlock.mesh.actor.MeshFact;
import padlock.mesh.actor.MeshSimulation;
import padlock.mesh.actor.Wiretap;
import padlock.mesh.history.CallHistory;
import padlock.mesh.history.CallReason;
import padlock.mesh.history.CallView;
import padlock.mesh.policy.Explained;
import padlock.mesh.policy.Probing;
import padlock.mesh.resource.InstanceId;
import padlock.mesh.resource.Labels;
import padlock.mesh.resource.Mesh;
import padlock.mesh.resource.Metadata;
import padlock.mesh.resource.Origin;
import padlock.mesh.resource.Probe;
import padlock.mesh.resource.Resource;
import padlock.mesh.resource.ResourceId;
import padlock.mesh.resource.Service.TargetPort;
import padlock.mesh.resource.Workload;
import padlock.mesh.resource.Workload.ContainerPort;
import padlock.sim.recording.Recording;

/**
 * What becomes of the kubelet's probes: each is asked once, by a client on the node, which has no sidecar. That a
 * program listens on a port for which there is a probe is taken for granted.
 */
public final class ProbeQuestions {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final Workload KUBELET = new Workload(
            new Metadata(new ResourceId("Node", "kube-system", "kubelet"), Optional.empty(), new Origin("built-in", 1)),
            Labels.NONE,
            Labels.NONE,
            "default",
            1,
            List.of(),
            true,
            Optional.empty());

    private static final InstanceId CALLER = first(KUBELET);

    private static final String HEALTH = "/grpc.health.v1.Health/Check";

    private final MeshQuestions questions;
    private final Mesh mesh;
    private final List<Resource> resources = new ArrayList<>();

    /**
     * A probe, whom the kubelet asks, and what comes of that.
     *
     * @param target what is called; empty where nothing crosses the network
     */
    public record Answer(
            Workload workload,
            Probe probe,
            Explained<Probing.Asked> asked,
            Optional<CallTarget> target,
            Optional<CallView> call) {

        /** Whether the kubelet is content. For a TCP probe it is enough that somebody takes the connection. */
        public boolean succeeds() {
            return call.map(view -> switch (target.orElseThrow().scheme()) {
                        case TCP ->
                            view.verdict().reason() != CallReason.CONNECTION_REFUSED
                                    && view.verdict().reason() != CallReason.TIMEOUT;
                        case GRPC -> view.status().equals(Optional.of(0));
                        default -> view.status().filter(status -> status < 400).isPresent();
                    })
                    .orElse(true);
        }
    }

    private ProbeQuestions(MeshQuestions questions) {
        this.questions = questions;
        this.mesh = questions.mesh();
        for (Resource resource : questions.resources()) {
            resources.add(resource instanceof Workload workload ? listening(workload) : resource);
        }
        resources.add(KUBELET);
    }

    /** All probes of all workloads that run, in the order of their names. */
    public static List<Answer> of(MeshQuestions questions) {
        return new ProbeQuestions(questions).answers();
    }

    private static Workload listening(Workload workload) {
        return workload.listeningAlso(workload.probes().stream()
                .flatMap(probe -> number(workload, probe).stream())
                .map(number -> new ContainerPort("", number))
                .toList());
    }

    private static Optional<Integer> number(Workload workload, Probe probe) {
        return probe.handler().port().flatMap((TargetPort port) -> port.on(workload));
    }

    private List<Answer> answers() {
        Map<InstanceId, String> addresses = addresses();
        List<Answer> asked = mesh.workloads().stream()
                .filter(workload -> workload.replicas() > 0)
                .sorted((one, other) -> first(one).compareTo(first(other)))
                .flatMap(workload ->
                        workload.probes().stream().map(probe -> asked(workload, probe, addresses.get(first(workload)))))
                .toList();
        Map<String, CallView> calls = calls(asked);
        return Stream.iterate(0, number -> number < asked.size(), number -> number + 1)
                .map(number -> {
                    Answer answer = asked.get(number);
                    return new Answer(
                            answer.workload(),
                            answer.probe(),
                            answer.asked(),
                            answer.target(),
                            Optional.ofNullable(calls.get(name(number))));
                })
                .toList();
    }

    private Answer asked(Workload workload, Probe probe, String address) {
        Explained<Probing.Asked> asked = Probing.of(workload, probe, mesh);
        return new Answer(workload, probe, asked, target(workload, probe, asked.value(), address), Optional.empty());
    }

    private static Optional<CallTarget> target(Workload workload, Probe probe, Probing.Asked asked, String address) {
        return switch (asked) {
            case CONTAINER -> Optional.empty();
            case AGENT ->
                Optional.of(new CallTarget(CallTarget.Scheme.HTTP, address, Probing.AGENT_PORT, probe.pathAtAgent()));
            case PROGRAM -> number(workload, probe).map(port -> ofProgram(probe.handler(), address, port));
        };
    }

    private static CallTarget ofProgram(Probe.Handler handler, String address, int port) {
        if (handler instanceof Probe.Handler.HttpGet http) {
            return new CallTarget(CallTarget.Scheme.HTTP, address, port, http.path());
        } else if (handler instanceof Probe.Handler.Grpc) {
            return new CallTarget(CallTarget.Scheme.GRPC, address, port, HEALTH);
        }
        return new CallTarget(CallTarget.Scheme.TCP, address, port, "/");
    }

    private Map<InstanceId, String> addresses() {
        Map<InstanceId, String> addresses = new LinkedHashMap<>();
        simulation().runUntil(questions.at()).events().forEach(event -> {
            if (event.fact() instanceof MeshFact.InstanceStarted started) {
                addresses.put(started.instance(), started.address());
            }
        });
        return addresses;
    }

    private Map<String, CallView> calls(List<Answer> asked) {
        MeshSimulation simulation = simulation();
        Instant at = questions.at().plus(MeshQuestions.SETTLED);
        for (int i = 0; i < asked.size(); i++) {
            String name = name(i);
            asked.get(i)
                    .target()
                    .ifPresent(target -> simulation.call(
                            at, CALLER, new Call(name, name, target, "GET", new TreeMap<>(), Optional.empty())));
        }
        Recording recording = simulation.runUntil(at.plus(PATIENCE));
        Map<String, CallView> calls = new LinkedHashMap<>();
        CallHistory.of(recording).forEach(call -> calls.put(call.name(), call));
        return calls;
    }

    private MeshSimulation simulation() {
        return new MeshSimulation(
                "question", questions.seed(), questions.at(), questions.settings(), resources, Wiretap.NONE);
    }

    private static String name(int number) {
        return "probe-" + number;
    }

    private static InstanceId first(Workload workload) {
        return new InstanceId(workload.namespace(), workload.name(), 1);
    }
}
