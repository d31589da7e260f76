package padlock.mesh.actor;

import java.util.List;
import padlock.mesh.policy.Reason;
import padlock.mesh.resource.Instance;
import padlock.sim.Actor;
import padlock.sim.ActorContext;
import padlock.sim.Message;

/**
 * The program in one pod: it makes calls to names, and answers those that arrive, in plaintext or in TLS of its own. It
 * never knows of the mesh's; where a sidecar is, the calls pass through it without the program's noticing.
 */
public final class Application implements Actor {

    private final ApplicationClient client;
    private final ApplicationServer server;
    private final PodNetwork network;

    /** @param injection why the pod has a sidecar or has none */
    Application(Instance instance, List<Reason> injection, Directory directory, Wiretap wiretap) {
        this.network = new PodNetwork(instance.id(), wiretap);
        this.client = new ApplicationClient(instance, injection, network, directory);
        this.server = new ApplicationServer(instance, injection, network, directory);
    }

    @Override
    public void receive(Message message, ActorContext context) {
        if (message instanceof ClusterMessage.DirectoryChanged changed) onDirectory(changed.directory(), context);
        else if (message instanceof Call call) client.make(call, context);
        else if (message instanceof ApplicationClient.GiveUp giveUp) client.onGiveUp(giveUp.call(), context);
        else if (message instanceof Tcp tcp) onTcp(tcp, context);
        else throw new AssertionError(message);
    }

    private void onDirectory(Directory directory, ActorContext context) {
        client.onDirectory(directory, context);
        server.onDirectory(directory, context);
    }

    private void onTcp(Tcp tcp, ActorContext context) {
        if (tcp.to() == Side.CLIENT) {
            client.receive(tcp, context);
        } else {
            server.receive(tcp, context);
        }
        network.arrived(tcp, context);
    }
}
