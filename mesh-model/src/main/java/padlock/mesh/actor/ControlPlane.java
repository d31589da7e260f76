package padlock.mesh.actor;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import padlock.mesh.policy.AcceptedNames;
import padlock.mesh.policy.Compilation;
import padlock.mesh.policy.Precedence;
import padlock.mesh.resource.AttachedPolicy;
import padlock.mesh.resource.DestinationRule;
import padlock.mesh.resource.Gateway;
import padlock.mesh.resource.Instance;
import padlock.mesh.resource.InstanceId;
import padlock.mesh.resource.Mesh;
import padlock.mesh.resource.MeshSettings;
import padlock.mesh.resource.PeerAuthentication;
import padlock.mesh.resource.PluggedInAuthority;
import padlock.mesh.resource.Resource;
import padlock.mesh.resource.ResourceId;
import padlock.mesh.resource.VirtualService;
import padlock.sim.Actor;
import padlock.sim.ActorContext;
import padlock.sim.Message;

/**
 * The API server and istiod in one: holds what is applied, runs the pods that it asks for, compiles what each sidecar
 * needs and pushes it, each change to each sidecar after a delay of its own.
 */
public final class ControlPlane implements Actor {

    private static final String CHANNEL = "xds";

    private final Settings settings;
    private final PodRunner pods;
    private final RootDistribution roots;
    private final RevocationDistribution revocations = new RevocationDistribution();
    private final ConfigStreams streams;
    private final SortedSet<ResourceId> policies = new TreeSet<>();
    private final SortedSet<ResourceId> rollingOut = new TreeSet<>();
    private Mesh mesh = Mesh.EMPTY;
    private Precedence precedence;
    private long revision;
    private Optional<Compilation> compilation = Optional.empty();

    ControlPlane(Settings settings, Wiretap wiretap, Faults faults) {
        this.settings = settings;
        this.precedence = settings.precedence();
        this.pods = new PodRunner(settings, wiretap, faults);
        this.roots = new RootDistribution(settings);
        this.streams = new ConfigStreams(faults);
    }

    @Override
    public void receive(Message message, ActorContext context) {
        if (message instanceof ControlPlaneMessage.Apply apply) onApply(apply, context);
        else if (message instanceof ControlPlaneMessage.Delete delete) onDelete(delete, context);
        else if (message instanceof ControlPlaneMessage.ReadPrecedence read) onPrecedence(read.precedence(), context);
        else if (message instanceof ControlPlaneMessage.RootsAnnounced announced) roots.announce(announced.roots());
        else if (message instanceof ControlPlaneMessage.DistributeRoots distribute)
            roots.distribute(distribute.roots(), sidecars(), context);
        else if (message instanceof ControlPlaneMessage.RootsDue due) roots.onDue(due, streams.sidecars(), context);
        else if (message instanceof ControlPlaneMessage.RootsAcknowledged acknowledged)
            roots.onAcknowledged(acknowledged, context);
        else if (message instanceof ControlPlaneMessage.Subscribe subscribe) onSubscribe(subscribe, context);
        else if (message instanceof ControlPlaneMessage.PushDue due) onPushDue(due, context);
        else if (message instanceof ControlPlaneMessage.Acknowledge acknowledge) onAcknowledge(acknowledge, context);
        else if (message instanceof ControlPlaneMessage.RolledOut rolledOut) rollingOut.remove(rolledOut.policy());
        else if (message instanceof ControlPlaneMessage.PublishRevocations published)
            revocations.publish(published.lists(), streams.sidecars(), context);
        else if (message instanceof ControlPlaneMessage.MountRevocations mounted)
            revocations.mount(mounted.lists(), streams.sidecars(), context);
        else if (message instanceof ControlPlaneMessage.RevocationsDue due) onRevocationsDue(due, context);
        else if (message instanceof ControlPlaneMessage.CloseStreams) streams.closeAll(context);
        else if (message instanceof ControlPlaneMessage.PartedFromSidecars) streams.onParted(context);
        else if (message instanceof ControlPlaneMessage.SilenceDue due) streams.onSilence(due, context);
        else if (message instanceof ControlPlaneMessage.Reach reach) onReach(reach, context);
        else if (message instanceof ControlPlaneMessage.TakeAway away)
            onPods(() -> pods.takeAway(away.workload()), context);
        else if (message instanceof ControlPlaneMessage.BringBack back)
            onPods(() -> pods.bringBack(back.workload()), context);
        else throw new AssertionError(message);
    }

    private void onApply(ControlPlaneMessage.Apply apply, ActorContext context) {
        MeshSettings before = mesh.settings();
        SortedMap<ResourceId, Resource> applied = new TreeMap<>();
        for (Resource resource : apply.resources()) {
            mesh = mesh.with(resource, context.instant());
            applied.put(resource.id(), resource);
            if (resource instanceof PluggedInAuthority given) {
                context.tell(MeshIds.CERTIFICATE_AUTHORITY, new CertificateMessage.PlugIn(given));
            }
        }
        tellAuthority(before, context);
        changed(context);
        for (ResourceId id : applied.keySet()) {
            if (isPolicy(applied.get(id))) {
                roll(id, new PolicyMessage.Stored(revision, sidecars()), context);
            } else {
                context.record(new MeshFact.ResourceStored(id));
            }
        }
    }

