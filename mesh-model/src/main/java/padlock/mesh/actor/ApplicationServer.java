package padlock.mesh.actor;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import padlock.mesh.policy.Reason;
import padlock.mesh.resource.Instance;
import padlock.mesh.resource.Speech;
import padlock.sim.ActorContext;
import padlock.tls.handshake.ClientHello;

/**
 * The answering half of a program: HTTP and TCP, in TLS of its own on the ports where it speaks that. Whoever comes to
 * it the wrong way is told so in HTTP, in plaintext.
 */
final class ApplicationServer {

    private static final String ANSWER = "OK";
    private static final String GREETING = "READY\n";
    private static final int TLS_HANDSHAKE_RECORD = 0x16;

    private final Instance instance;
    private final List<Reason> injection;
    private final PodNetwork network;
    private final SortedMap<String, Accepted> connections = new TreeMap<>();
    private Directory directory;

    /** @param questions how many there were in HTTP */
    private record Accepted(Tcp.Open open, Buffer received, Optional<TlsConversation> tls, int questions) {

        Accepted over(TlsConversation conversation) {
            return new Accepted(open, received, Optional.of(conversation), questions);
        }

        Accepted askedAgain() {
            return new Accepted(open, received, tls, questions + 1);
        }

        String connection() {
            return open.connection();
        }

        /** Whether it came over the network, and not from the pod's own sidecar. */
        boolean isDirect() {
            return isDirect(open);
        }

        static boolean isDirect(Tcp.Open open) {
            return !open.from().host().equals(PodNetwork.PROXY_ADDRESS);
        }
    }

    ApplicationServer(Instance instance, List<Reason> injection, PodNetwork network, Directory directory) {
        this.instance = instance;
        this.injection = List.copyOf(injection);
        this.network = network;
        this.directory = directory;
    }

    /** The connections of a pod end with it. */
    void onDirectory(Directory now, ActorContext context) {
        directory = now;
        for (Accepted accepted : List.copyOf(connections.values())) {
            if (accepted.isDirect() && now.pod(accepted.open().from().host()).isEmpty()) {
                onHungUp(accepted, context);
            }
        }
    }

    void receive(Tcp tcp, ActorContext context) {
        if (tcp instanceof Tcp.Open open) {
            onOpen(open, context);
            return;
        }
        Accepted accepted = connections.get(tcp.connection());
        if (accepted == null) {
            return;
        }
        if (tcp instanceof Tcp.Bytes bytes) onBytes(accepted, bytes.content(), context);
        else if (tcp instanceof Tcp.Closed) onHungUp(accepted, context);
        else throw new AssertionError(tcp);
    }

    /** What is addressed to a pod of this name that ran before is for nobody. */
    private void onOpen(Tcp.Open open, ActorContext context) {
        int port = open.target().port();
        Optional<Directory.Pod> own = directory.pod(open.target().host());
        if (own.filter(pod -> isThis(pod.instance())).isEmpty()) {
            return;
        }
        boolean direct = Accepted.isDirect(open);
        if (!own.get().listensOn(port)) {
            if (direct) {
                context.record(new MeshFact.ConnectionRefused(open.connection(), port));
            }
            network.signal(open.client(), new Tcp.Refused(open.connection()), context);
            return;
        }
        if (direct) {
            context.record(new MeshFact.ConnectionAccepted(open.connection(), port, Optional.empty(), reasons(port)));
        }
        Accepted accepted = new Accepted(open, new Buffer(), Optional.empty(), 0);
        connections.put(open.connection(), accepted);
        network.signal(open.client(), new Tcp.Opened(open.connection()), context);
        if (own.get().greeting().contains(port)) {
            answer(accepted, GREETING.getBytes(StandardCharsets.UTF_8), context);
        }
    }

    private boolean isThis(Instance addressed) {
        return addressed.equals(instance) || World.is(addressed) && World.is(instance);
    }

    private List<Reason> reasons(int port) {
        return instance.sidecar() ? List.of(Capture.pastInbound(instance, port)) : injection;
    }

