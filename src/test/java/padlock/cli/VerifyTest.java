package padlock.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import padlock.tls.authority.CertificateSigningRequest;
import padlock.tls.authority.Issuance;
import padlock.tls.authority.SigningAuthority;
import padlock.tls.identity.Certificate;
import padlock.tls.identity.KeyAlgorithm;
import padlock.tls.identity.Seed;
import padlock.tls.identity.SigningKey;
import padlock.tls.identity.SpiffeId;
import padlock.tls.identity.TrustDomain;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code padlock verify} judges a chain as a sidecar would, and says which check failed. */
final class VerifyTest {

    private static final Instant ISSUED = Instant.parse("2026-03-01T12:00:00Z");
    private static final Seed SEED = Seed.of("chains to verify".getBytes(StandardCharsets.UTF_8));
    private static final SpiffeId CART = SpiffeId.parse("spiffe://cluster.local/ns/shop/sa/cart");

    @TempDir
    private Path folder;

    private Path chain;
    private Path bundle;

    @BeforeEach
    void issueACertificate() throws IOException {
        SigningAuthority authority = authority("mesh");
        SigningKey key = SigningKey.generate(KeyAlgorithm.EC_P256, SEED.named("cart"));
        Issuance issuance = authority.issue(
                CertificateSigningRequest.create(key, CART), CART, Duration.ofHours(24), ISSUED, SEED.named("issue"));
        chain = write("chain.pem", ((Issuance.Issued) issuance).leaf().pem());
        bundle = write("root.pem", authority.certificate().pem());
    }

    @Test
    void aWorkloadsChainIsAcceptedByAllRules() {
        for (String rules : List.of("sidecar", "spiffe", "path")) {
            Terminal.Done done = verify("2026-03-01T13:00:00Z", "--rules", rules);
            assertThat(done.exitCode()).as(done.out()).isZero();
            assertThat(done.json().path("accepted").asBoolean()).isTrue();
            assertThat(done.json().path("identity").asText()).isEqualTo(CART.toString());
            assertThat(done.json().path("reason").asText()).isEqualTo("ok");
            assertThat(done.json().path("alert").isNull()).isTrue();
        }
    }

    @Test
    void anExpiredCertificateIsTheServersOrTheClients() {
        Terminal.Done server = verify("2026-03-03T12:00:00Z");
        assertThat(server.exitCode()).isEqualTo(1);
        assertThat(server.json().path("reason").asText()).isEqualTo("server-certificate-expired");
        assertThat(server.json().path("alert").asText()).isEqualTo("certificate_expired");
        assertThat(failed(server)).isEqualTo("not-over");
        assertThat(verify("2026-03-03T12:00:00Z", "--role", "client")
                        .json()
                        .path("reason")
                        .asText())
                .isEqualTo("client-certificate-expired");
    }

    @Test
    void aCertificateOfTomorrowIsNotYetValid() {
        Terminal.Done done = verify("2026-02-28T13:00:00Z");
        assertThat(done.json().path("reason").asText()).isEqualTo("certificate-not-yet-valid");
    }

    @Test
    void anotherAuthorityIsUnknown() throws IOException {
        bundle = write("other.pem", authority("another").certificate().pem());
        Terminal.Done done = verify("2026-03-01T13:00:00Z");
        assertThat(done.json().path("reason").asText()).isEqualTo("unknown-authority");
        assertThat(done.exitCode()).isEqualTo(1);
    }

    @Test
    void anotherNameIsNotWhoWasExpected() {
        Terminal.Done done = verify("2026-03-01T13:00:00Z", "--name", "spiffe://cluster.local/ns/shop/sa/payments");
        assertThat(done.json().path("reason").asText()).isEqualTo("server-name-mismatch");
        assertThat(done.json().path("alert").asText()).isEqualTo("certificate_unknown");
        assertThat(failed(done)).isEqualTo("name");
    }

