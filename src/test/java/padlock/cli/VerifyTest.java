package padlock.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import padlock.tls.authority.CertificateSigningRequest;
import padlock.tls.authority.Issuance;
import padlock.tls.authority.SigningAuthority;
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
    void aFileThatIsNoPemIsBadInput() throws IOException {
        chain = write("chain.pem", "hello");
        Terminal.Done done = verify("2026-03-01T13:00:00Z");
        assertThat(done.exitCode()).isEqualTo(3);
        assertThat(done.json().path("problems").path(0).path("path").asText()).isEqualTo(chain.toString());
    }

    @Test
    void aCertificateThatCannotBeReadIsRefused() throws IOException {
        chain = write("chain.pem", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
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