    private void onBytes(Accepted accepted, byte[] content, ActorContext context) {
        if (accepted.tls().isPresent()) {
            onTls(accepted, accepted.tls().get().receive(content, context), context);
            return;
        }
        Speech speech = directory.speech(instance, accepted.open().target().port());
        if (content[0] == TLS_HANDSHAKE_RECORD && speech.takesTls()) {
            onTls(accepted, content, context);
        } else if (speech.takesPlaintext()) {
            onQuestion(accepted, content, context);
        } else {
            onPlaintext(accepted, content, context);
        }
    }

    /** To a program that speaks TLS, HTTP without it is at least something to answer. */
    private void onPlaintext(Accepted accepted, byte[] content, ActorContext context) {
        if (HttpMessage.looksLikeHttp(content)) {
            refuse(accepted, "Client sent an HTTP request to an HTTPS server.", context);
        } else {
            hangUp(accepted, context);
        }
    }

    private void onTls(Accepted accepted, byte[] hello, ActorContext context) {
        TlsConversation conversation =
                ProgramTls.server(accepted.open(), instance, ClientHello.inspect(hello), directory, network, context);
        Accepted secured = accepted.over(conversation);
        connections.put(accepted.connection(), secured);
        conversation.start(context);
        onTls(secured, conversation.receive(hello, context), context);
    }

    private void onTls(Accepted accepted, TlsConversation.Step step, ActorContext context) {
        if (step.refused().isPresent() || step.broken()) {
            hangUp(accepted, context);
        } else if (step.data().length > 0) {
            onQuestion(accepted, step.data(), context);
        }
    }

    private void onQuestion(Accepted accepted, byte[] content, ActorContext context) {
        accepted.received().append(content);
        HttpMessage.Read read = HttpMessage.read(accepted.received().bytes());
        if (read instanceof HttpMessage.Read.Complete complete) {
            accepted.received().skip(complete.length());
            Accepted asked = accepted.askedAgain();
            connections.put(asked.connection(), asked);
            answer(asked, response(complete.message()).bytes(asked.questions()), context);
        } else if (read instanceof HttpMessage.Read.Malformed) {
            onOtherBytes(accepted, context);
        }
    }

    private void onOtherBytes(Accepted accepted, ActorContext context) {
        byte[] received = accepted.received().takeAll();
        if (received[0] == TLS_HANDSHAKE_RECORD) {
            refuse(accepted, "", context);
        } else {
            answer(accepted, ANSWER.getBytes(StandardCharsets.UTF_8), context);
        }
    }

    private void refuse(Accepted accepted, String why, ActorContext context) {
        byte[] refusal = HttpMessage.response(400, HttpHeaders.of("connection", "close"), why)
                .bytes(1);
        answer(accepted, refusal, context);
        hangUp(accepted, context);
    }

    private void hangUp(Accepted accepted, ActorContext context) {
        close(accepted, MeshFact.Closing.REFUSED, context);
        network.signal(accepted.open().client(), new Tcp.Closed(accepted.connection(), Side.CLIENT, false), context);
    }

    private void onHungUp(Accepted accepted, ActorContext context) {
        close(accepted, MeshFact.Closing.BY_PEER, context);
    }

    private void close(Accepted accepted, MeshFact.Closing why, ActorContext context) {
        connections.remove(accepted.connection());
        if (accepted.isDirect()) {
            context.record(new MeshFact.ConnectionClosed(accepted.connection(), Side.SERVER, why));
        }
    }

    private void answer(Accepted accepted, byte[] content, ActorContext context) {
        accepted.tls()
                .ifPresentOrElse(
                        tls -> tls.send(content, context),
                        () -> network.send(
                                accepted.open().client(),
                                new Tcp.Bytes(accepted.connection(), Side.CLIENT, content),
                                context));
    }

    private static HttpMessage response(HttpMessage question) {
        if (Grpc.isOf(question)) {
            return Grpc.answer();
        }
        return question.asksForWebSocket() ? HttpMessage.switchingToWebSocket() : ok();
    }

    private static HttpMessage ok() {
        return HttpMessage.response(200, HttpHeaders.of("content-type", "text/plain"), ANSWER);
    }
}
