package padlock.mesh.history;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import padlock.mesh.actor.AccessLogEntry;
import padlock.mesh.actor.MeshFact;
import padlock.mesh.actor.Side;
import padlock.mesh.policy.Reason;

/** All that is recorded of one connection across the network, whichever calls it served. */
final class ConnectionFacts {

    private final String name;
    private CallFacts user;
    private Optional<MeshFact.ConnectionAccepted> accepted = Optional.empty();
    private Optional<MeshFact.HandshakeCompleted> clientCompleted = Optional.empty();
    private Optional<MeshFact.HandshakeCompleted> serverCompleted = Optional.empty();
    private List<Reason> gatewayServer = List.of();
    private boolean filterChainChosen;
    private boolean knowsStranger;
    private boolean handshakeRefused;
    private final SortedMap<Integer, MeshFact.AccessDecided> decisions = new TreeMap<>();
    private final SortedMap<Integer, AccessLogEntry> serverLog = new TreeMap<>();

    ConnectionFacts(String name, CallFacts firstUser) {
        this.name = name;
        this.user = firstUser;
    }

    String name() {
        return name;
    }

    /** The call that the connection serves now, or served last. */
    CallFacts user() {
        return user;
    }

    void serves(CallFacts call) {
        user = call;
    }

    void accepted(MeshFact.ConnectionAccepted taken) {
        accepted = Optional.of(taken);
    }

    /** A gateway took it, as one of its servers says. */
    void choseServer(List<Reason> reasons) {
        gatewayServer = List.copyOf(reasons);
    }

    void choseFilterChain() {
        filterChainChosen = true;
    }

    void completed(MeshFact.HandshakeCompleted completed) {
        if (completed.side() == Side.CLIENT) {
            clientCompleted = Optional.of(completed);
        } else {
            serverCompleted = Optional.of(completed);
        }
    }

    /** The client showed a certificate, which names no workload. */
    void knowsStranger() {
        knowsStranger = true;
    }

    void refusedHandshake() {
        handshakeRefused = true;
    }

    void decided(MeshFact.AccessDecided decided) {
        decisions.put(decided.request(), decided);
    }

    void logged(int request, AccessLogEntry entry) {
        serverLog.put(request, entry);
    }

    Optional<MeshFact.ConnectionAccepted> accepted() {
        return accepted;
    }

    /** Why the server's side takes it as it does. */
    List<Reason> takenBecause() {
        return Stream.concat(accepted.stream().flatMap(taken -> taken.reasons().stream()), gatewayServer.stream())
                .toList();
    }

    Optional<MeshFact.HandshakeCompleted> clientCompleted() {
        return clientCompleted;
    }

    Optional<MeshFact.HandshakeCompleted> serverCompleted() {
        return serverCompleted;
    }

    Optional<MeshFact.AccessDecided> decision(int request) {
        return Optional.ofNullable(decisions.get(request));
    }

    Optional<AccessLogEntry> serverLog(int request) {
        return Optional.ofNullable(serverLog.get(request));
    }

    /** The server's side learned who calls. */
    boolean knowsCaller() {
        return knowsStranger
                || serverCompleted.flatMap(MeshFact.HandshakeCompleted::peer).isPresent();
    }

    /** TLS stands when both ends completed their handshake and neither took it back. */
    boolean secured() {
        return clientCompleted.isPresent() && serverCompleted.isPresent() && !handshakeRefused;
    }

    /** The server's sidecar waits for the first bytes, to choose a filter chain by them. */
    boolean inspected() {
        return accepted.flatMap(MeshFact.ConnectionAccepted::mode).isPresent() && !filterChainChosen;
    }

    /** The server's side took the bytes as they are. */
    boolean takenInPlaintext() {
        return accepted.filter(taken -> taken.mode().isEmpty() || filterChainChosen)
                .isPresent();
    }
}
