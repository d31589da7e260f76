package padlock.mesh.resource;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MeshTest {

    private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant LATER = Instant.parse("2026-01-01T01:00:00Z");
    private static final Instant WRITTEN = Instant.parse("2020-06-01T00:00:00Z");

    @Test
    void applyingAResourceAgainKeepsTheAgeOfTheFirst() {
        Mesh mesh = Mesh.EMPTY
                .with(policy(MutualTlsMode.STRICT, Optional.empty()), FIRST)
                .with(policy(MutualTlsMode.DISABLE, Optional.of(WRITTEN)), LATER);

        assertThat(mesh.peerAuthentications())
                .containsExactly(policy(MutualTlsMode.DISABLE, Optional.empty()).createdAt(FIRST));
    }

    @Test
    void theAgeThatAManifestTellsIsHonoured() {
        Mesh mesh = Mesh.EMPTY.with(policy(MutualTlsMode.STRICT, Optional.of(WRITTEN)), FIRST);

        assertThat(mesh.peerAuthentications().get(0).metadata().created()).isEqualTo(WRITTEN);
    }

    @Test
    void aDeletedResourceIsGoneAndTheRestStays() {
        PeerAuthentication policy = policy(MutualTlsMode.STRICT, Optional.empty());
        Namespace namespace = namespace(Labels.of(Map.of("istio-injection", "enabled")));

        Mesh mesh = Mesh.EMPTY.with(policy, FIRST).with(namespace, FIRST).without(policy.id());

        assertThat(mesh.resources().values()).containsExactly(namespace.createdAt(FIRST));
    }

    @Test
    void aNamespaceWithoutAManifestHasNoLabels() {
        assertThat(Mesh.EMPTY.namespaceLabels("shop")).isEqualTo(Labels.NONE);
    }

    @Test
    void withoutAConfigMapTheSettingsAreIstiosOwn() {
        assertThat(Mesh.EMPTY.settings()).isEqualTo(MeshSettings.DEFAULTS);
    }

    private static PeerAuthentication policy(MutualTlsMode mode, Optional<Instant> created) {
        Origin origin = new Origin("policy.yaml", 7);
        return new PeerAuthentication(
                new Metadata(new ResourceId("PeerAuthentication", "shop", "default"), created, origin),
                Optional.empty(),
                Optional.of(new Located<>(mode, origin)),
                new TreeMap<>());
    }

    private static Namespace namespace(Labels labels) {
        return new Namespace(
                new Metadata(new ResourceId("Namespace", "", "shop"), Optional.empty(), new Origin("mesh.yaml", 1)),
                labels);
    }
}
