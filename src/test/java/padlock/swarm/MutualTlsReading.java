package padlock.swarm;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import padlock.mesh.history.CallReason;
import padlock.mesh.resource.MutualTlsMode;
import padlock.mesh.resource.PortProtocol.Handling;
import padlock.swarm.DecisionTable.Bytes;
import padlock.swarm.DecisionTable.Ending;
import padlock.swarm.DecisionTable.Opinion;
import padlock.swarm.DecisionTable.Wire;

/**
 * The semantics of mutual TLS read a second time, rule by rule from the manifests as they are written, without any of
 * Padlock's own compilation: who is called, what the client sends, what the server demands, and what comes of it.
 */
final class MutualTlsReading {

    private static final Wire PLAIN = new Wire(Bytes.PLAIN, Opinion.FINE);

    private final List<ReadWorkload> workloads;
    private final List<ReadService> services;
    private final ServerReading servers;
    private final ClientReading clients;

    /**
     * A call of a program.
     *
     * @param host as the program writes it
     * @param endpoint whom the load balancer is to choose
     */
    record Question(ReadWorkload from, String host, int port, boolean tcp, ReadService service, ReadWorkload endpoint) {

        boolean isOwn() {
            return from.equals(endpoint);
        }

        /** Whether the program speaks HTTP where sidecars can see it. */
        boolean speaksHttp() {
            return !tcp && !service.speaksTls(port);
        }

        @Override
        public String toString() {
            return from.namespace() + "/" + from.name() + " to " + (tcp ? "tcp" : service.protocol(port)) + "://" + host
                    + ":" + port + " at " + endpoint.namespace() + "/" + endpoint.name();
        }
    }

    /**
     * What comes of a call.
     *
     * @param mode what the server's port demands; empty where no sidecar demands anything
     * @param sentBy the one resource that decides what is sent, where there is one
     * @param modeBy the policy that decides the mode
     */
    record Told(
            Ending ending,
            Optional<MutualTlsMode> mode,
            Optional<Bytes> sends,
            Optional<String> sentBy,
            Optional<String> modeBy) {}

    MutualTlsReading(List<String> documents) {
        ReadManifests manifests = new ReadManifests(documents);
        workloads = ReadWorkload.of(manifests);
        services = ReadService.of(manifests);
        servers = new ServerReading(manifests);
        clients = new ClientReading(manifests, workloads);
    }

    /** Every call that can be asked about. */
    List<Question> questions() {
        List<Question> questions = new ArrayList<>();
        for (ReadService service : services) {
            for (ReadWorkload from : workloads) {
                if (!from.isMachine() && service.alias().isEmpty()) {
                    names(service, from).forEach(host -> questions.addAll(questions(from, host, service)));
                }
            }
        }
        return questions;
    }

    private List<Question> questions(ReadWorkload from, String host, ReadService service) {
        return service.ports().stream()
                .flatMap(port -> service.endpoints(port, workloads).stream()
                        .flatMap(endpoint -> Stream.of(false, true)
                                .filter(tcp -> !tcp || service.handling(port) == Handling.AUTO)
                                .map(tcp -> new Question(
                                        from, host, port, tcp || isTcp(service, port), service, endpoint))))
                .toList();
    }

    private static boolean isTcp(ReadService service, int port) {
        return service.handling(port) == Handling.TCP && !service.speaksTls(port);
    }

    /** What this client would write for the service: R5.4 is about rules, this is DNS and its search list. */
    private List<String> names(ReadService service, ReadWorkload from) {
        if (service.isEntry()) {
            return from.sidecar() ? List.of(service.host()) : List.of();
        }
        List<String> names =
                new ArrayList<>(List.of(service.host(), service.host().replaceFirst("\\.svc.*", "")));
        if (from.namespace().equals(service.namespace())) {
            names.add(service.host().replaceFirst("\\..*", ""));
        }
        services.stream()
                .filter(other -> other.alias().filter(service.host()::equals).isPresent())
                .forEach(other -> names.add(other.host()));
        return names;
    }

    /** What is told of a call; empty where the document leaves it open. */
    Optional<Told> answer(Question question) {
        // What a machine outside the mesh speaks no rule tells.
        boolean anybodysGuess = question.endpoint().isMachine()
                && services.stream()
                        .anyMatch(each -> each.external() && each.all(workloads).contains(question.endpoint()));
        if (anybodysGuess || sharesItsAddress(question)) {
            return Optional.empty();
        }
        return question.from().captures(question.port()) && !(question.service().headless() && question.isOwn())
                ? throughTheSidecar(question)
                : Optional.of(of(
                        question, question.endpoint(), new ClientReading.Sent(PLAIN, Opinion.FINE, Optional.empty())));
    }

    /** Whether connections to the pod may be for another headless service as well, which no rule tells apart. */
    private boolean sharesItsAddress(Question question) {
        return question.service().headless()
                && services.stream()
                                .filter(each -> each.headless() && each.ports().contains(question.port()))
                                .filter(each -> each.all(workloads).contains(question.endpoint()))
                                .count()
                        > 1;
    }

    private Optional<Told> throughTheSidecar(Question question) {
        ReadService service = question.service();
        ReadWorkload client = question.from();
        if (!clients.knows(client, service)) {
            if (isTakenByAnEntry(question)) {
                return Optional.empty();
            }
            return clients.refusesWhatItDoesNotKnow(client)
                    ? Optional.of(nowhere(CallReason.NO_SUCH_HOST))
                    : Optional.of(of(
                            question,
                            question.endpoint(),
                            new ClientReading.Sent(PLAIN, Opinion.FINE, Optional.empty())));
        }
        Optional<String> subset = question.speaksHttp() ? clients.subset(service) : Optional.empty();
        if (subset.isPresent()) {
            Optional<Map<String, String>> labels = clients.labels(service, subset.get(), client);
            boolean nobody = labels.isEmpty()
                    || service.endpoints(question.port(), workloads).stream()
                            .noneMatch(each -> each.isSelectedBy(labels.get()));
            if (nobody) {
                return Optional.of(nowhere(CallReason.NO_ENDPOINT));
            } else if (!question.endpoint().isSelectedBy(labels.get())) {
                return Optional.empty();
            }
        }
        return clients.sent(client, question, subset).map(sent -> of(question, question.endpoint(), sent));
    }

    /** R6.12: whether a host outside, of which no address is known, has all that goes to the port. */
    private boolean isTakenByAnEntry(Question question) {
        int port = question.port();
        return services.stream()
                .filter(each -> each.isEntry() && each.ports().contains(port))
                .filter(each -> each.handling(port) == Handling.TCP && !each.speaksTls(port))
                .anyMatch(each -> clients.knows(question.from(), each));
    }

    private static Told nowhere(CallReason reason) {
        return new Told(Ending.failed(reason), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private Told of(Question question, ReadWorkload server, ClientReading.Sent sent) {
        ReadService service = question.service();
        int port = service.target(question.port(), server).orElseThrow();
        boolean taken = server.takes(port) && !(service.headless() && question.isOwn());
        ServerReading.Mode mode = servers.on(server, port);
        Optional<MutualTlsMode> demanded = Optional.of(mode.value()).filter(any -> taken);
        Ending ending = service.speaksTls(question.port())
                ? DecisionTable.ofOwnTls(sent.wire(), sent.ofProgram(), demanded)
                : DecisionTable.of(sent.wire(), demanded, service.handling(question.port()));
        return new Told(
                ending,
                demanded,
                Optional.of(sent.wire().bytes()),
                sent.by(),
                mode.by().filter(any -> taken));
    }
}
