package padlock.tls.handshake;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What the first bytes of a connection are. */
public sealed interface Sniff {
    /** It may become TLS; more bytes will tell. */
    record NeedMore() implements Sniff {}

    record NotTls() implements Sniff {}

    /** The start of TLS, with what a listener chooses by; versions other than 1.2 and 1.3 are left out. */
    record Hello(Optional<String> serverName, List<String> alpn, List<TlsVersion> versions) implements Sniff {
        public Hello {
            Objects.requireNonNull(serverName);
            alpn = List.copyOf(alpn);
            versions = List.copyOf(versions);
        }
    }
}
