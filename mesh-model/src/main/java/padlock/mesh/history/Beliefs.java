package padlock.mesh.history;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import padlock.mesh.actor.MeshFact;
import padlock.mesh.actor.Side;
import padlock.mesh.policy.AccessDecision;
import padlock.sim.Event;
import padlock.sim.recording.Recording;

/** What the two ends of a connection believe of it at an instant, in words. */
final class Beliefs {

    private final String connection;
    private String client = "has asked for the connection";
    private String server = "knows nothing of it yet";
    private boolean clientSettled;
    private boolean serverSettled;

    private Beliefs(String connection) {
        this.connection = connection;
    }

    /**
     * What was believed at an instant, after what happened then.
     *
     * @param yetToCome how many flights arrive at the same instant, but later
     */
    static Beliefs of(String connection, Recording recording, Instant at, long yetToCome) {
        Beliefs beliefs = new Beliefs(connection);
        SortedMap<Long, List<MeshFact>> then = new TreeMap<>();
        for (Event event : recording.events()) {
            if (event.fact() instanceof MeshFact fact && event.at().isBefore(at)) {
                beliefs.add(fact);
            } else if (event.fact() instanceof MeshFact fact && event.at().equals(at) && beliefs.concerns(fact)) {
                then.computeIfAbsent(event.step(), step -> new ArrayList<>()).add(fact);
            }
        }
        then.values().stream()
                .limit(Math.max(1, then.size() - yetToCome))
                .forEach(facts -> facts.forEach(beliefs::add));
        return beliefs;
    }

    /** Whether a fact changes what is believed. */
    private boolean concerns(MeshFact fact) {
        Beliefs other = new Beliefs(connection);
        other.add(fact);
        return !other.client.equals(new Beliefs(connection).client)
                || !other.server.equals(new Beliefs(connection).server);
    }

    String of(Side side) {
        return side == Side.CLIENT ? client : server;
    }

    private void add(MeshFact fact) {
        if (fact instanceof MeshFact.ConnectionAccepted taken && mine(taken.connection())) onAccepted(taken);
        else if (fact instanceof MeshFact.FilterChainMissing missing && mine(missing.connection())) onMissing(missing);
        else if (fact instanceof MeshFact.GatewayServerMissing missing && mine(missing.connection()))
            say(Side.SERVER, "has no server for " + asked(missing) + "; it resets", true);
        else if (fact instanceof MeshFact.HandshakeCompleted done && mine(done.connection()))
            say(done.side(), connected(done), false);
        else if (fact instanceof MeshFact.HandshakeRefused refused && mine(refused.connection()))
            say(refused.side(), refusal(refused), true);
        else if (fact instanceof MeshFact.AlertArrivedLate late && mine(late.connection()))
            say(late.side(), "thought it was connected, and learns now that it was refused: " + late.alert(), true);
        else if (fact instanceof MeshFact.RecordRefused refused && mine(refused.connection()))
            say(refused.side(), "finds a record altered on its way, and breaks off, alert " + refused.alert(), true);
        else if (fact instanceof MeshFact.CertificateMissing missing && mine(missing.connection()))
            say(missing.side(), "has no certificate yet, and gives up", true);
        else if (fact instanceof MeshFact.ProtocolError error && mine(error.connection()))
            say(Side.SERVER, "cannot read these bytes, which are not what the port speaks, and closes", true);
        else if (fact instanceof MeshFact.AccessDecided decided && mine(decided.connection())) onDecided(decided);
        else if (fact instanceof MeshFact.ConnectionClosed closed && mine(closed.connection())) onClosed(closed);
    }

    private boolean mine(String other) {
        return other.equals(connection);
    }

    private void onAccepted(MeshFact.ConnectionAccepted taken) {
        client = "waits for an answer";
        server = "took the connection, does not know who calls"
                + taken.mode().map(mode -> "; the port is " + mode).orElse("");
    }

    private void onMissing(MeshFact.FilterChainMissing missing) {
        String bytes = missing.tls() ? "TLS that is not Istio's" : "plaintext";
        say(Side.SERVER, "refuses: " + bytes + " on a port that is " + missing.mode() + "; it resets", true);
    }

    private static String asked(MeshFact.GatewayServerMissing missing) {
        return missing.tls() ? missing.serverName().orElse("TLS without a name") : "plaintext";
    }

    private void onDecided(MeshFact.AccessDecided decided) {
        boolean denied = decided.decision() instanceof AccessDecision.Denied;
        say(Side.SERVER, denied ? "denies this request by policy" : "lets this request through", false);
    }

    private void onClosed(MeshFact.ConnectionClosed closed) {
        if (!(closed.side() == Side.CLIENT ? clientSettled : serverSettled)) {
            boolean byPeer = closed.why() == MeshFact.Closing.BY_PEER;
            say(closed.side(), byPeer ? "finds the connection closed" : "has closed the connection", true);
        }
    }

    private static String connected(MeshFact.HandshakeCompleted done) {
        return "is connected over " + done.version()
                + done.peer()
                        .map(peer -> ", and has verified that the other side is " + peer)
                        .orElse(", and has not verified who the other side is");
    }

    private static String refusal(MeshFact.HandshakeRefused refused) {
        String alert = refused.alert().map(sent -> ", alert " + sent).orElse("");
        if (refused.byPeer()) {
            return "was refused" + alert;
        }
        String reason = refused.reason().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return "refuses the other side: " + reason + alert;
    }

    /** What an end believes last before the connection is over is what it will remember. */
    private void say(Side side, String words, boolean settled) {
        if (side == Side.CLIENT) {
            client = words;
            clientSettled |= settled;
        } else {
            server = words;
            serverSettled |= settled;
        }
    }
}
