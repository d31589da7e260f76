package padlock.scenario.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import padlock.mesh.resource.PluggedInAuthority;
import padlock.mesh.resource.Resource;
import padlock.mesh.resource.Secret;
import padlock.tls.authority.SigningAuthority;
import padlock.tls.identity.Certificate;
import padlock.tls.identity.KeyAlgorithm;
import padlock.tls.identity.RevocationList;
import padlock.tls.identity.Seed;
import padlock.tls.identity.SigningKey;
import padlock.tls.identity.TrustDomain;

import static org.assertj.core.api.Assertions.assertThat;

class PluggedInAuthorityReaderTest {

    private static final String HEAD =
            "apiVersion: v1\nkind: Secret\nmetadata: {name: cacerts, namespace: istio-system}\n";

    private static final Seed SEED = Seed.of(new byte[32]);
    private static final TrustDomain COMPANY = new TrustDomain("company.example");
    private static final Instant MADE = Instant.parse("2025-01-01T00:00:00Z");
    private static final Duration TEN_YEARS = Duration.ofDays(3650);
    private static final SigningAuthority ROOT =
            SigningAuthority.revoking(COMPANY, KeyAlgorithm.EC_P256, MADE, TEN_YEARS, SEED);
    private static final SigningAuthority BELOW = below(ROOT);

    private final Map<String, String> pems = catalogue();

    @Test
    void theSecretOfTheCatalogueIsTheIntermediateItsKeyAndTheRoot() {
        PluggedInAuthority authority = only(Read.resources(stringData()));

        assertThat(authority.chain())
                .extracting(Certificate::subject)
                .containsExactly("L=cluster1,CN=Intermediate CA,O=Istio", "CN=Root CA,O=Istio");
        assertThat(authority.key().isFor(authority.chain().get(0))).isTrue();
        assertThat(authority.roots().anchors())
                .containsExactly(authority.chain().get(1));
    }

