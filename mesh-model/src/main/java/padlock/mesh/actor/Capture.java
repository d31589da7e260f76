package padlock.mesh.actor;

import java.util.List;
import java.util.Optional;
import padlock.mesh.policy.Reason;
import padlock.mesh.resource.Instance;
import padlock.mesh.resource.Workload;

/** Which connections pass through a pod's sidecar: the annotations of the pod say, and iptables does it (R4.5). */
public final class Capture {

    private static final String PREFIX = "traffic.sidecar.istio.io/";
    private static final List<String> OF_THE_PROXY = List.of("15090", "15021", "15020");

    private Capture() {}

    /**
     * Whether what arrives at this port of the pod meets the sidecar. A list of ports to include makes that to exclude
     * void.
     */
    public static boolean ofInbound(Instance instance, int port) {
        String included = annotation(instance, "includeInboundPorts").orElse("*");
        boolean captured = included.equals("*")
                ? !OF_THE_PROXY.contains(Integer.toString(port)) && !lists(instance, "excludeInboundPorts", port)
                : lists(instance, "includeInboundPorts", port);
        return instance.sidecar() && (captured || instance.workload().isGateway());
    }

    /**
     * Whether what the program sends there meets the sidecar; a program that calls its own pod's address never leaves
     * it. A gateway has no program, and its calls are the proxy's own.
     */
    public static boolean ofOutbound(Instance instance, String address, int port) {
        return instance.sidecar() && instance.workload().isGateway()
                || instance.sidecar()
                        && !address.equals(instance.address())
                        && !lists(instance, "excludeOutboundPorts", port);
    }

    /** Why a sidecar that is there has no say. */
    static Reason reason(String question, String answer, Instance instance) {
        Workload workload = instance.workload();
        return new Reason(
                question,
                answer,
                "R4.5",
                Optional.of(new Reason.Field(workload.id(), workload.metadata().origin())),
                List.of());
    }

    private static boolean lists(Instance instance, String annotation, int port) {
        return annotation(instance, annotation).stream()
                .flatMap(text -> List.of(text.split(",")).stream())
                .anyMatch(listed -> listed.strip().equals(Integer.toString(port)));
    }

    private static Optional<String> annotation(Instance instance, String name) {
        return instance.workload().annotations().get(PREFIX + name);
    }
}
