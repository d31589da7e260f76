package padlock.mesh.actor;

import java.util.Optional;
import padlock.mesh.policy.Renewal;
import padlock.mesh.resource.Instance;
import padlock.sim.Actor;
import padlock.sim.ActorContext;
import padlock.sim.ActorId;
import padlock.sim.Message;
import padlock.tls.identity.SpiffeId;
import padlock.tls.identity.Svid;
import padlock.tls.identity.TrustBundle;

/**
 * The proxy in one pod: takes what its program sends and what arrives for it, speaks mutual TLS for it as it was told
 * by the control plane, and lets in whom the policies allow. It acts on what it holds now and asks nobody.
 */
public final class Sidecar implements Actor {

    private final SidecarState state;
    private final ConfigStream stream;
    private final WorkloadCertificate certificate;
    private final Outbound outbound;
    private final Inbound inbound;
    private final ActorId application;
    private final boolean isGateway;

    Sidecar(
            Instance instance,
            SpiffeId identity,
            Renewal renewal,
            Settings settings,
            Directory directory,
            Wiretap wiretap,
            PodClock clock) {
        this.state = new SidecarState(instance, settings, directory, wiretap, clock);
        this.stream = new ConfigStream(instance.id());
        this.certificate = new WorkloadCertificate(identity, state, renewal);
        this.outbound = new Outbound(state);
        this.inbound = new Inbound(state);
        this.application = MeshIds.application(instance.id());
        this.isGateway = instance.workload().isGateway();
    }

    @Override
    public void receive(Message message, ActorContext context) {
        if (message instanceof ClusterMessage.Started) onStarted(context);
        else if (message instanceof ClusterMessage.DirectoryChanged changed) onDirectory(changed, context);
        else if (message instanceof CertificateMessage.Signed signed) certificate.onSigned(signed, context);
        else if (message instanceof SidecarMessage.Rotate) certificate.request(context);
        else if (message instanceof SidecarMessage.Push push) onPush(push, context);
        else if (message instanceof SidecarMessage.Trust trust) onTrust(trust.roots(), context);
        else if (message instanceof SidecarMessage.Revocations published) state.heed(published.lists(), context);
        else if (message instanceof SidecarMessage.RequestAgain) certificate.requestAgain(context);
        else if (message instanceof SidecarMessage.StreamClosed) stream.onClosed(context);
        else if (message instanceof SidecarMessage.Reconnect) stream.open(context);
        else if (message instanceof SidecarMessage.Leak leak) onLeak(leak.to(), context);
        else if (message instanceof SidecarMessage.Impersonate impersonate)
            onImpersonate(impersonate.stolen(), context);
        else if (message instanceof Tcp tcp) onTcp(tcp, context);
        else if (message instanceof SidecarMessage.ConnectTimeout timeout) outbound.onConnectTimeout(timeout, context);
        else if (message instanceof SidecarMessage.IdleTimeout idle) outbound.onIdleTimeout(idle, context);
        else if (message instanceof SidecarMessage.Retry retry) outbound.onRetry(retry, context);
        else if (message instanceof SidecarMessage.Drained drained) inbound.onDrained(drained, context);
        else throw new AssertionError(message);
    }

    private void onStarted(ActorContext context) {
        certificate.request(context);
        stream.open(context);
    }

    private void onPush(SidecarMessage.Push push, ActorContext context) {
        if (!stream.isOpen(push.stream())) {
            return;
        }
        stream.onAnswered();
        if (state.roots().isEmpty()) {
            state.trust(push.roots(), context);
        }
        state.hold(push.config(), push.revision(), context);
        context.record(new MeshFact.ConfigApplied(state.instance().id(), push.revision()));
        inbound.onConfig(context);
        outbound.onConfig(context);
        context.send(
                MeshIds.CONTROL_PLANE,
                "xds",
                new ControlPlaneMessage.Acknowledge(state.instance().id(), push.revision()));
    }

    /** The agent lets go of its certificate when it is told of other roots, and asks for one that fits them. */
    private void onTrust(TrustBundle roots, ActorContext context) {
        if (state.trust(roots, context)) {
            certificate.request(context);
        }
        context.send(
                MeshIds.CONTROL_PLANE,
                "xds",
                new ControlPlaneMessage.RootsAcknowledged(state.instance().id(), roots));
    }

    private void onDirectory(ClusterMessage.DirectoryChanged changed, ActorContext context) {
        state.know(changed.directory());
        inbound.onDirectory(context);
        outbound.onDirectory(context);
    }

    private void onLeak(Place to, ActorContext context) {
        if (state.svid().isPresent()) {
            context.tell(
                    MeshIds.CONTROL_PLANE,
                    new ControlPlaneMessage.Reach(to, new SidecarMessage.Impersonate(state.svid())));
        }
    }

    private void onImpersonate(Optional<Svid> stolen, ActorContext context) {
        state.impersonate(stolen, context);
        stolen.ifPresent(svid -> context.record(new MeshFact.CertificateStolen(
                state.instance().id(), svid.id(), svid.leaf().serialNumber().toString(16), svid.notAfter())));
    }

    /**
     * Two connections meet in a sidecar for each call: towards its program, and across the network. What its program
     * sends to its own pod's address came back from a service's, and arrives as from anybody.
     */
    private void onTcp(Tcp tcp, ActorContext context) {
        boolean outgoing = tcp instanceof Tcp.Open open
                ? isGateway || open.client().equals(application) && !isHere(open.target())
                : tcp.to() == Side.SERVER ? outbound.serves(tcp.connection()) : outbound.opened(tcp.connection());
        if (outgoing) {
            outbound.receive(tcp, context);
        } else {
            inbound.receive(tcp, context);
        }
        state.network().arrived(tcp, context);
    }

    private boolean isHere(Address target) {
        return target.host().equals(state.instance().address());
    }
}
