package padlock.scenario.file;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import padlock.mesh.resource.Metadata;
import padlock.mesh.resource.PluggedInAuthority;
import padlock.tls.authority.SigningAuthority;
import padlock.tls.identity.Certificate;
import padlock.tls.identity.RevocationList;
import padlock.tls.identity.SigningKey;
import padlock.tls.identity.TrustBundle;

/**
 * Reads the Secret {@code cacerts}: certificates and a key in PEM, under {@code data} in Base64 or under
 * {@code stringData} as they are; by Istio's names, or those of a Secret for TLS.
 */
final class PluggedInAuthorityReader {

    private static final List<String> ISTIOS = List.of("ca-cert.pem", "ca-key.pem", "cert-chain.pem", "root-cert.pem");

    /** Read beside Istio's names alone. */
    private static final String REVOCATIONS = "ca-crl.pem";

    private static final List<String> OF_TLS = List.of("tls.crt", "tls.key", "tls.crt", "ca.crt");

    private final Node root;
    private final SecretEntries data;
    private final Report report;

    private PluggedInAuthorityReader(Node root, Report report) {
        this.root = root;
        this.data = new SecretEntries(root, report);
        this.report = report;
    }

    /** Whether a Secret is the one that the authority looks for. */
    static boolean concerns(Node root) {
        Optional<Node> metadata = root.get("metadata");
        return metadata.flatMap(found -> found.text("name"))
                        .filter("cacerts"::equals)
                        .isPresent()
                && metadata.flatMap(found -> found.text("namespace"))
                        .filter("istio-system"::equals)
                        .isPresent();
    }

    /** Empty after a problem. */
    static Optional<PluggedInAuthority> read(Metadata metadata, Node root, Report report) {
        return new PluggedInAuthorityReader(root, report).read(metadata);
    }

    private Optional<PluggedInAuthority> read(Metadata metadata) {
        List<String> names = ISTIOS.stream().noneMatch(data::has) && data.has("tls.crt") ? OF_TLS : ISTIOS;
        List<Optional<SecretEntries.Entry>> files =
                names.stream().map(this::pem).toList();
        if (files.stream().anyMatch(Optional::isEmpty)) {
            return Optional.empty();
        }
        Optional<List<Certificate>> signing = parsed(files.get(0).get(), Certificate::parsePem);
        Optional<SigningKey> key = parsed(files.get(1).get(), SigningKey::parsePem);
        Optional<List<Certificate>> chain = parsed(files.get(2).get(), Certificate::parsePem);
        Optional<List<Certificate>> roots = parsed(files.get(3).get(), Certificate::parsePem);
        if (signing.isEmpty() || key.isEmpty() || chain.isEmpty() || roots.isEmpty()) {
            return Optional.empty();
        }
        List<Certificate> upwards = new ArrayList<>(signing.get().subList(0, 1));
        chain.get().stream().filter(link -> !upwards.contains(link)).forEach(upwards::add);
        Optional<List<RevocationList>> revocations =
                names.equals(ISTIOS) ? revocations(chain.get()) : Optional.of(List.of());
        return revocations.flatMap(lists -> parsed(files.get(0).get(), text -> {
            PluggedInAuthority authority =
                    new PluggedInAuthority(metadata, upwards, key.get(), new TrustBundle(roots.get()), lists);
            SigningAuthority.pluggedIn(authority.chain(), authority.key(), authority.roots());
            return authority;
        }));
    }

    /** None where there is no such file or nothing in it; empty after a problem. */
    private Optional<List<RevocationList>> revocations(List<Certificate> chain) {
        return data.has(REVOCATIONS)
                ? data.entry(REVOCATIONS)
                        .flatMap(entry -> entry.text().isEmpty()
                                ? Optional.of(List.of())
                                : parsed(entry, text -> {
                                    List<RevocationList> lists = RevocationList.parsePem(text);
                                    RevocationList.requireOneOfEach(chain, lists);
                                    return lists;
                                }))
                : Optional.of(List.of());
    }

    private Optional<SecretEntries.Entry> pem(String name) {
        if (!data.has(name)) {
            report.problem(
                    root.line(),
                    "incomplete signing CA bundle detected: " + name + " is missing",
                    "a plugged-in authority needs " + String.join(", ", ISTIOS));
        }
        return data.entry(name);
    }

    private <T> Optional<T> parsed(SecretEntries.Entry pem, Function<String, T> parse) {
        try {
            return Optional.of(parse.apply(pem.text()));
        } catch (IllegalArgumentException mistake) {
            report.problem(pem.line(), pem.key() + ": " + mistake.getMessage(), "");
            return Optional.empty();
        }
    }
}
