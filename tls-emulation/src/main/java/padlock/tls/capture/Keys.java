package padlock.tls.capture;

import java.util.Arrays;
import java.util.Optional;

/** What is known of a connection's keys, as its messages go by. */
final class Keys {

    private final Secrets secrets;
    private final Lane client = new Lane("CLIENT", true);
    private final Lane server = new Lane("SERVER", false);
    private byte[] clientRandom = {};
    private byte[] serverRandom = {};
    private Optional<Suite> suite = Optional.empty();
    private boolean tls13;

    /** One direction. */
    private final class Lane {
        private final String name;
        private final boolean ofClient;
        private Optional<RecordKey> key = Optional.empty();
        private boolean encrypted;

        Lane(String name, boolean ofClient) {
            this.name = name;
            this.ofClient = ofClient;
        }

        private void use(String label) {
            encrypted = true;
            key = suite.flatMap(chosen ->
                    secrets.find(name + label, clientRandom).map(secret -> RecordKey.ofSecret(chosen, secret)));
        }

        private void use12() {
            encrypted = true;
            key = suite.flatMap(chosen -> secrets.find("CLIENT_RANDOM", clientRandom)
                    .map(master -> RecordKey.ofMaster(chosen, master, clientRandom, serverRandom, ofClient)));
        }
    }

    Keys(Secrets secrets) {
        this.secrets = secrets;
    }

    void sawClientHello(byte[] random) {
        clientRandom = random;
    }

    void sawServerHello(byte[] random, int suiteCode, boolean version13) {
        serverRandom = random;
        suite = Suite.of(suiteCode);
        tls13 = version13;
        if (tls13) {
            client.use("_HANDSHAKE_TRAFFIC_SECRET");
            server.use("_HANDSHAKE_TRAFFIC_SECRET");
        }
    }

    void sawFinished(boolean fromClient) {
        if (tls13) {
            lane(fromClient).use("_TRAFFIC_SECRET_0");
        }
    }

    void sawChangeCipherSpec(boolean fromClient) {
        if (!tls13) {
            lane(fromClient).use12();
        }
    }

    boolean tls13() {
        return tls13;
    }

    boolean encrypts(boolean fromClient, int recordType) {
        return lane(fromClient).encrypted && (!tls13 || recordType == Transcript.APPLICATION_DATA);
    }

    Optional<byte[]> open(boolean fromClient, byte[] record) {
        byte[] header = Arrays.copyOf(record, Transcript.HEADER);
        byte[] body = Arrays.copyOfRange(record, Transcript.HEADER, record.length);
        return lane(fromClient).key.flatMap(key -> key.open(header, body));
    }

    private Lane lane(boolean ofClient) {
        return ofClient ? client : server;
    }
}
