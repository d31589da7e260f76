package padlock.mesh.resource;

/**
 * One running pod. Whether it has a sidecar was decided when it was created: what changes afterwards does not touch it
 * (R4.2).
 */
public record Instance(InstanceId id, Workload workload, String address, boolean sidecar) {

    public static final String TLS_MODE_LABEL = "security.istio.io/tlsMode";

    /**
     * What clients believe this pod can do: the label's value, which the injection of a sidecar sets to {@code istio}
     * (R4.3). The template of a gateway sets none.
     */
    public String tlsMode() {
        boolean beside = sidecar && !workload.isGateway();
        return workload.labels().get(TLS_MODE_LABEL).orElse(beside ? "istio" : "disabled");
    }
}
