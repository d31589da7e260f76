package padlock.scenario.file;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import padlock.mesh.resource.Located;
import padlock.mesh.resource.Origin;
import padlock.mesh.resource.Secret;
import padlock.tls.authority.SigningAuthority;
import padlock.tls.identity.HostCertificate;
import padlock.tls.identity.KeyAlgorithm;
import padlock.tls.identity.RevocationList;
import padlock.tls.identity.Seed;
import padlock.tls.identity.SigningKey;
import padlock.tls.identity.TrustDomain;

import static org.assertj.core.api.Assertions.assertThat;

class SecretReaderTest {

    private static final String HEAD = "apiVersion: v1\nkind: Secret\nmetadata: {name: cred, namespace: shop}\n";
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration MONTH = Duration.ofDays(30);
    private static final SigningAuthority AUTHORITY = SigningAuthority.revoking(
            new TrustDomain("other"), KeyAlgorithm.EC_P256, NOW, MONTH, Seed.of(new byte[] {1}));
    private static final HostCertificate SERVER = AUTHORITY.issueForHosts(
            SigningKey.generate(KeyAlgorithm.EC_P256, Seed.of(new byte[] {2})),
            List.of("shop.example"),
            MONTH,
            NOW,
            Seed.of(new byte[] {3}));
    private static final RevocationList LIST = AUTHORITY.revocationList(List.of(), 1, NOW);
    private static final String CHAIN = SERVER.chain().get(0).pem();
    private static final String KEY = pem(SERVER.key());
    private static final String ROOT = AUTHORITY.certificate().pem();

    private final Map<String, String> files = new LinkedHashMap<>();

    @Test
    void aSecretForTlsHoldsWhatIsShownAndWhoIsTrusted() {
        files.putAll(Map.of("tls.crt", CHAIN, "tls.key", KEY, "ca.crt", ROOT, "ca.crl", LIST.pem()));

        Secret secret = only(stringData());

        assertThat(secret.certificate()).contains(SERVER);
        assertThat(secret.authorities()).contains(AUTHORITY.bundle());
        assertThat(secret.revocations()).containsExactly(LIST);
        assertThat(secret.mistakes()).isEmpty();
        assertThat(only(data()))
                .isEqualTo(new Secret(
                        secret.metadata(),
                        secret.certificate(),
                        secret.authorities(),
                        secret.revocations(),
                        List.of()));
    }

    @Test
    void theKeysOfGenericSecretsComeFirst() {
        files.putAll(Map.of("cert", CHAIN, "key", KEY, "cacert", ROOT, "crl", LIST.pem()));
        files.putAll(Map.of("tls.crt", "another", "tls.key", "another", "ca.crt", "another", "ca.crl", "another"));

        Secret secret = only(stringData());

        assertThat(secret.certificate()).contains(SERVER);
        assertThat(secret.authorities()).contains(AUTHORITY.bundle());
        assertThat(secret.revocations()).containsExactly(LIST);
    }

    @Test
    void aSecretAboutSomethingElseHoldsNothing() {
        files.putAll(Map.of("password", "x", "tls.crt", "", "tls.key", ""));

        assertThat(only(stringData()))
                .extracting(Secret::certificate, Secret::authorities, Secret::revocations, Secret::mistakes)
                .containsExactly(Optional.empty(), Optional.empty(), List.of(), List.of());
    }

    @Test
    void whatCannotBeUsedIsKeptAsAMistakeOfTheSecret() {
        files.put("tls.crt", CHAIN);
        files.put("tls.key", pem(SigningKey.generate(KeyAlgorithm.EC_P256, Seed.of(new byte[] {9}))));
        files.put("ca.crt", ROOT);
        files.put("ca.crl", "no list");

        Secret secret = only(data());

        assertThat(secret.certificate()).isEmpty();
        assertThat(secret.authorities()).isEmpty();
        assertThat(secret.mistakes())
                .containsExactly(
                        new Located<>(
                                "tls.key: the key does not belong to the leaf for [shop.example]", new Origin("-", 6)),
                        new Located<>(
                                "ca.crl: there is no revocation list here: nothing is between"
                                        + " -----BEGIN X509 CRL----- and -----END X509 CRL-----",
                                new Origin("-", 8)));
    }

    @Test
    void whatTheApiServerRefusesIsAProblem() {
        assertThat(Read.problems(HEAD + "type: kubernetes.io/tls\ndata:\n  tls.crt: '%'\n"))
                .containsExactly(
                        "-:4: data[tls.key]: Required value (a Secret of type kubernetes.io/tls has tls.crt and tls.key)",
                        "-:6: data.tls.crt is not Base64 (under stringData, PEM can be written as it is)");
    }

    private static Secret only(String manifest) {
        return (Secret) Read.resources(manifest).get(0);
    }

    private String stringData() {
        StringBuilder manifest = new StringBuilder(HEAD + "stringData:\n");
        files.forEach((key, text) -> manifest.append("  " + key + ": |\n" + text.replaceAll("(?m)^", "    ") + "\n"));
        return manifest.toString();
    }

    private String data() {
        StringBuilder manifest = new StringBuilder(HEAD + "data:\n");
        files.forEach((key, text) -> manifest.append(
                "  " + key + ": " + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)) + "\n"));
        return manifest.toString();
    }

    private static String pem(SigningKey key) {
        return "-----BEGIN PRIVATE KEY-----\n" + Base64.getMimeEncoder().encodeToString(key.pkcs8())
                + "\n-----END PRIVATE KEY-----\n";
    }
}
