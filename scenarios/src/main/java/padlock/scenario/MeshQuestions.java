package padlock.scenario;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import padlock.mesh.actor.Call;
import padlock.mesh.actor.CallTarget;
import padlock.mesh.actor.MeshSimulation;
import padlock.mesh.actor.Settings;
import padlock.mesh.actor.Wiretap;
import padlock.mesh.analysis.ConnectionClass;
import padlock.mesh.analysis.ConnectionClasses;
import padlock.mesh.history.CallHistory;
import padlock.mesh.history.CallView;
import padlock.mesh.history.ToldFlight;
import padlock.mesh.history.TranscriptTap;
import padlock.mesh.policy.Registry;
import padlock.mesh.resource.InstanceId;
import padlock.mesh.resource.Mesh;
import padlock.mesh.resource.Resource;
import padlock.mesh.resource.ServerFirst;
import padlock.mesh.resource.Service;
import padlock.mesh.resource.Workload;
import padlock.sim.recording.Recording;

/**
 * What a person asks of a mesh that stands still: "what becomes of this call?". The answer is a call: the mesh comes
 * up, the connection is opened, and what happens is told.
 *
 * @param at the simulated start
 */
public record MeshQuestions(List<Resource> resources, Instant at, long seed, Settings settings) {

    /** When a call is made that does not say when: all that was pushed has arrived. */
    public static final Duration SETTLED = Duration.ofSeconds(5);

    /** Longer than any call lasts. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final Optional<Workload> NOBODY = Optional.empty();

    public MeshQuestions {
        resources = List.copyOf(resources);
    }

    /**
     * A call, how many bytes its connection's handshake took on the wire (zero where there was none), and all that
     * crossed the wire for it.
     *
     * @param decoding reads what crossed the wire, which takes longer than the call itself
     */
    public record Answer(CallView call, int handshakeBytes, Supplier<List<ToldFlight>> decoding) {

        /** All that crossed the wire for the call, read anew each time. */
        public List<ToldFlight> flights() {
            return decoding.get();
        }
    }

    /** A pair of workloads that can be asked about; without an endpoint nobody answers there. */
    public record Pair(Workload from, Service service, Service.ServicePort port, Optional<Workload> endpoint) {

        /** {@code fqdn:port} of the service. */
        public String to() {
            return service.host() + ":" + port.number();
        }
    }

    /** A row of the matrix. */
    public record Row(Pair pair, CallView.Verdict verdict, Optional<Integer> status) {}

    /** Makes one call and tells what becomes of it, with the bytes of its handshake counted. */
    public Answer ask(InstanceId from, Call call, Duration after) {
        TranscriptTap tap = new TranscriptTap();
        Recording recording = run(List.of(new Planned(from, call)), after, tap);
        CallView answer = CallHistory.of(recording).get(0);
        int bytes = answer.handshake()
                .map(handshake -> tap.handshakeBytes(handshake.connection()))
                .orElse(0);
        return new Answer(answer, bytes, () -> tap.of(call.name(), recording));
    }

