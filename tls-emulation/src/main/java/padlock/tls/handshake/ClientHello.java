package padlock.tls.handshake;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Looks at the first bytes of a connection as a TLS inspector does, without taking them. Like BoringSSL it says nothing
 * before it has seen a whole record header: a client that sends less and waits is left waiting.
 */
public final class ClientHello {
    private static final int RECORD_HEADER = 5;
    private static final int HANDSHAKE_HEADER = 4;
    private static final int HANDSHAKE_RECORD = 22;
    private static final int MAJOR_VERSION = 3;
    private static final int LONGEST_RECORD = 16384;
    /** An inspector reads no more than this before it gives up. */
    private static final int LONGEST_HELLO = 16384;

    private static final int CLIENT_HELLO = 1;
    private static final int SERVER_NAME = 0;
    private static final int HOST_NAME = 0;
    private static final int ALPN = 16;
    private static final int SUPPORTED_VERSIONS = 43;

    private Optional<String> serverName = Optional.empty();
    private List<String> alpn = List.of();
    private List<TlsVersion> versions = List.of();
    private boolean malformed;

    private ClientHello() {}

    public static Sniff inspect(byte[] firstBytes) {
        var message = new ByteArrayOutputStream();
        var records = new ByteCursor(firstBytes);
        while (records.remaining() >= RECORD_HEADER) {
            int type = records.number(1);
            int major = records.number(1);
            records.number(1);
            int length = records.number(2);
            if (type != HANDSHAKE_RECORD || major != MAJOR_VERSION || length == 0 || length > LONGEST_RECORD)
                return new Sniff.NotTls();
            message.writeBytes(
                    records.slice(Math.min(length, records.remaining())).rest());
            Optional<Sniff> decided = inspectMessage(message.toByteArray());
            if (decided.isPresent()) return decided.get();
        }
        return new Sniff.NeedMore();
    }

    private static Optional<Sniff> inspectMessage(byte[] soFar) {
        if (soFar.length > 0 && soFar[0] != CLIENT_HELLO) return Optional.of(new Sniff.NotTls());
        if (soFar.length < HANDSHAKE_HEADER) return Optional.empty();
        var message = new ByteCursor(soFar);
        message.number(1);
        int length = message.number(3);
        if (length > LONGEST_HELLO) return Optional.of(new Sniff.NotTls());
        if (length > message.remaining()) return Optional.empty();
        return Optional.of(new ClientHello().read(message.slice(length)));
    }

    private Sniff read(ByteCursor body) {
        List<TlsVersion> legacy = version(body.number(2)).map(List::of).orElse(List.of());
        body.slice(32);
        ByteCursor session = body.vector(1);
        ByteCursor suites = body.vector(2);
        ByteCursor compressions = body.vector(1);
        malformed = session.remaining() > 32
                || suites.remaining() < 2
                || suites.remaining() % 2 != 0
                || compressions.remaining() < 1;
        versions = legacy;
        if (!body.atEnd()) readExtensions(body.vector(2));
        return malformed || body.failed() || !body.atEnd()
                ? new Sniff.NotTls()
                : new Sniff.Hello(serverName, alpn, versions);
    }

    private void readExtensions(ByteCursor extensions) {
        var seen = new ArrayList<Integer>();
        while (!extensions.atEnd()) {
            int type = extensions.number(2);
            ByteCursor value = extensions.vector(2);
            if (seen.contains(type)) malformed = true;
            seen.add(type);
            if (type == SERVER_NAME) readServerName(value);
            else if (type == ALPN) readAlpn(value);
            else if (type == SUPPORTED_VERSIONS) readVersions(value);
        }
        if (extensions.failed()) malformed = true;
    }

    private void readServerName(ByteCursor value) {
        ByteCursor names = value.vector(2);
        int kind = names.number(1);
        serverName = names.vector(2).text();
        if (kind != HOST_NAME || serverName.isEmpty() || serverName.get().indexOf('\0') >= 0) malformed = true;
        if (names.failed() || !names.atEnd() || !value.atEnd()) malformed = true;
    }

    private void readAlpn(ByteCursor value) {
        ByteCursor names = value.vector(2);
        var found = new ArrayList<String>();
        if (names.atEnd()) malformed = true;
        while (!names.atEnd()) names.vector(1).text().ifPresentOrElse(found::add, () -> malformed = true);
        if (names.failed() || !value.atEnd()) malformed = true;
        alpn = found;
    }

    private void readVersions(ByteCursor value) {
        ByteCursor codes = value.vector(1);
        var found = new ArrayList<TlsVersion>();
        if (codes.atEnd()) malformed = true;
        while (!codes.atEnd()) version(codes.number(2)).ifPresent(found::add);
        if (codes.failed() || !value.atEnd()) malformed = true;
        versions = found;
    }

    private static Optional<TlsVersion> version(int code) {
        if (code == 0x0303) return Optional.of(TlsVersion.TLS_1_2);
        return code == 0x0304 ? Optional.of(TlsVersion.TLS_1_3) : Optional.empty();
    }
}
