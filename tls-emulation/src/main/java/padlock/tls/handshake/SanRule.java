package padlock.tls.handshake;

import java.util.List;
import padlock.tls.identity.Certificate;

/** Which names an endpoint accepts in its peer's certificate; one name that fits is enough. */
public sealed interface SanRule {
    boolean accepts(Certificate certificate);

    record AnyName() implements SanRule {
        @Override
        public boolean accepts(Certificate certificate) {
            return true;
        }
    }

    /**
     * A client's rule in a mesh: one of the identities that the service runs under. The name of a host fits a
     * certificate for all names of a domain, in which a star stands for the first label (RFC 6125).
     */
    record OneOf(List<String> names) implements SanRule {
        public OneOf {
            names = List.copyOf(names);
        }

        @Override
        public boolean accepts(Certificate certificate) {
            return certificate.uriSans().stream().anyMatch(names::contains)
                    || certificate.dnsSans().stream().anyMatch(this::names);
        }

        private boolean names(String host) {
            return names.contains(host)
                    || host.startsWith("*.") && names.stream().anyMatch(name -> isIn(host, name));
        }

        private static boolean isIn(String wildcard, String name) {
            int dot = name.indexOf('.');
            return dot > 0 && name.substring(dot).equalsIgnoreCase(wildcard.substring(1));
        }
    }

    /** A server's rule in a mesh: any identity of a trusted domain. */
    record StartingWith(List<String> prefixes) implements SanRule {
        public StartingWith {
            prefixes = List.copyOf(prefixes);
        }

        @Override
        public boolean accepts(Certificate certificate) {
            return certificate.uriSans().stream().anyMatch(this::fits);
        }

        private boolean fits(String name) {
            return prefixes.stream().anyMatch(name::startsWith);
        }
    }
}
