package padlock.tls.authority;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import padlock.tls.identity.Certificate;
import padlock.tls.identity.KeyAlgorithm;
import padlock.tls.identity.Seed;
import padlock.tls.identity.SigningKey;
import padlock.tls.identity.SpiffeId;
import padlock.tls.identity.TrustDomain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** OpenSSL judges what we issue; it shares no code with us. */
class OpenSslTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Seed SEED = Seed.of("openssl".getBytes(StandardCharsets.UTF_8));
    private static final SpiffeId ORDERS = SpiffeId.parse("spiffe://cluster.local/ns/shop/sa/orders");

    @TempDir
    private Path folder;

    @BeforeAll
    static void needsOpenSsl() {
        assumeTrue(isInstalled(), "openssl is not on the path");
    }

    @ParameterizedTest
    @EnumSource(KeyAlgorithm.class)
    void openSslTrustsWhatWeIssue(KeyAlgorithm algorithm) throws Exception {
        SigningAuthority root = root(algorithm);
        SigningAuthority below =
                root.intermediate("cluster-1", algorithm, NOW, Duration.ofDays(365), SEED.named("below"));
        String file = write("root.pem", root.certificate());
        String between = write("below.pem", below.certificate());
        assertThat(verify(NOW, "-CAfile", file, write("leaf.pem", leaf(root, algorithm))))
                .contains("leaf.pem: OK");
        assertThat(verify(NOW, "-CAfile", file, "-untrusted", between, write("leaf2.pem", leaf(below, algorithm))))
                .contains("leaf2.pem: OK");
        assertThat(verify(NOW.plus(Duration.ofDays(2)), "-CAfile", file, write("old.pem", leaf(root, algorithm))))
                .contains("certificate has expired");
    }

    @Test
    void openSslReadsOurNamesAndUsages() throws Exception {
        String text = run(
                "openssl",
                "x509",
                "-noout",
                "-text",
                "-in",
                write("leaf.pem", leaf(root(KeyAlgorithm.EC_P256), KeyAlgorithm.EC_P256)));
        assertThat(text)
                .contains(
                        "Subject: \n",
                        "Issuer: O = cluster.local",
                        "X509v3 Subject Alternative Name: critical",
                        "URI:spiffe://cluster.local/ns/shop/sa/orders",
                        "Digital Signature, Key Encipherment",
                        "TLS Web Server Authentication, TLS Web Client Authentication",
                        "CA:FALSE");
    }

    @ParameterizedTest
    @EnumSource(KeyAlgorithm.class)
    void openSslAcceptsOurRequests(KeyAlgorithm algorithm) throws Exception {
        Path file = folder.resolve("request.der");
        Files.write(
                file,
                CertificateSigningRequest.create(SigningKey.generate(algorithm, SEED), ORDERS)
                        .der());
        assertThat(run("openssl", "req", "-inform", "DER", "-verify", "-noout", "-text", "-in", file.toString()))
                .contains("verify OK", "Subject: O = \n", "URI:" + ORDERS);
    }

    private static SigningAuthority root(KeyAlgorithm algorithm) {
        return SigningAuthority.selfSigned(
                new TrustDomain("cluster.local"), algorithm, NOW, Duration.ofDays(3650), SEED);
    }

    private static Certificate leaf(SigningAuthority authority, KeyAlgorithm algorithm) {
        var request = CertificateSigningRequest.create(SigningKey.generate(algorithm, SEED.named("leaf")), ORDERS);
        return ((Issuance.Issued) authority.issue(request, ORDERS, Duration.ofDays(1), NOW, SEED)).leaf();
    }

    private String write(String name, Certificate certificate) throws IOException {
        return Files.writeString(folder.resolve(name), certificate.pem()).toString();
    }

    private static String verify(Instant at, String... arguments) throws Exception {
        var command = new ArrayList<>(List.of(
                "openssl",
                "verify",
                "-x509_strict",
                "-purpose",
                "sslclient",
                "-attime",
                Long.toString(at.getEpochSecond())));
        command.addAll(List.of(arguments));
        return run(command.toArray(String[]::new));
    }

    private static boolean isInstalled() {
        try {
            return run("openssl", "version").startsWith("OpenSSL 3");
        } catch (IOException | InterruptedException notThere) {
            return false;
        }
    }

    private static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }
}
