package padlock.mesh.policy;

import padlock.mesh.policy.Reason.Field;

/**
 * A cluster to which a route leads a part of the calls.
 *
 * @param cluster Envoy's name of it; there may be no such cluster
 * @param meaning the cluster in a person's words
 */
public record Lead(String cluster, String meaning, int weight, Field field) {}
