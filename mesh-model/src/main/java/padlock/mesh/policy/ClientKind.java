package padlock.mesh.policy;

import java.util.Optional;
import padlock.mesh.resource.Labels;
import padlock.mesh.resource.MeshSettings;
import padlock.mesh.resource.Workload;

/**
 * What in a client's proxy itself changes what it sends.
 *
 * @param gatewayIn the namespace of a gateway, which chooses among the pods of a headless service itself (R6.6) and
 *     reads every Secret there (R10.5); empty for a sidecar
 * @param files certificates that it shows in the place of its workload's (R6.10)
 */
record ClientKind(Optional<String> gatewayIn, Optional<Files> files) {

    /** The files in which a proxy has certificates of its own; empty for the roots where they are not named. */
    record Files(String chain, String key, Optional<String> roots) {}

    static ClientKind of(Workload client, MeshSettings settings) {
        Labels variables = ProxyVariables.of(client, settings);
        Optional<String> key = variables.get("TLS_CLIENT_KEY");
        Optional<Files> files = variables
                .get("TLS_CLIENT_CERT_CHAIN")
                .flatMap(chain -> key.map(file -> new Files(chain, file, variables.get("TLS_CLIENT_ROOT_CERT"))));
        return new ClientKind(Optional.of(client.namespace()).filter(namespace -> client.isGateway()), files);
    }

    boolean gateway() {
        return gatewayIn.isPresent();
    }

    /** Where the Secrets are that a rule names: by the proxy. A sidecar reads those of rules that select it alone. */
    String readsSecretsOf(DestinationRules.Choice choice) {
        return gatewayIn.orElseGet(
                () -> choice.rule().map(MergedRule::namespace).orElse(""));
    }

    /** Whether there is anything in which it differs from the sidecar of any workload. */
    boolean isPlain() {
        return !gateway() && files.isEmpty();
    }
}