    private void onDelete(ControlPlaneMessage.Delete delete, ActorContext context) {
        List<ResourceId> deleted = delete.resources().stream()
                .filter(id -> mesh.find(id).isPresent())
                .toList();
        MeshSettings before = mesh.settings();
        for (ResourceId id : deleted) {
            mesh = mesh.without(id);
        }
        tellAuthority(before, context);
        changed(context);
        for (ResourceId id : deleted) {
            if (policies.contains(id)) {
                roll(id, new PolicyMessage.Deleted(revision, sidecars()), context);
            } else {
                context.record(new MeshFact.ResourceDeleted(id));
            }
        }
    }

    /**
     * Certificates that are issued from now on bear the new trust domain; nobody asks for one earlier because of it.
     */
    private void tellAuthority(MeshSettings before, ActorContext context) {
        if (!mesh.settings().trustDomain().equals(before.trustDomain())) {
            context.tell(
                    MeshIds.CERTIFICATE_AUTHORITY,
                    new CertificateMessage.TrustDomainChanged(AcceptedNames.trustDomain(mesh.settings())));
        }
    }

    private void onPrecedence(Precedence changed, ActorContext context) {
        precedence = changed;
        context.record(new MeshFact.PrecedenceRead(changed));
        changed(context);
    }

    /**
     * Brings the pods in line with the workloads, and has every sidecar that listens told of the change in its time.
     */
    private void changed(ActorContext context) {
        revision++;
        Mesh before = mesh;
        mesh = pods.reconcile(before, context);
        compilation = Optional.of(new Compilation(mesh, precedence));
        for (Instance instance : before.instances().values()) {
            if (instance.sidecar() && !instance.equals(mesh.instances().get(instance.id()))) {
                onStopped(instance.id(), context);
            }
        }
        for (InstanceId sidecar : streams.sidecars()) {
            Duration delay = context.random()
                    .named("push", sidecar, context.instant())
                    .between(settings.pushDelay().low(), settings.pushDelay().high());
            context.remindAfter(delay, new ControlPlaneMessage.PushDue(sidecar, revision));
        }
    }

    /**
     * A pod that is made anew asks for its configuration itself, and its acknowledgement counts like the first one's.
     */
    private void onStopped(InstanceId sidecar, ActorContext context) {
        streams.forget(sidecar);
        roots.onGone(sidecar, context);
        if (!sidecars().contains(sidecar)) {
            rollingOut.forEach(policy -> context.tell(MeshIds.policy(policy), new PolicyMessage.SidecarGone(sidecar)));
        }
    }

    /** A later change may have overtaken this one: what is pushed is always what holds now. */
    private void onPushDue(ControlPlaneMessage.PushDue due, ActorContext context) {
        if (streams.isDue(due.sidecar(), due.revision())) {
            push(due.sidecar(), context);
        }
    }

    private void onSubscribe(ControlPlaneMessage.Subscribe subscribe, ActorContext context) {
        InstanceId sidecar = subscribe.sidecar();
        if (mesh.instances().containsKey(sidecar)) {
            streams.opened(sidecar, subscribe.stream());
            push(sidecar, context);
        }
        roots.onSubscribed(sidecar, context);
        revocations.onSubscribed(sidecar, context);
    }

    private void push(InstanceId sidecar, ActorContext context) {
        Optional.ofNullable(mesh.instances().get(sidecar)).ifPresent(instance -> {
            long stream = streams.sent(sidecar, revision);
            context.record(new MeshFact.ConfigPushed(sidecar, revision));
            context.send(
                    MeshIds.sidecar(sidecar),
                    CHANNEL,
                    new SidecarMessage.Push(
                            stream, revision, compilation.orElseThrow().of(instance), roots.current()));
        });
    }

    private void onRevocationsDue(ControlPlaneMessage.RevocationsDue due, ActorContext context) {
        if (Optional.ofNullable(mesh.instances().get(due.sidecar()))
                .filter(Instance::sidecar)
                .isPresent()) {
            revocations.onDue(due, context);
        }
    }

    private void onAcknowledge(ControlPlaneMessage.Acknowledge acknowledge, ActorContext context) {
        rollingOut.forEach(policy -> context.tell(
                MeshIds.policy(policy), new PolicyMessage.Acknowledged(acknowledge.sidecar(), acknowledge.revision())));
    }

    private void onReach(ControlPlaneMessage.Reach reach, ActorContext context) {
        sidecars().stream()
                .filter(sidecar -> reach.workload().has(MeshIds.application(sidecar)))
                .forEach(sidecar -> context.tell(MeshIds.sidecar(sidecar), reach.message()));
    }

    private void onPods(Runnable change, ActorContext context) {
        change.run();
        changed(context);
    }

    private void roll(ResourceId id, PolicyMessage change, ActorContext context) {
        if (policies.add(id)) {
            context.start(MeshIds.policy(id), new Policy(id));
        }
        rollingOut.add(id);
        context.tell(MeshIds.policy(id), change);
    }

    private SortedSet<InstanceId> sidecars() {
        SortedSet<InstanceId> sidecars = new TreeSet<>();
        mesh.instances().values().stream().filter(Instance::sidecar).forEach(instance -> sidecars.add(instance.id()));
        return sidecars;
    }

    private static boolean isPolicy(Resource resource) {
        return resource instanceof PeerAuthentication
                || resource instanceof DestinationRule
                || resource instanceof VirtualService
                || resource instanceof Gateway
                || resource instanceof AttachedPolicy;
    }
}
