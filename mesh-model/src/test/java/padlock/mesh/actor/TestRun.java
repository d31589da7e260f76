package padlock.mesh.actor;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import padlock.mesh.history.CallHistory;
import padlock.mesh.history.CallView;
import padlock.mesh.history.Holdings;
import padlock.mesh.history.PolicyHistory;
import padlock.mesh.history.PolicyView;
import padlock.mesh.policy.Precedence;
import padlock.mesh.resource.InstanceId;
import padlock.mesh.resource.Resource;
import padlock.mesh.resource.ResourceId;
import padlock.sim.Event;
import padlock.sim.recording.Recording;

/** A mesh, what is done to it, and what came of it: the run happens when somebody asks for the first time. */
public final class TestRun {

    private final List<Resource> mesh;
    private final List<Consumer<MeshSimulation>> deeds = new ArrayList<>();
    private final List<Wiretap.Flight> flights = new ArrayList<>();
    private final Holdings holdings = new Holdings();
    private Settings settings = Settings.DEFAULTS;
    private long seed = 1;
    private Duration length = Duration.ofMinutes(5);
    private Optional<Recording> recording = Optional.empty();

    private TestRun(List<Resource> mesh) {
        this.mesh = mesh;
    }

    public static TestRun of(Resource... mesh) {
        return new TestRun(List.of(mesh));
    }

    public static TestRun of(List<Resource> mesh) {
        return new TestRun(List.copyOf(mesh));
    }

    public TestRun settings(Settings chosen) {
        settings = chosen;
        return this;
    }

    public TestRun seed(long chosen) {
        seed = chosen;
        return this;
    }

    public TestRun lasting(Duration chosen) {
        length = chosen;
        return this;
    }

    /** A call whose traffic is called like it. */
    public TestRun call(String name, Duration at, String from, String to) {
        return call(name, at, from, to, Optional.empty(), new TreeMap<>());
    }

    public TestRun callTo(String name, Duration at, String from, String to, String endpoint) {
        return call(name, at, from, to, Optional.of(instance(endpoint)), new TreeMap<>());
    }

    public TestRun callWith(String name, Duration at, String from, String to, String header, String value) {
        SortedMap<String, String> headers = new TreeMap<>();
        headers.put(header, value);
        return call(name, at, from, to, Optional.empty(), headers);
    }

    public TestRun apply(Duration at, Resource... resources) {
        deeds.add(simulation -> simulation.apply(Given.START.plus(at), List.of(resources)));
        return this;
    }

    public TestRun delete(Duration at, Resource... resources) {
        List<ResourceId> ids = List.of(resources).stream().map(Resource::id).toList();
        deeds.add(simulation -> simulation.delete(Given.START.plus(at), ids));
        return this;
    }

    public TestRun readMostRestrictive(Duration at) {
        deeds.add(simulation -> simulation.readPrecedence(Given.START.plus(at), Precedence.MOST_RESTRICTIVE));
        return this;
    }

    public TestRun fault(Duration from, Optional<Duration> until, Fault fault) {
        deeds.add(simulation -> simulation.fault(Given.START.plus(from), until.map(Given.START::plus), fault));
        return this;
    }

    public Recording recording() {
        if (recording.isEmpty()) {
            Wiretap wiretap = flights::add;
            MeshSimulation simulation =
                    new MeshSimulation("test", seed, Given.START, settings, mesh, wiretap.and(holdings));
            deeds.forEach(deed -> deed.accept(simulation));
            recording = Optional.of(simulation.runUntil(Given.START.plus(length)));
        }
        return recording.get();
    }

    public List<CallView> calls() {
        return CallHistory.of(recording());
    }

    public CallView call(String name) {
        return calls().stream()
                .filter(call -> call.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no call " + name + " in " + recording()));
    }

    public List<PolicyView> policies() {
        return PolicyHistory.of(recording());
    }

    public <F extends MeshFact> List<F> facts(Class<F> kind) {
        return recording().events().stream()
                .map(Event::fact)
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    public <F extends MeshFact> List<Event> events(Class<F> kind) {
        return recording().events().stream()
                .filter(event -> kind.isInstance(event.fact()))
                .toList();
    }

    /** The address of a pod that ran at any time. */
    public String addressOf(String instance) {
        return facts(MeshFact.InstanceStarted.class).stream()
                .filter(started -> started.instance().equals(instance(instance)))
                .map(MeshFact.InstanceStarted::address)
                .findFirst()
                .orElseThrow();
    }

    public List<Wiretap.Flight> flights() {
        recording();
        return List.copyOf(flights);
    }

    /** What each sidecar went by at any instant. */
    public Holdings holdings() {
        recording();
        return holdings;
    }

    /** All bytes of the connections whose names begin with this, both directions, as text. */
    public String wire(String connection) {
        return flights().stream()
                .filter(flight -> flight.connection().startsWith(connection))
                .map(flight -> new String(flight.content(), StandardCharsets.ISO_8859_1))
                .collect(Collectors.joining());
    }

    public static InstanceId instance(String name) {
        String[] parts = name.split("[/#]");
        return new InstanceId(parts[0], parts[1], parts.length > 2 ? Integer.parseInt(parts[2]) : 1);
    }

    /** Since the start. */
    public static Duration after(Instant at) {
        return Duration.between(Given.START, at);
    }

    private TestRun call(
            String name,
            Duration at,
            String from,
            String to,
            Optional<InstanceId> preferred,
            SortedMap<String, String> headers) {
        Call call = new Call(name, name, CallTarget.parse(to), "GET", headers, preferred);
        deeds.add(simulation -> simulation.call(Given.START.plus(at), instance(from), call));
        return this;
    }
}
