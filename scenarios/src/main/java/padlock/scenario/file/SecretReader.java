package padlock.scenario.file;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import padlock.mesh.resource.Located;
import padlock.mesh.resource.Metadata;
import padlock.mesh.resource.Secret;
import padlock.tls.identity.Certificate;
import padlock.tls.identity.HostCertificate;
import padlock.tls.identity.RevocationList;
import padlock.tls.identity.SigningKey;
import padlock.tls.identity.TrustBundle;

/**
 * Reads what a Secret says about TLS, by the names that istiod knows. What cannot be used is no problem in itself, for
 * most Secrets are about something else; it is kept for whoever wants to use it.
 */
final class SecretReader {

    private static final String TLS_TYPE = "kubernetes.io/tls";

    private final SecretEntries data;
    private final Report report;
    private final List<Located<String>> mistakes = new ArrayList<>();

    /** The keys under which things stand that belong together: those of generic Secrets come first. */
    private record Keys(String certificate, String key, String authorities, String revocations) {}

    private static final List<Keys> KEYS =
            List.of(new Keys("cert", "key", "cacert", "crl"), new Keys("tls.crt", "tls.key", "ca.crt", "ca.crl"));

    private SecretReader(SecretEntries data, Report report) {
        this.data = data;
        this.report = report;
    }

    static Secret read(Metadata metadata, Node root, Report report) {
        SecretReader reader = new SecretReader(new SecretEntries(root, report), report);
        reader.requireKeysOfType(root);
        Optional<HostCertificate> certificate = reader.certificate();
        Optional<Keys> trust = reader.first(List.of(Keys::authorities));
        Optional<TrustBundle> authorities = trust.flatMap(
                        keys -> reader.parsed(keys.authorities(), Certificate::parsePem))
                .map(TrustBundle::new);
        Optional<String> list = trust.map(Keys::revocations).filter(key -> reader.isFilled(key));
        Optional<List<RevocationList>> revocations = list.flatMap(key -> reader.parsed(key, RevocationList::parsePem));
        return new Secret(
                metadata,
                certificate,
                authorities.filter(roots -> list.isEmpty() || revocations.isPresent()),
                revocations.orElse(List.of()),
                reader.mistakes);
    }

    /** What the API server demands of this type, and of no other. */
    private void requireKeysOfType(Node root) {
        if (root.text("type").filter(TLS_TYPE::equals).isPresent()) {
            Stream.of("tls.crt", "tls.key")
                    .filter(key -> !data.has(key))
                    .forEach(key -> report.problem(
                            root.lineOf("type"),
                            "data[" + key + "]: Required value",
                            "a Secret of type " + TLS_TYPE + " has tls.crt and tls.key"));
        }
    }

    private Optional<HostCertificate> certificate() {
        return first(List.of(Keys::certificate, Keys::key)).flatMap(keys -> {
            Optional<List<Certificate>> chain = parsed(keys.certificate(), Certificate::parsePem);
            Optional<SigningKey> key = parsed(keys.key(), SigningKey::parsePem);
            return chain.flatMap(upwards ->
                    key.flatMap(own -> parsed(keys.key(), text -> new HostCertificate(upwards, own))));
        });
    }

    private Optional<Keys> first(List<Function<Keys, String>> needed) {
        return KEYS.stream()
                .filter(keys -> needed.stream().map(need -> need.apply(keys)).allMatch(this::isFilled))
                .findFirst();
    }

    private boolean isFilled(String key) {
        return data.entry(key).filter(entry -> !entry.text().isEmpty()).isPresent();
    }

    private <T> Optional<T> parsed(String key, Function<String, T> parse) {
        SecretEntries.Entry entry = data.entry(key).orElseThrow();
        try {
            return Optional.of(parse.apply(entry.text()));
        } catch (IllegalArgumentException mistake) {
            mistakes.add(new Located<>(key + ": " + mistake.getMessage(), report.origin(entry.line())));
            return Optional.empty();
        }
    }
}
