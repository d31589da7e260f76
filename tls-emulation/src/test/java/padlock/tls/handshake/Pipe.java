package padlock.tls.handshake;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A client and a server joined back to back; it hands each flight over until both are silent. */
final class Pipe {
    /** One flight with what its receiver made of it. */
    record Flight(String from, byte[] bytes) {}

    final TlsEndpoint client;
    final TlsEndpoint server;
    final List<Flight> flights = new ArrayList<>();
    final List<String> events = new ArrayList<>();
    final ByteArrayOutputStream clientReads = new ByteArrayOutputStream();
    final ByteArrayOutputStream serverReads = new ByteArrayOutputStream();
    private final Instant at;
    private UnaryOperator<Flight> fault = flight -> flight;
    private Optional<HandshakeOutcome> clientOutcome = Optional.empty();
    private Optional<HandshakeOutcome> serverOutcome = Optional.empty();

    private Pipe(TlsEndpoint client, TlsEndpoint server, Instant at) {
        this.client = client;
        this.server = server;
        this.at = at;
    }

    static Pipe between(TlsEndpoint client, TlsEndpoint server, Instant at) {
        return new Pipe(client, server, at);
    }

    Pipe altering(UnaryOperator<Flight> alteration) {
        fault = alteration;
        return this;
    }

    Pipe pump() {
        server.start();
        byte[] toServer = note("client", client.start());
        exchange(toServer);
        return this;
    }

    void clientSends(byte[] data) {
        exchange(note("client", client.send(data)));
    }

    void serverSends(byte[] data) {
        byte[] toClient = note("server", server.send(data));
        exchange(toClient.length == 0 ? toClient : note("client", client.receive(handOver("server", toClient), at)));
    }

    void clientCloses() {
        exchange(note("client", client.close()));
    }

    private void exchange(byte[] first) {
        byte[] toServer = first;
        while (toServer.length > 0) {
            byte[] toClient = note("server", server.receive(handOver("client", toServer), at));
            if (toClient.length == 0) return;
            toServer = note("client", client.receive(handOver("server", toClient), at));
        }
    }

    private byte[] handOver(String from, byte[] bytes) {
        Flight flight = fault.apply(new Flight(from, bytes.clone()));
        flights.add(flight);
        return flight.bytes();
    }

    private byte[] note(String who, TlsProgress progress) {
        told(progress).forEach(event -> events.add(who + " " + event));
        if (who.equals("client")) clientOutcome = clientOutcome.or(progress::outcome);
        else serverOutcome = serverOutcome.or(progress::outcome);
        (who.equals("client") ? clientReads : serverReads).writeBytes(progress.applicationData());
        return progress.outgoing();
    }

    /** What an endpoint learnt in one step. */
    static List<String> told(TlsProgress progress) {
        List<String> events = new ArrayList<>();
        progress.outcome().ifPresent(outcome -> events.add(describe(outcome)));
        progress.alertSent().ifPresent(alert -> events.add("sends " + alert));
        progress.alertReceived().ifPresent(alert -> events.add("receives " + alert));
        return events;
    }

    private static String describe(HandshakeOutcome outcome) {
        if (outcome instanceof HandshakeOutcome.Established) return "is connected";
        if (outcome instanceof HandshakeOutcome.Refused refused)
            return (refused.by() == Side.SELF ? "refuses: " : "is refused: ") + refused.reason();
        throw new AssertionError(outcome);
    }

    Session clientSession() {
        return ((HandshakeOutcome.Established) clientOutcome.orElseThrow()).session();
    }

    Session serverSession() {
        return ((HandshakeOutcome.Established) serverOutcome.orElseThrow()).session();
    }

    HandshakeOutcome.Refused clientRefusal() {
        return (HandshakeOutcome.Refused) clientOutcome.orElseThrow();
    }

    HandshakeOutcome.Refused serverRefusal() {
        return (HandshakeOutcome.Refused) serverOutcome.orElseThrow();
    }

    byte[] allBytes() {
        var all = new ByteArrayOutputStream();
        flights.forEach(flight -> all.writeBytes(flight.bytes()));
        return all.toByteArray();
    }
}