    @Test
    void underDataItIsInBase64AsKubectlShowsIt() {
        StringBuilder manifest = new StringBuilder(HEAD + "data:\n");
        pems.forEach((name, pem) -> manifest.append(
                "  " + name + ": " + Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.UTF_8)) + "\n"));

        assertThat(only(Read.resources(manifest.toString())).chain())
                .isEqualTo(only(Read.resources(stringData())).chain());
    }

    @Test
    void aSecretForTlsWillDoAsWell() {
        String manifest = HEAD + "type: kubernetes.io/tls\nstringData:\n" + block("tls.crt", pems.get("cert-chain.pem"))
                + block("tls.key", pems.get("ca-key.pem")) + block("ca.crt", pems.get("root-cert.pem"));

        assertThat(only(Read.resources(manifest)).chain())
                .isEqualTo(only(Read.resources(stringData())).chain());
    }

    @Test
    void whatIsMissingIsSaid() {
        pems.remove("cert-chain.pem");
        pems.remove("ca-key.pem");

        assertThat(Read.problems(stringData()))
                .containsExactly(
                        "-:1: incomplete signing CA bundle detected: ca-key.pem is missing (a plugged-in authority needs"
                                + " ca-cert.pem, ca-key.pem, cert-chain.pem, root-cert.pem)",
                        "-:1: incomplete signing CA bundle detected: cert-chain.pem is missing (a plugged-in authority"
                                + " needs ca-cert.pem, ca-key.pem, cert-chain.pem, root-cert.pem)");
    }

    @Test
    void aPlaceholderIsAProblemInItsLine() {
        assertThat(Read.problems(HEAD + "data:\n  ca-cert.pem: <redacted>\n  ca-key.pem: UkVEQUNURUQ=\n"
                        + "  cert-chain.pem: UkVEQUNURUQ=\n  root-cert.pem: UkVEQUNURUQ=\n"))
                .containsExactly("-:5: data.ca-cert.pem is not Base64 (under stringData, PEM can be written as it is)");
        assertThat(Read.problems(HEAD + "stringData:\n  ca-cert.pem: x\n  ca-key.pem: REDACTED\n"
                        + "  cert-chain.pem: |-\n    -----BEGIN CERTIFICATE-----\n    AAAA\n    -----END CERTIFICATE-----\n"
                        + "  root-cert.pem: z\n"))
                .hasSize(4)
                .anySatisfy(problem -> assertThat(problem).startsWith("-:5: ca-cert.pem: there is no certificate here"))
                .anySatisfy(problem -> assertThat(problem).startsWith("-:6: ca-key.pem: there is no private key here"))
                .anySatisfy(problem -> assertThat(problem).startsWith("-:7: cert-chain.pem: "))
                .anySatisfy(problem -> assertThat(problem).startsWith("-:11: root-cert.pem: "));
    }

    @Test
    void whatDoesNotBelongTogetherIsSaid() {
        SigningAuthority stranger = SigningAuthority.selfSigned(
                new TrustDomain("other.example"),
                KeyAlgorithm.EC_P256,
                Instant.parse("2025-01-01T00:00:00Z"),
                Duration.ofDays(3650),
                Seed.of(new byte[32]));
        String rightRoot = pems.put("root-cert.pem", stranger.certificate().pem());
        pems.put("cert-chain.pem", pems.get("ca-cert.pem"));
        assertThat(Read.problems(stringData()))
                .containsExactly("-:5: ca-cert.pem: the certificate that is to sign does not lead to any of the roots");

        pems.put("root-cert.pem", rightRoot);
        pems.put("ca-key.pem", pem(SigningKey.generate(KeyAlgorithm.RSA_2048, Seed.of(new byte[32]))));
        assertThat(Read.problems(stringData()))
                .containsExactly(
                        "-:5: ca-cert.pem: the private key does not belong to the certificate that is to sign");
    }

    @Test
    void aSecretOfThatNameElsewhereIsOneLikeAnyOther() {
        assertThat(Read.resources("apiVersion: v1\nkind: Secret\nmetadata: {name: cacerts, namespace: shop}\n"
                        + "data: {ca-cert.pem: x}\n"))
                .hasOnlyElementsOfType(Secret.class)
                .hasSize(1);
    }

    @Test
    void theListsOfWhatIsRevokedComeWithIt() {
        plugIn(BELOW, List.of(ROOT, BELOW));

        assertThat(only(Read.resources(stringData())).revocations())
                .extracting(RevocationList::issuer)
                .containsExactly("O=company.example", "CN=Intermediate CA,O=company.example");
    }

    @Test
    void withoutListsOrInASecretForTlsThereAreNone() {
        plugIn(BELOW, List.of(ROOT, BELOW));
        String ofTls = HEAD + "type: kubernetes.io/tls\nstringData:\n" + block("tls.crt", pems.get("cert-chain.pem"))
                + block("tls.key", pems.get("ca-key.pem")) + block("ca.crt", pems.get("root-cert.pem"))
                + block("ca-crl.pem", pems.get("ca-crl.pem"));
        assertThat(only(Read.resources(ofTls)).revocations()).isEmpty();

        pems.remove("ca-crl.pem");
        assertThat(only(Read.resources(stringData())).revocations()).isEmpty();
        assertThat(only(Read.resources(stringData() + "  ca-crl.pem: \"\"\n")).revocations())
                .isEmpty();
    }

    @Test
    void everyAuthorityOfTheChainMustHaveSignedAList() {
        plugIn(BELOW, List.of(BELOW));

        assertThat(Read.problems(stringData()))
                .singleElement()
                .asString()
                .endsWith(": ca-crl.pem: missing CRL signed by certificates: [O=company.example]");
    }

    @Test
    void whoMayNotSignListsHasSignedNone() {
        SigningAuthority root = SigningAuthority.selfSigned(COMPANY, KeyAlgorithm.EC_P256, MADE, TEN_YEARS, SEED);
        plugIn(below(root), List.of(root, below(root)));

        assertThat(Read.problems(stringData()))
                .singleElement()
                .asString()
                .endsWith("missing CRL signed by certificates: [CN=Intermediate CA,O=company.example,"
                        + " O=company.example]");
    }

    @Test
    void whatIsNoListIsAProblem() {
        plugIn(BELOW, List.of(ROOT, BELOW));
        pems.put("ca-crl.pem", "REDACTED");

        assertThat(Read.problems(stringData()))
                .singleElement()
                .asString()
                .contains(": ca-crl.pem: there is no revocation list here");
    }

    private void plugIn(SigningAuthority signing, List<SigningAuthority> withLists) {
        Certificate root = signing.bundle().anchors().get(0);
        pems.put("ca-cert.pem", signing.certificate().pem());
        pems.put("ca-key.pem", pem(SigningKey.generate(KeyAlgorithm.EC_P256, SEED.named("below"))));
        pems.put("cert-chain.pem", signing.certificate().pem() + root.pem());
        pems.put("root-cert.pem", root.pem());
        pems.put(
                "ca-crl.pem",
                withLists.stream()
                        .map(authority ->
                                authority.revocationList(List.of(), 1, MADE).pem())
                        .collect(Collectors.joining()));
    }

    private static SigningAuthority below(SigningAuthority root) {
        return root.intermediate("Intermediate CA", KeyAlgorithm.EC_P256, MADE, TEN_YEARS, SEED.named("below"));
    }

    private static PluggedInAuthority only(List<Resource> resources) {
        assertThat(resources).hasSize(1);
        return (PluggedInAuthority) resources.get(0);
    }

    private static String pem(SigningKey key) {
        return "-----BEGIN PRIVATE KEY-----\n" + Base64.getMimeEncoder().encodeToString(key.pkcs8())
                + "\n-----END PRIVATE KEY-----\n";
    }

    private String stringData() {
        StringBuilder manifest = new StringBuilder(HEAD + "stringData:\n");
        pems.forEach((name, pem) -> manifest.append(block(name, pem)));
        return manifest.toString();
    }

    private static String block(String name, String pem) {
        return "  " + name + ": |\n" + pem.strip().replaceAll("(?m)^", "    ") + "\n";
    }

    private static Map<String, String> catalogue() {
        Map<String, String> pems = new LinkedHashMap<>();
        try {
            Matcher entry = Pattern.compile("^  (\\S+\\.pem): \\|\\n((?:    .*\\n)+)", Pattern.MULTILINE)
                    .matcher(Files.readString(Path.of("catalogue/authority-plugged-in/cacerts.yaml")));
            while (entry.find()) {
                pems.put(entry.group(1), entry.group(2).replace("    ", ""));
            }
        } catch (IOException missing) {
            throw new AssertionError(missing);
        }
        return pems;
    }
}
