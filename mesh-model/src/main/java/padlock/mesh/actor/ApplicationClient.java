package padlock.mesh.actor;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import padlock.mesh.policy.Reason;
import padlock.mesh.resource.Instance;
import padlock.mesh.resource.Service;
import padlock.sim.ActorContext;
import padlock.sim.ActorId;
import padlock.sim.Message;
import padlock.sim.Reminder;

/** The calling half of a program: resolves a name, opens a connection for each call, and shows what curl would show. */
final class ApplicationClient {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final byte[] TCP_QUESTION = "PING\n".getBytes(StandardCharsets.UTF_8);
    private static final String USER_AGENT = "curl/8.5.0";
    private static final String GRPC_USER_AGENT = "grpc-go/1.64.0";
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}");

    private final Instance instance;
    private final Reason withoutSidecar;
    private final PodNetwork network;
    private final SortedMap<String, Pending> pending = new TreeMap<>();
    private Directory directory;

    /** The program waits no longer. */
    record GiveUp(String call) implements Message {}

    /**
     * A call that waits for its answer.
     *
     * @param server who was asked: the pod's own sidecar, or who listens at the address
     * @param listens whether the program says nothing until it is greeted
     * @param tls the program's own, where it speaks TLS itself
     */
    private record Pending(
            Call call,
            ActorId server,
            Address address,
            boolean listens,
            Optional<TlsConversation> tls,
            Buffer received,
            Reminder patience) {

        String name() {
            return call.name();
        }

        boolean speaksHttp() {
            return call.target().scheme().speaksHttp();
        }

        Pending greeted() {
            return new Pending(call, server, address, false, tls, new Buffer(), patience);
        }
    }

    /** @param injection why the pod has a sidecar or has none */
    ApplicationClient(Instance instance, List<Reason> injection, PodNetwork network, Directory directory) {
        this.instance = instance;
        this.withoutSidecar = sendsWhatTheProgramWrites(injection);
        this.network = network;
        this.directory = directory;
    }

    /** Whatever left the pod without a sidecar decides that it sends plaintext. */
    private static Reason sendsWhatTheProgramWrites(List<Reason> injection) {
        Optional<Reason> why = injection.stream().findFirst();
        return new Reason(
                "client transport",
                "plaintext",
                "R6.11",
                why.flatMap(Reason::decidedBy),
                why.map(Reason::ignored).orElse(List.of()));
    }

    /** A connection to a pod that is gone is reset. */
    void onDirectory(Directory now, ActorContext context) {
        directory = now;
        for (Pending waiting : List.copyOf(pending.values())) {
            if (isDirect(waiting) && now.pod(waiting.address().host()).isEmpty()) {
                onClosed(waiting, true, context);
            }
        }
    }

    void make(Call call, ActorContext context) {
        CallTarget target = call.target();
        context.record(new MeshFact.CallStarted(
                call.name(), call.traffic(), instance.id(), instance.sidecar(), target, method(call)));
        Optional<Directory.Entry> service = directory
                .find(target.host(), instance.workload().namespace())
                .or(() -> directory.findInPublic(target.host()));
        if (LOOPBACK.matcher(target.host()).matches()) {
            connect(call, new Address(instance.address(), target.port()), context);
        } else if (service.isPresent()) {
            resolved(call, service.get(), context);
        } else if (directory.leads(target.host())) {
            connect(call, new Address(target.host(), target.port()), context);
        } else {
            context.record(new MeshFact.HostUnknown(call.name(), target.host()));
            doesNotResolve(call, context);
        }
    }

    void receive(Tcp tcp, ActorContext context) {
        Pending waiting = pending.get(tcp.connection());
        if (waiting == null) {
            return;
        }
        if (tcp instanceof Tcp.Opened) onOpened(waiting, context);
        else if (tcp instanceof Tcp.Refused) onRefused(waiting, context);
        else if (tcp instanceof Tcp.Bytes bytes) onBytes(waiting, bytes.content(), context);
        else if (tcp instanceof Tcp.Closed closed) onClosed(waiting, closed.reset(), context);
        else throw new AssertionError(tcp);
    }

    void onGiveUp(String name, ActorContext context) {
        Pending waiting = pending.get(name);
        if (waiting != null) {
            int received = waiting.received().bytes().length;
            hangUp(waiting, MeshFact.Closing.TIMED_OUT, context);
            end(
                    waiting.call(),
                    MeshFact.Ending.TIMED_OUT,
                    "curl: (28) Operation timed out after " + PATIENCE.toMillis() + " milliseconds with " + received
                            + " bytes received",
                    context);
        }
    }

    /** A service resolves to its own address; a headless one to those of its pods, and to nothing while it has none. */
    private void resolved(Call call, Directory.Entry entry, ActorContext context) {
        Service service = entry.service();
        int port = call.target().port();
        if (service.aliasOf().isPresent()) {
            connect(call, new Address(World.SOMEWHERE, port), context);
            return;
        }
        if (entry.address().isPresent()) {
            connect(call, new Address(entry.address().get(), port), context);
            return;
        }
        List<Directory.Pod> pods = directory.behind(service);
        if (pods.isEmpty()) {
            context.record(new MeshFact.NoEndpoint(call.name(), service.host(), port));
            doesNotResolve(call, context);
        } else {
            connect(call, new Address(oneOf(pods, call, context).instance().address(), port), context);
        }
    }

    private static Directory.Pod oneOf(List<Directory.Pod> pods, Call call, ActorContext context) {
        return pods.stream()
                .filter(pod ->
                        call.preferred().filter(pod.instance().id()::equals).isPresent())
                .findFirst()
                .orElseGet(() -> pods.get((int) Directory.pick(pods.size(), call.name(), 0, context)));
    }

    private void connect(Call call, Address address, ActorContext context) {
        if (Capture.ofOutbound(instance, address.host(), address.port())) {
            open(call, MeshIds.sidecar(instance.id()), address, context);
            return;
        }
        Reason why =
                instance.sidecar() ? Capture.pastOutbound(instance, address.host(), address.port()) : withoutSidecar;
        Optional<Directory.Destination> destination =
                directory.resolve(address, call.name(), call.preferred(), context);
        if (destination.isPresent()) {
            ClientSends sends = ClientSends.unprotected(call.target().scheme().ownTls());
            context.record(destination.get().chosenFor(call.name(), sends, why));
            Address pod = destination.get().address();
            context.record(new MeshFact.ConnectionRequested(call.name(), call.name(), from(call, context), pod));
            ActorId listener = staysInThePod(address)
                    ? MeshIds.application(instance.id())
                    : directory.door(pod).orElseThrow();
            open(call, listener, pod, context);
        } else {
            directory
                    .at(address.host())
                    .filter(service -> service.port(address.port()).isPresent())
                    .ifPresent(service ->
                            context.record(new MeshFact.NoEndpoint(call.name(), service.host(), address.port())));
            refuse(call, context);
        }
    }

    /**
     * What is for the pod's own address passes by its sidecar on both ways; what is for a service's leaves the pod even
     * where it comes back to it.
     */
    private boolean staysInThePod(Address called) {
        return called.host().equals(instance.address());
    }

    private void open(Call call, ActorId server, Address address, ActorContext context) {
        Reminder patience = context.remindAfter(PATIENCE, new GiveUp(call.name()));
        boolean listens =
                call.target().scheme() == CallTarget.Scheme.TCP && directory.greets(address, call.preferred());
        Optional<TlsConversation> tls = call.target().scheme().ownTls()
                ? Optional.of(ProgramTls.client(call, directory.secret(instance), network, server, context))
                : Optional.empty();
        pending.put(call.name(), new Pending(call, server, address, listens, tls, new Buffer(), patience));
        network.signal(
                server,
                new Tcp.Open(call.name(), context.self(), from(call, context), address, call.preferred()),
                context);
    }

    private Address from(Call call, ActorContext context) {
        return PodNetwork.from(instance.address(), call.name(), context);
    }

    private void onOpened(Pending waiting, ActorContext context) {
        if (waiting.listens()) {
            context.record(new MeshFact.GreetingAwaited(waiting.name()));
        } else {
            waiting.tls().ifPresentOrElse(tls -> tls.start(context), () -> ask(waiting, context));
        }
    }

    private void ask(Pending waiting, ActorContext context) {
        byte[] question = waiting.speaksHttp() ? request(waiting.call()).bytes(1) : TCP_QUESTION;
        waiting.tls()
                .ifPresentOrElse(
                        tls -> tls.send(question, context),
                        () -> network.send(
                                waiting.server(), new Tcp.Bytes(waiting.name(), Side.SERVER, question), context));
    }

    private static HttpMessage request(Call call) {
        HttpHeaders headers =
                HttpHeaders.of("Host", call.target().authority(), "User-Agent", userAgent(call), "Accept", "*/*");
        for (Map.Entry<String, String> header : call.headers().entrySet()) {
            headers = headers.with(header.getKey(), header.getValue());
        }
        return isGrpc(call)
                ? Grpc.request(call.target().path(), headers)
                : HttpMessage.request(call.method(), call.target().path(), headers);
    }

    private static String method(Call call) {
        return isGrpc(call) ? "POST" : call.method();
    }

    private static String userAgent(Call call) {
        return isGrpc(call) ? GRPC_USER_AGENT : USER_AGENT;
    }

    private static boolean isGrpc(Call call) {
        return call.target().scheme() == CallTarget.Scheme.GRPC;
    }

    private void onBytes(Pending waiting, byte[] content, ActorContext context) {
        if (waiting.listens()) {
            Pending greeted = waiting.greeted();
            pending.put(greeted.name(), greeted);
            ask(greeted, context);
        } else if (waiting.tls().isPresent()) {
            onTls(waiting, waiting.tls().get().receive(content, context), context);
        } else {
            onAnswer(waiting, content, context);
        }
    }

    private void onTls(Pending waiting, TlsConversation.Step step, ActorContext context) {
        if (step.refused().isPresent()) {
            hangUp(waiting, MeshFact.Closing.REFUSED, context);
            end(
                    waiting.call(),
                    MeshFact.Ending.CLOSED,
                    CurlTls.refused(step.refused().get()),
                    context);
            return;
        }
        if (step.completed()) {
            ask(waiting, context);
        }
        if (step.data().length > 0) {
            onAnswer(waiting, step.data(), context);
        } else if (step.over()) {
            hangUp(waiting, MeshFact.Closing.BY_PEER, context);
            end(
                    waiting.call(),
                    MeshFact.Ending.CLOSED,
                    step.broken() ? CurlTls.unreadable() : CurlTls.dismissed(step.alert()),
                    context);
        }
    }

    private void onAnswer(Pending waiting, byte[] content, ActorContext context) {
        waiting.received().append(content);
        byte[] received = waiting.received().bytes();
        if (!waiting.speaksHttp()) {
            finish(waiting, Optional.empty(), new String(received, StandardCharsets.UTF_8).strip(), context);
            return;
        }
        HttpMessage.Read read = HttpMessage.read(received);
        if (read instanceof HttpMessage.Read.Complete complete
                && complete.message().isResponse()) {
            onResponse(waiting, complete.message(), context);
        } else if (!(read instanceof HttpMessage.Read.Incomplete)) {
            hangUp(waiting, MeshFact.Closing.FAILED, context);
            end(waiting.call(), MeshFact.Ending.CLOSED, "curl: (1) Received HTTP/0.9 when not allowed", context);
        }
    }

    private void onResponse(Pending waiting, HttpMessage response, ActorContext context) {
        if (isGrpc(waiting.call())) {
            finish(waiting, Optional.of(Grpc.status(response)), Grpc.printed(response), context);
        } else {
            int status = response.status();
            finish(waiting, Optional.of(status), status + " " + response.body(), context);
        }
    }

    private void finish(Pending waiting, Optional<Integer> status, String printed, ActorContext context) {
        waiting.tls().ifPresent(tls -> tls.close(context));
        hangUp(waiting, MeshFact.Closing.DONE, context);
        context.record(new MeshFact.CallEnded(waiting.name(), MeshFact.Ending.ANSWERED, status, printed));
    }

    private void onRefused(Pending waiting, ActorContext context) {
        forget(waiting);
        refuse(waiting.call(), context);
    }

    private void refuse(Call call, ActorContext context) {
        end(
                call,
                MeshFact.Ending.REFUSED,
                "curl: (7) Failed to connect to " + call.target().host() + " port "
                        + call.target().port() + ": Connection refused",
                context);
    }

    private static void doesNotResolve(Call call, ActorContext context) {
        end(
                call,
                MeshFact.Ending.NO_SUCH_HOST,
                "curl: (6) Could not resolve host: " + call.target().host(),
                context);
    }

    private void onClosed(Pending waiting, boolean reset, ActorContext context) {
        hangUp(waiting, MeshFact.Closing.BY_PEER, context);
        MeshFact.Ending ending = reset ? MeshFact.Ending.RESET : MeshFact.Ending.CLOSED;
        end(waiting.call(), ending, cut(waiting, reset), context);
    }

    private static String cut(Pending waiting, boolean reset) {
        if (waiting.tls().isPresent()) {
            return waiting.tls().get().session().isPresent()
                    ? CurlTls.cut(reset)
                    : CurlTls.cutDuringHandshake(waiting.call().target(), reset);
        }
        return reset ? "curl: (56) Recv failure: Connection reset by peer" : "curl: (52) Empty reply from server";
    }

    private void hangUp(Pending waiting, MeshFact.Closing why, ActorContext context) {
        forget(waiting);
        if (isDirect(waiting)) {
            context.record(new MeshFact.ConnectionClosed(waiting.name(), Side.CLIENT, why));
        }
        network.signal(waiting.server(), new Tcp.Closed(waiting.name(), Side.SERVER, false), context);
    }

    private boolean isDirect(Pending waiting) {
        return !waiting.server().equals(MeshIds.sidecar(instance.id()));
    }

    private void forget(Pending waiting) {
        waiting.patience().cancel();
        pending.remove(waiting.name());
    }

    /** A library of gRPC makes a status up where none came. */
    private static void end(Call call, MeshFact.Ending ending, String printed, ActorContext context) {
        context.record(
                isGrpc(call)
                        ? new MeshFact.CallEnded(
                                call.name(),
                                ending,
                                Optional.of(Grpc.status(ending)),
                                Grpc.printed(ending, call.target()))
                        : new MeshFact.CallEnded(call.name(), ending, Optional.empty(), printed));
    }
}