    @Test
    void aServerTellsAClientOfAnotherTrustDomainFromOneOfAnotherName() {
        Terminal.Done foreign =
                verify("2026-03-01T13:00:00Z", "--role", "client", "--name", "spiffe://other.example/ns/shop/sa/cart");
        Terminal.Done other = verify(
                "2026-03-01T13:00:00Z", "--role", "client", "--name", "spiffe://cluster.local/ns/shop/sa/payments");
        assertThat(foreign.json().path("reason").asText()).isEqualTo("trust-domain-mismatch");
        assertThat(foreign.json().path("alert").asText()).isEqualTo("certificate_unknown");
        assertThat(other.json().path("reason").asText()).isEqualTo("server-name-mismatch");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void aFileThatIsNotWhatItIsForIsBadInputAtItsLine(String what, int line, String message, String text)
            throws IOException {
        chain = write("chain.pem", text.replace("CHAIN", Files.readString(chain)));
        Terminal.Done done = verify("2026-03-01T13:00:00Z");
        assertThat(done.exitCode()).as(done.out()).isEqualTo(3);
        JsonNode problem = done.json().path("problems").path(0);
        assertThat(problem.path("path").asText()).isEqualTo(chain.toString());
        assertThat(problem.path("line").asInt()).isEqualTo(line);
        assertThat(problem.path("message").asText()).contains(message);
    }

    static Stream<Arguments> aFileThatIsNotWhatItIsForIsBadInputAtItsLine() {
        String begin = "-----BEGIN CERTIFICATE-----\n";
        String end = "-----END CERTIFICATE-----\n";
        return Stream.of(
                Arguments.of("no PEM", 1, "nothing in here begins with -----BEGIN CERTIFICATE-----", "hello"),
                Arguments.of("nothing", 1, "nothing in here begins with", ""),
                Arguments.of(
                        "a list",
                        2,
                        "a block named X509 CRL",
                        "\n-----BEGIN X509 CRL-----\nMAA=\n-----END X509 CRL-----\n"),
                Arguments.of(
                        "a key",
                        1,
                        "a block named PRIVATE KEY",
                        "-----BEGIN PRIVATE KEY-----\nMAA=\n-----END PRIVATE KEY-----\n"),
                Arguments.of("no end", 3, "this block has no -----END CERTIFICATE-----", "\n\n" + begin + "MIIB\n"),
                Arguments.of(
                        "no end before the next",
                        1,
                        "this block has no -----END CERTIFICATE-----",
                        begin + "MIIB\nCHAIN"),
                Arguments.of("another end", 1, "this block has no", begin + "MIIB\n-----END X509 CRL-----\n"),
                Arguments.of("no Base64", 1, "what stands here cannot be read", begin + "!!!!\n" + end),
                Arguments.of("no DER", 1, "what stands here is not DER", begin + "AAAA\n" + end),
                Arguments.of("a part of DER", 1, "or only a part of it", begin + "MIIBAAAA\n" + end),
                Arguments.of("an empty block", 1, "what stands here is not DER", begin + end));
    }

    @Test
    void ofAFileInDerTheHintSaysHowToMakePemOfIt() throws IOException {
        Files.write(chain, Certificate.parsePem(Files.readString(chain)).get(0).der());
        Terminal.Done done = verify("2026-03-01T13:00:00Z");

        assertThat(done.exitCode()).isEqualTo(3);
        assertThat(done.json().path("problems").path(0).path("hint").asText()).contains("-inform der");
    }

    @Test
    void everyFileIsReadBeforeAnythingIsJudged() throws IOException {
        chain = write("chain.pem", "hello");
        bundle = write("root.pem", "-----BEGIN CERTIFICATE-----\nMAMCAQE=\n-----END CERTIFICATE-----\n");
        Path crl = write("crl.pem", "\n-----BEGIN X509 CRL-----\nMAMCAQE=\n-----END X509 CRL-----\n");
        Terminal.Done done = verify("2026-03-01T13:00:00Z", "--crl", crl.toString());
        assertThat(done.exitCode()).isEqualTo(3);
        assertThat(done.json().path("problems"))
                .extracting(problem -> Path.of(problem.path("path").asText()).getFileName() + ":"
                        + problem.path("line").asInt())
                .containsExactly("chain.pem:1", "root.pem:1", "crl.pem:2");
    }

    /** Whatever one byte of it is, a chain gets a verdict or a problem of its own, and never the report of a bug. */
    @Test
    void aChainWithOneByteFlippedIsRefusedOrBadInput() throws IOException {
        byte[] der = Certificate.parsePem(Files.readString(chain)).get(0).der();
        for (int at = 0; at < der.length; at += 3) {
            byte[] flipped = der.clone();
            flipped[at] ^= (byte) (1 << at % 8);
            chain = write(
                    "chain.pem",
                    "-----BEGIN CERTIFICATE-----\n" + Base64.getMimeEncoder().encodeToString(flipped)
                            + "\n-----END CERTIFICATE-----\n");
            Terminal.Done done = verify("2026-03-01T13:00:00Z", "--rules", "path");
            assertThat(done.exitCode())
                    .as("byte " + at + ": " + done.out() + done.err())
                    .isIn(1, 3);
        }
    }

    @Test
    void aCertificateThatCannotBeReadIsRefused() throws IOException {
        chain = write("chain.pem", "-----BEGIN CERTIFICATE-----\nMAMCAQE=\n-----END CERTIFICATE-----\n");
        Terminal.Done done = verify("2026-03-01T13:00:00Z");
        assertThat(done.exitCode()).isEqualTo(1);
        assertThat(failed(done)).isEqualTo("certificate");
    }

    private static SigningAuthority authority(String name) {
        return SigningAuthority.selfSigned(
                new TrustDomain("cluster.local"),
                KeyAlgorithm.EC_P256,
                ISSUED.minus(Duration.ofDays(1)),
                Duration.ofDays(3650),
                SEED.named(name));
    }

    private Terminal.Done verify(String at, String... more) {
        List<String> command = new ArrayList<>(List.of("verify", "--output", "json", "--at", at));
        command.addAll(List.of("--chain", chain.toString(), "--bundle", bundle.toString()));
        command.addAll(List.of(more));
        return Terminal.run(command);
    }

    private static String failed(Terminal.Done done) {
        for (JsonNode check : done.json().path("checks")) {
            if (!check.path("passed").asBoolean()) {
                return check.path("name").asText();
            }
        }
        return "none";
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
