package padlock.scenario.file;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import padlock.mesh.resource.Metadata;
import padlock.mesh.resource.PluggedInAuthority;
import padlock.tls.authority.SigningAuthority;
import padlock.tls.identity.Certificate;
import padlock.tls.identity.SigningKey;
import padlock.tls.identity.TrustBundle;

import static padlock.scenario.file.Shape.field;
import static padlock.scenario.file.Shape.open;
import static padlock.scenario.file.Shape.pairs;
import static padlock.scenario.file.Shape.text;

/**
 * Reads the Secret {@code cacerts}: certificates and a key in PEM, under {@code data} in Base64 or under
 * {@code stringData} as they are; by Istio's names, or those of a Secret for TLS.
 */
final class PluggedInAuthorityReader {

    static final Shape SHAPE = open(
            field("metadata", KubernetesShapes.METADATA).required(),
            field("data", pairs(text())),
            field("stringData", pairs(text())));

    private static final List<String> ISTIOS = List.of("ca-cert.pem", "ca-key.pem", "cert-chain.pem", "root-cert.pem");
    private static final List<String> OF_TLS = List.of("tls.crt", "tls.key", "tls.crt", "ca.crt");

    private final Node root;
    private final Report report;

    /** A PEM text, and where it stands. */
    private record Pem(String key, String text, int line) {}

    private PluggedInAuthorityReader(Node root, Report report) {
        this.root = root;
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
        List<String> names = ISTIOS.stream().noneMatch(this::isThere) && isThere("tls.crt") ? OF_TLS : ISTIOS;
        List<Optional<Pem>> files = names.stream().map(this::pem).toList();
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
        PluggedInAuthority authority =
                new PluggedInAuthority(metadata, upwards, key.get(), new TrustBundle(roots.get()));
        return parsed(files.get(0).get(), text -> {
            SigningAuthority.pluggedIn(authority.chain(), authority.key(), authority.roots());
            return authority;
        });
    }

    private boolean isThere(String name) {
        return holder(name).isPresent();
    }

    private Optional<Node> holder(String name) {
        return List.of("stringData", "data").stream()
                .flatMap(section -> root.get(section).stream())
                .filter(section -> section.get(name).isPresent())
                .findFirst();
    }

    private Optional<Pem> pem(String name) {
        Optional<Node> holder = holder(name);
        if (holder.isEmpty()) {
            report.problem(
                    root.line(),
                    "incomplete signing CA bundle detected: " + name + " is missing",
                    "a plugged-in authority needs " + String.join(", ", ISTIOS));
            return Optional.empty();
        }
        int line = holder.get().lineOf(name);
        String written = holder.get().text(name).orElse("");
        if (root.get("stringData").filter(holder.get()::equals).isPresent()) {
            return Optional.of(new Pem(name, written, line));
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(written.replaceAll("\\s", ""));
            return Optional.of(new Pem(name, new String(bytes, StandardCharsets.UTF_8), line));
        } catch (IllegalArgumentException notBase64) {
            report.problem(line, "data." + name + " is not Base64", "under stringData, PEM can be written as it is");
            return Optional.empty();
        }
    }

    private <T> Optional<T> parsed(Pem pem, Function<String, T> parse) {
        try {
            return Optional.of(parse.apply(pem.text()));
        } catch (IllegalArgumentException mistake) {
            report.problem(pem.line(), pem.key() + ": " + mistake.getMessage(), "");
            return Optional.empty();
        }
    }
}
