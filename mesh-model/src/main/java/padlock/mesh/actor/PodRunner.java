package padlock.mesh.actor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import padlock.mesh.policy.AcceptedNames;
import padlock.mesh.policy.Explained;
import padlock.mesh.policy.Injection;
import padlock.mesh.policy.ProxyVariables;
import padlock.mesh.policy.Registry;
import padlock.mesh.policy.Renewal;
import padlock.mesh.resource.Instance;
import padlock.mesh.resource.InstanceId;
import padlock.mesh.resource.Mesh;
import padlock.mesh.resource.Workload;
import padlock.sim.ActorContext;
import padlock.sim.ActorId;
import padlock.sim.Message;
import padlock.tls.identity.SpiffeId;

/** The cluster's part of the control plane: runs as many pods as the workloads ask for, and gives out addresses. */
final class PodRunner {

    /** Istio's: how far the instant of renewal strays, either way, as part of the lifetime (R12.2). */
    private static final double JITTER = 0.01;

    private final Settings settings;
    private final Wiretap wiretap;
    private final Faults faults;
    private final List<Place> away = new ArrayList<>();
    private final Addresses addresses = new Addresses();
    private boolean worldAnswers;
    private Directory directory = Directory.EMPTY;

    /** A pod that should run, and where it is, if its manifest tells. */
    private record Wanted(Workload workload, Optional<String> address) {}

    PodRunner(Settings settings, Wiretap wiretap, Faults faults) {
        this.settings = settings;
        this.wiretap = wiretap;
        this.faults = faults;
    }

    /**
     * Starts and stops pods until they are those that the workloads ask for; one whose template changed is made anew.
     */
    Mesh reconcile(Mesh mesh, ActorContext context) {
        addresses.heed(mesh);
        SortedMap<InstanceId, Instance> running = running(mesh);
        mesh.instances().values().stream()
                .filter(before -> running.get(before.id()) != before)
                .forEach(before -> stop(before, context));
        Mesh now = mesh.running(running);
        boolean changed = look(now);
        if (!worldAnswers) {
            context.start(MeshIds.application(World.ID), World.program(directory, wiretap));
            worldAnswers = true;
        } else if (changed) {
            context.tell(MeshIds.application(World.ID), new ClusterMessage.DirectoryChanged(directory));
        }
        for (Instance instance : running.values()) {
            if (mesh.instances().get(instance.id()) != instance) {
                start(instance, now, context);
            } else if (changed) {
                tell(instance, new ClusterMessage.DirectoryChanged(directory), context);
            }
        }
        return now;
    }

    /** From the next look on, no pod of this workload is to run. */
    void takeAway(Place workload) {
        away.add(workload);
    }

    /** From the next look on, they are to run again. */
    void bringBack(Place workload) {
        away.remove(workload);
    }

    /** The pods that stay, and new ones. */
    private SortedMap<InstanceId, Instance> running(Mesh mesh) {
        SortedMap<InstanceId, Wanted> wanted = wanted(mesh);
        SortedMap<InstanceId, Instance> running = new TreeMap<>(mesh.instances());
        running.values()
                .removeIf(before -> !Optional.ofNullable(wanted.get(before.id()))
                        .filter(pod -> sameTemplate(before.workload(), pod.workload()))
                        .isPresent());
        SortedSet<String> taken = new TreeSet<>();
        running.values().stream().filter(pod -> !pod.workload().isMachine()).forEach(pod -> taken.add(pod.address()));
        wanted.forEach((id, pod) -> running.computeIfAbsent(id, absent -> made(id, pod, taken, mesh)));
        return running;
    }

    /**
     * Each pod that should run, and each machine outside that answers. Workloads of two kinds may have one name; then
     * the pods of the second count on.
     */
    private SortedMap<InstanceId, Wanted> wanted(Mesh mesh) {
        SortedMap<InstanceId, Wanted> wanted = new TreeMap<>();
        List<Workload> workloads = new ArrayList<>(mesh.workloads());
        workloads.addAll(mesh.machines());
        for (Workload workload : workloads) {
            int number = 1;
            for (int replica = 0; replica < workload.replicas(); replica++) {
                while (wanted.containsKey(id(workload, number))) {
                    number++;
                }
                wanted.put(
                        id(workload, number),
                        new Wanted(
                                workload,
                                workload.podAddresses().stream().skip(replica).findFirst()));
            }
        }
        wanted.keySet().removeIf(pod -> away.stream().anyMatch(place -> place.has(MeshIds.application(pod))));
        return wanted;
    }