    /**
     * Who reaches whom, in the order of the pairs. Of the pairs that cannot differ one is called, for real, and its
     * answer stands for all of them.
     */
    public List<Row> matrix(List<Pair> pairs) {
        Mesh mesh = mesh();
        List<Service> services = mesh.services();
        ConnectionClasses classes = new ConnectionClasses(mesh, settings.precedence());
        Map<ConnectionClass, Planned> chosen = new LinkedHashMap<>();
        List<ConnectionClass> classOf = new ArrayList<>();
        for (Pair pair : pairs) {
            ConnectionClass its = classes.of(pair.from(), pair.service(), pair.port(), pair.endpoint());
            classOf.add(its);
            chosen.computeIfAbsent(its, any -> planned(pair, services));
        }
        Map<String, CallView> answers = new LinkedHashMap<>();
        make(List.copyOf(chosen.values()), SETTLED, Wiretap.NONE).forEach(call -> answers.put(call.name(), call));
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < pairs.size(); i++) {
            CallView answer = answers.get(chosen.get(classOf.get(i)).call().name());
            rows.add(new Row(pairs.get(i), answer.verdict(), answer.status()));
        }
        return rows;
    }

    /**
     * Everything that the matrix can ask of this mesh; hosts of ServiceEntries and other names are asked one by one.
     */
    public List<Pair> pairs() {
        Mesh mesh = mesh();
        List<Pair> pairs = new ArrayList<>();
        List<Workload> running = running(mesh);
        List<Service> services = mesh.services().stream()
                .filter(service -> !service.isEntry() && service.aliasOf().isEmpty())
                .toList();
        for (Service service : services) {
            for (Service.ServicePort port : service.ports()) {
                List<Optional<Workload>> endpoints = endpoints(mesh, service, port).stream()
                        .map(Optional::of)
                        .toList();
                for (Optional<Workload> endpoint : endpoints.isEmpty() ? List.of(NOBODY) : endpoints) {
                    running.forEach(from -> pairs.add(new Pair(from, service, port, endpoint)));
                }
            }
        }
        pairs.sort(Comparator.comparing((Pair pair) -> name(pair.from()))
                .thenComparing(Pair::to)
                .thenComparing(pair -> pair.endpoint().map(MeshQuestions::name).orElse("")));
        return pairs;
    }

    /** The workload of this name, whatever its kind, if it runs at least one pod. */
    public Optional<Workload> workload(String namespace, String name) {
        return running(mesh()).stream()
                .filter(workload -> workload.namespace().equals(namespace)
                        && workload.name().equals(name))
                .findFirst();
    }

    /** The first workload that runs under this service account. */
    public Optional<Workload> workloadOf(String namespace, String serviceAccount) {
        return running(mesh()).stream()
                .filter(workload -> workload.namespace().equals(namespace)
                        && workload.serviceAccount().equals(serviceAccount))
                .findFirst();
    }

    /** The workloads that run, by namespace and name. */
    public List<String> workloadNames() {
        return running(mesh()).stream().map(MeshQuestions::name).sorted().toList();
    }

    /** The service accounts that workloads run under, as {@code namespace/sa/name}. */
    public List<String> serviceAccountNames() {
        return running(mesh()).stream()
                .map(workload -> workload.namespace() + "/sa/" + workload.serviceAccount())
                .distinct()
                .sorted()
                .toList();
    }

    /** The service that a pod of this namespace means by a name, or by an address. */
    public Optional<Service> service(String host, String clientNamespace) {
        List<Service> services = new Registry(mesh().services()).services();
        Optional<Service> named = named(services, host, clientNamespace);
        return named.flatMap(Service::aliasOf)
                .flatMap(alias -> named(services, alias, clientNamespace))
                .or(() -> named)
                .or(() -> services.stream()
                        .filter(service -> service.aliasOf().isEmpty() && service.isAt(host))
                        .findFirst());
    }

    private static Optional<Service> named(List<Service> services, String host, String clientNamespace) {
        return services.stream()
                .filter(service -> service.answersTo(host, clientNamespace))
                .min(Comparator.<Service, Boolean>comparing(
                                service -> service.host().startsWith("*"))
                        .thenComparing(service -> -service.host().length()));
    }

    /** The workloads behind a port of a service, by namespace and name. */
    public List<String> endpointNames(Service service, int port) {
        Mesh mesh = mesh();
        return service.port(port).stream()
                .flatMap(found -> endpoints(mesh, service, found).stream())
                .map(MeshQuestions::name)
                .toList();
    }

    /** The endpoint that is called where nobody says which: the first by namespace and workload. */
    public Optional<InstanceId> firstEndpoint(CallTarget target, String clientNamespace) {
        Mesh mesh = mesh();
        return service(target.host(), clientNamespace).stream()
                .flatMap(service ->
                        service.port(target.port()).stream().flatMap(port -> endpoints(mesh, service, port).stream()))
                .findFirst()
                .map(MeshQuestions::first);
    }

    /** All that is applied. */
    public Mesh mesh() {
        Mesh mesh = Mesh.EMPTY;
        for (Resource resource : resources) {
            mesh = mesh.with(resource, at);
        }
        return mesh;
    }

    private record Planned(InstanceId from, Call call) {}

    private List<CallView> make(List<Planned> calls, Duration after, Wiretap wiretap) {
        return CallHistory.of(run(calls, after, wiretap));
    }

    private Recording run(List<Planned> calls, Duration after, Wiretap wiretap) {
        MeshSimulation simulation = new MeshSimulation("question", seed, at, settings, resources, wiretap);
        Instant asked = at.plus(after);
        calls.forEach(planned -> simulation.call(asked, planned.from(), planned.call()));
        return simulation.runUntil(asked.plus(PATIENCE));
    }

    /**
     * What is called to ask about a pair: what the port is for, and whatever may speak HTTP in HTTP, unless a program
     * greets whoever comes.
     *
     * @param services all that there are
     */
    public static CallTarget called(Pair pair, List<Service> services) {
        return new CallTarget(
                greets(pair, services)
                        ? CallTarget.Scheme.TCP
                        : CallTarget.Scheme.at(pair.port().protocol()),
                pair.service().host(),
                pair.port().number(),
                "/");
    }

    private static Planned planned(Pair pair, List<Service> services) {
        CallTarget target = called(pair, services);
        String name = name(pair.from()) + ">" + pair.to()
                + pair.endpoint().map(endpoint -> ">" + name(endpoint)).orElse("");
        Optional<InstanceId> endpoint = pair.endpoint().map(MeshQuestions::first);
        return new Planned(first(pair.from()), new Call(name, name, target, "GET", new TreeMap<>(), endpoint));
    }

    private static boolean greets(Pair pair, List<Service> services) {
        return ServerFirst.behind(pair.port())
                || pair.endpoint()
                        .filter(endpoint -> pair.port()
                                .target()
                                .on(endpoint)
                                .filter(port -> ServerFirst.on(endpoint, port, services))
                                .isPresent())
                        .isPresent();
    }

    private static List<Workload> endpoints(Mesh mesh, Service service, Service.ServicePort port) {
        return Stream.concat(running(mesh).stream(), mesh.machines().stream())
                .filter(service::selects)
                .filter(workload -> port.target().on(workload).isPresent())
                .sorted(Comparator.comparing(MeshQuestions::name))
                .toList();
    }

    private static List<Workload> running(Mesh mesh) {
        return mesh.workloads().stream()
                .filter(workload -> workload.replicas() > 0)
                .toList();
    }

    private static InstanceId first(Workload workload) {
        return new InstanceId(workload.namespace(), workload.name(), 1);
    }

    private static String name(Workload workload) {
        return workload.namespace() + "/" + workload.name();
    }
}
