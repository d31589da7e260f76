package padlock.tls.handshake;

final class Versions {
    private Versions() {}

    static void check(TlsVersion lowest, TlsVersion highest) {
        if (lowest.compareTo(highest) > 0) {
            throw new IllegalArgumentException("the lowest version " + lowest + " is above the highest, " + highest);
        }
    }
}