    private static InstanceId id(Workload workload, int number) {
        return new InstanceId(workload.namespace(), workload.name(), number);
    }

    private Instance made(InstanceId id, Wanted pod, SortedSet<String> taken, Mesh mesh) {
        boolean sidecar = Injection.decide(pod.workload(), mesh).value();
        if (pod.workload().address().isPresent()) {
            return new Instance(
                    id,
                    pod.workload(),
                    addresses.ofMachine(pod.workload().address().get()),
                    sidecar);
        }
        String address = addresses.ofPod(pod.address(), taken);
        taken.add(address);
        return new Instance(id, pod.workload(), address, sidecar);
    }

    private void start(Instance instance, Mesh mesh, ActorContext context) {
        Explained<Boolean> injected = Injection.decide(instance.workload(), mesh);
        context.record(new MeshFact.InstanceStarted(
                instance.id(),
                instance.workload().serviceAccount(),
                instance.address(),
                instance.sidecar(),
                injected.reasons()));
        context.start(
                MeshIds.application(instance.id()), new Application(instance, injected.reasons(), directory, wiretap));
        if (instance.sidecar()) {
            SpiffeId identity = Identities.of(
                    AcceptedNames.trustDomain(mesh.settings()),
                    instance.workload().namespace(),
                    instance.workload().serviceAccount());
            ActorId sidecar = MeshIds.sidecar(instance.id());
            context.start(
                    sidecar,
                    new Sidecar(
                            instance,
                            identity,
                            renewal(instance, mesh),
                            settings,
                            directory,
                            wiretap,
                            new PodClock(instance.id(), faults)));
            context.tell(sidecar, new ClusterMessage.Started());
        }
    }

    /** What the scenario sets, unless the proxy is told otherwise. */
    private Renewal renewal(Instance instance, Mesh mesh) {
        return new Renewal(
                number("SECRET_GRACE_PERIOD_RATIO", instance, mesh).orElse(1 - settings.rotateAt()),
                number("SECRET_GRACE_PERIOD_RATIO_JITTER", instance, mesh).orElse(JITTER));
    }

    private static Optional<Double> number(String variable, Instance instance, Mesh mesh) {
        return ProxyVariables.of(instance.workload(), mesh.settings())
                .get(variable)
                .filter(text -> text.matches("[0-9]*\\.?[0-9]+"))
                .map(Double::valueOf);
    }

    private static void stop(Instance instance, ActorContext context) {
        context.record(new MeshFact.InstanceStopped(instance.id()));
        context.stop(MeshIds.application(instance.id()));
        if (instance.sidecar()) {
            context.stop(MeshIds.sidecar(instance.id()));
        }
    }

    /** Whether names, addresses or pods are others than before. */
    private boolean look(Mesh mesh) {
        Directory before = directory;
        directory = Directory.of(mesh, addresses.ofServices(new Registry(mesh.services()).services()));
        return !directory.equals(before);
    }

    private static void tell(Instance instance, Message message, ActorContext context) {
        context.tell(MeshIds.application(instance.id()), message);
        if (instance.sidecar()) {
            context.tell(MeshIds.sidecar(instance.id()), message);
        }
    }

    /** Whether a pod made from one would be like a pod made from the other, wherever each was written. */
    private static boolean sameTemplate(Workload one, Workload other) {
        return one.labels().pairs().equals(other.labels().pairs())
                && one.proxyMetadata().equals(other.proxyMetadata())
                && one.annotations().pairs().equals(other.annotations().pairs())
                && one.serviceAccount().equals(other.serviceAccount())
                && one.ports().equals(other.ports())
                && one.hostNetwork() == other.hostNetwork()
                && one.hasProxyContainer().equals(other.hasProxyContainer())
                && one.address().equals(other.address())
                && one.secrets().equals(other.secrets());
    }
}
