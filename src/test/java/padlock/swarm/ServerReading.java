package padlock.swarm;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import padlock.mesh.resource.MutualTlsMode;

/** What servers demand and what clients think that they demand, read from PeerAuthentications alone (§3, R6.3). */
final class ServerReading {

    /** A mode, and the policy that sets it; empty for the built-in one. */
    record Mode(MutualTlsMode value, Optional<String> by) {}

    private static final Mode BUILT_IN = new Mode(MutualTlsMode.PERMISSIVE, Optional.empty());

    private final ReadManifests manifests;

    ServerReading(ReadManifests manifests) {
        this.manifests = manifests;
    }

    /** R3.5 to R3.8: of the one oldest policy of each scope, the narrowest that sets a mode. */
    Mode on(ReadWorkload workload, int containerPort) {
        Optional<JsonNode> own = workload.namespace().equals(manifests.rootNamespace())
                ? Optional.empty()
                : manifests.oldestFirst("PeerAuthentication", workload.namespace()).stream()
                        .filter(policy -> !isWide(policy))
                        .filter(policy ->
                                workload.isSelectedBy(ReadManifests.pairs(policy.at("/spec/selector/matchLabels"))))
                        .findFirst();
        return own.flatMap(policy -> set(policy, policy.at("/spec/portLevelMtls/" + containerPort + "/mode")))
                .or(() -> own.flatMap(ServerReading::set))
                .orElseGet(() -> wide(workload.namespace()));
    }

    /** R3.10: the namespace's policy, else the mesh's; no policy with a selector. */
    Mode wide(String namespace) {
        return widest(namespace)
                .flatMap(ServerReading::set)
                .or(() -> widest(manifests.rootNamespace()).flatMap(ServerReading::set))
                .orElse(BUILT_IN);
    }

    private Optional<JsonNode> widest(String namespace) {
        return manifests.oldestFirst("PeerAuthentication", namespace).stream()
                .filter(ServerReading::isWide)
                .findFirst();
    }

    private static boolean isWide(JsonNode policy) {
        return policy.at("/spec/selector/matchLabels").isEmpty();
    }

    private static Optional<Mode> set(JsonNode policy) {
        return set(policy, policy.at("/spec/mtls/mode"));
    }

    private static Optional<Mode> set(JsonNode policy, JsonNode mode) {
        return List.of("", "UNSET").contains(mode.asText())
                ? Optional.empty()
                : Optional.of(new Mode(MutualTlsMode.valueOf(mode.asText()), Optional.of(ReadManifests.id(policy))));
    }
}
