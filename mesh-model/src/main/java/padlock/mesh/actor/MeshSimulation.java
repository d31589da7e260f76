package padlock.mesh.actor;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import padlock.mesh.policy.AcceptedNames;
import padlock.mesh.policy.Precedence;
import padlock.mesh.resource.InstanceId;
import padlock.mesh.resource.MeshSettings;
import padlock.mesh.resource.PluggedInAuthority;
import padlock.mesh.resource.Resource;
import padlock.mesh.resource.ResourceId;
import padlock.sim.Simulation;
import padlock.sim.SimulationOptions;
import padlock.sim.network.Latency;
import padlock.sim.recording.Recorder;
import padlock.sim.recording.Recording;

/**
 * A mesh that comes up and runs: the five actors on the kernel. Before the start instant the mesh comes up by the same
 * actors, so that at the start every sidecar holds a certificate and all that is in force.
 */
public final class MeshSimulation {

    private static final Duration WARM_UP = Duration.ofMinutes(1);
    private static final int TRIPS_TO_COME_UP = 10;
    private static final long STEP_LIMIT = 100_000_000;

    private final Simulation simulation;
    private final Faults faults = new Faults();
    private final Recorder recorder;

    public MeshSimulation(
            String name, long seed, Instant start, Settings settings, List<Resource> mesh, Wiretap wiretap) {
        Instant begin = start.minus(WARM_UP).minus(settings.latency().high().multipliedBy(TRIPS_TO_COME_UP));
        recorder = new Recorder(name, seed);
        FaultyNetwork network = new FaultyNetwork(
                Latency.uniform(settings.latency().low(), settings.latency().high()), faults);
        simulation = new Simulation(new SimulationOptions(seed, begin, STEP_LIMIT, List.of(network)), recorder);
        simulation.start(
                MeshIds.CERTIFICATE_AUTHORITY,
                new CertificateAuthority(AcceptedNames.trustDomain(settings(mesh)), settings, faults));
        simulation.start(MeshIds.CONTROL_PLANE, new ControlPlane(settings, wiretap, faults));
        simulation.start(MeshIds.MISCHIEF, new Mischief());
        simulation.schedule(
                begin,
                MeshIds.CERTIFICATE_AUTHORITY,
                new CertificateMessage.Begin(last(PluggedInAuthority.class, mesh)));
        simulation.schedule(begin.plusMillis(1), MeshIds.CONTROL_PLANE, new ControlPlaneMessage.Apply(mesh));
    }

    public void apply(Instant at, List<Resource> resources) {
        simulation.schedule(at, MeshIds.CONTROL_PLANE, new ControlPlaneMessage.Apply(resources));
    }

    public void delete(Instant at, List<ResourceId> resources) {
        simulation.schedule(at, MeshIds.CONTROL_PLANE, new ControlPlaneMessage.Delete(resources));
    }

    public void readPrecedence(Instant at, Precedence precedence) {
        simulation.schedule(at, MeshIds.CONTROL_PLANE, new ControlPlaneMessage.ReadPrecedence(precedence));
    }

    /** Something goes wrong from one instant on, until just before another or for good; a restart passes at once. */
    public void fault(Instant from, Optional<Instant> until, Fault fault) {
        Optional<Instant> end = until.or(() -> fault instanceof Fault.Restart ? Optional.of(from) : Optional.empty());
        faults.add(fault, from, end);
        simulation.schedule(from, MeshIds.MISCHIEF, new FaultMessage.Begin(fault));
        end.ifPresent(then -> simulation.schedule(then, MeshIds.MISCHIEF, new FaultMessage.End(fault)));
    }

    public void call(Instant at, InstanceId from, Call call) {
        simulation.schedule(at, MeshIds.application(from), call);
    }

    /** Runs to this instant, and gives what was recorded until then. */
    public Recording runUntil(Instant end) {
        simulation.runUntil(end);
        return recorder.finish(end);
    }

    private static MeshSettings settings(List<Resource> mesh) {
        return last(MeshSettings.class, mesh).orElse(MeshSettings.DEFAULTS);
    }

    /** The one that counts: what is applied twice holds as it was applied last. */
    private static <R extends Resource> Optional<R> last(Class<R> kind, List<Resource> mesh) {
        return mesh.stream().filter(kind::isInstance).map(kind::cast).reduce((earlier, later) -> later);
    }
}
