package padlock.mesh.actor;

import java.time.Instant;
import java.util.Optional;
import padlock.sim.ActorContext;

/**
 * What a server's sidecar does with bytes that it does not read: carried both ways. The policies are asked once, when
 * the client's first bytes come; a program that speaks first has greeted the client by then.
 */
final class TcpFilter implements InboundConnection.Filter {

    private final InboundConnection connection;
    private final SidecarState state;
    private final Buffer asked = new Buffer();
    private Optional<ProgramLeg> leg = Optional.empty();
    private Instant start = Instant.EPOCH;
    private boolean judged;
    private boolean open;
    private int received;
    private int sent;

    TcpFilter(InboundConnection connection, SidecarState state) {
        this.connection = connection;
        this.state = state;
    }

    @Override
    public void onStart(ActorContext context) {
        start = state.now(context);
        leg = Optional.of(ProgramLeg.open(connection, 1, state, context));
    }

    @Override
    public void onData(byte[] data, ActorContext context) {
        asked.append(data);
        Optional<Refusal> refusal = judged ? Optional.empty() : connection.refusal(1, Optional.empty(), context);
        judged = true;
        if (refusal.isPresent()) {
            log(refused(refusal.get()), context);
            open = false;
            connection.close(MeshFact.Closing.REFUSED, context);
        } else if (open) {
            toProgram(context);
        }
    }

    @Override
    public void onProgram(Tcp tcp, ActorContext context) {
        if (tcp instanceof Tcp.Opened) onOpened(context);
        else if (tcp instanceof Tcp.Refused) onRefused(context);
        else if (tcp instanceof Tcp.Bytes bytes) onAnswer(bytes.content(), context);
        else if (tcp instanceof Tcp.Closed) onProgramClosed(context);
        else throw new AssertionError(tcp);
    }

    @Override
    public void onEnd(ActorContext context) {
        if (open) {
            log(line().upstreamLocal(leg.orElseThrow().from(context)), context);
        }
        open = false;
        leg.ifPresent(program -> program.close(context));
        leg = Optional.empty();
    }

    private void onOpened(ActorContext context) {
        open = true;
        if (!asked.isEmpty()) {
            toProgram(context);
        }
    }

    private void onRefused(ActorContext context) {
        leg = Optional.empty();
        context.record(new MeshFact.ConnectionRefused(
                connection.id(), connection.target().port()));
        AccessLogEntry.Draft line = line().flags("UF,URX").transportFailed(UpstreamFailure.REFUSED.transport());
        log(line, context);
        connection.close(MeshFact.Closing.FAILED, context);
    }

    private void onAnswer(byte[] content, ActorContext context) {
        sent += content.length;
        connection.send(content, context);
    }

    private void onProgramClosed(ActorContext context) {
        connection.close(MeshFact.Closing.DONE, context);
    }

    private void toProgram(ActorContext context) {
        byte[] content = asked.takeAll();
        received += content.length;
        leg.orElseThrow().send(content, context);
    }

    /** Envoy closes for a policy with a reason, and for a provider with a flag. */
    private AccessLogEntry.Draft refused(Refusal refusal) {
        AccessLogEntry.Draft line =
                connection.line(start).carried(received, sent).cluster(connection.cluster());
        return refusal.flags().isPresent()
                ? line.flags(refusal.flags().get()).details(refusal.details())
                : line.terminated(refusal.details());
    }

    private AccessLogEntry.Draft line() {
        return connection
                .line(start)
                .carried(received, sent)
                .upstream(connection.target())
                .cluster(connection.cluster());
    }

    private void log(AccessLogEntry.Draft line, ActorContext context) {
        connection.log(1, line, context);
    }
}
