package padlock.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** A scenario says which keys its mesh has, and whichever they are, calls are mutual TLS. */
final class CertificateAlgorithmsTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"ec-p256", "ec-p384", "ed25519", "rsa-2048"})
    void callsAreMutualTlsWithKeysOfEveryKind(String algorithm) throws IOException {
        Files.writeString(folder.resolve("mesh.yaml"), Shop.MESH);
        Files.writeString(folder.resolve("scenario.yaml"), """
                name: keys
                title: Keys of one kind
                description: Whoever calls shows a certificate.
                end: 10s
                mesh: [mesh.yaml]
                settings: {certificates: {algorithm: %s}}
                traffic:
                  - {name: page, from: shop/cart, to: "http://cart.shop/", at: [1s]}
                """.formatted(algorithm));

        Terminal.Done done = Terminal.run(List.of("run", folder.toString(), "--output", "json"));

        assertThat(done.exitCode()).as(done.err()).isZero();
        JsonNode call = done.json().path("connections").path(0);
        assertThat(call.path("transport").asText()).isEqualTo("mutual-tls");
        assertThat(call.path("status").asInt()).isEqualTo(200);
    }
}
