package padlock.scenario.file;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** The keys that a condition of an AuthorizationPolicy may have, and what Istio says against their values. */
final class ConditionKeys {

    private static final List<String> PLAIN = List.of(
            "source.namespace",
            "source.principal",
            "request.auth.principal",
            "request.auth.audiences",
            "request.auth.presenter",
            "connection.sni");
    private static final List<String> DEPRECATED = List.of("destination.name", "destination.user");

    private ConditionKeys() {}

    /** The first complaint; empty where Istio takes key and values. */
    static Optional<String> complaint(String key, List<String> values) {
        if (Stream.of("request.headers", "request.auth.claims", "experimental.envoy.filters.")
                .anyMatch(key::startsWith)) {
            return key.matches("[^\\[\\]]+(\\[[^\\[\\]]+])+")
                    ? Optional.empty()
                    : Optional.of("bad key (" + key + "): should have format a[b]");
        }
        return switch (key) {
            case "source.ip", "remote.ip", "destination.ip" -> first(values, AuthorizationValues::addressComplaint);
            case "destination.port" -> first(values, AuthorizationValues::portComplaint);
            case "source.serviceAccount" ->
                first(values, value -> AuthorizationValues.serviceAccountComplaint(value, "serviceAccounts"));
            case "source.trustDomain" ->
                first(values, value -> AuthorizationValues.trustDomainComplaint(value, "trustDomains"));
            default -> name(key);
        };
    }

    /** Whether a key asks who calls, which CUSTOM policies may not. */
    static boolean speaksOfIdentity(String key) {
        return key.startsWith("request.auth.")
                || List.of("source.namespace", "source.serviceAccount", "source.trustDomain", "source.principal")
                        .contains(key);
    }

    private static Optional<String> name(String key) {
        if (PLAIN.contains(key)) {
            return Optional.empty();
        } else if (key.equals("destination.namespace")) {
            return Optional.of("attribute " + key + " is replaced by the metadata.namespace");
        } else if (key.startsWith("destination.labels")) {
            return Optional.of("attribute " + key + " is replaced by the workload selector");
        }
        return Optional.of(
                DEPRECATED.contains(key)
                        ? "deprecated attribute " + key + ": only supported in v1alpha1"
                        : "unknown attribute: " + key);
    }

    private static Optional<String> first(List<String> values, Function<String, Optional<String>> complaint) {
        return values.stream().map(complaint).flatMap(Optional::stream).findFirst();
    }
}
