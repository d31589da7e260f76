package padlock.scenario.file;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import padlock.mesh.analysis.Code;
import padlock.mesh.analysis.Finding;
import padlock.mesh.analysis.Where;

/** Whether the status of a resource, as a cluster's dump has it, says that a controller could not do what it asks. */
final class ConditionLint {

    private static final List<String> OF_WAYPOINTS = List.of("istio.io/WaypointBound");
    private static final List<String> OF_GATEWAYS = List.of("Accepted", "Programmed", "ResolvedRefs");

    /** The conditions that are bad news when they are false, for each kind. */
    private static final Map<String, List<String>> NEEDED = Map.ofEntries(
            Map.entry("Service", OF_WAYPOINTS),
            Map.entry("ServiceEntry", OF_WAYPOINTS),
            Map.entry("WorkloadEntry", OF_WAYPOINTS),
            Map.entry("AuthorizationPolicy", List.of("ZtunnelAccepted", "WaypointAccepted")),
            Map.entry("Gateway", OF_GATEWAYS),
            Map.entry("HTTPRoute", OF_GATEWAYS),
            Map.entry("GRPCRoute", OF_GATEWAYS));

    private ConditionLint() {}

    static void look(Where resource, Node document, Consumer<Finding> found) {
        String kind = resource.resource().kind();
        List<Node> conditions =
                document.get("status").map(status -> status.items("conditions")).orElse(List.of());
        for (int i = 0; i < conditions.size(); i++) {
            Node condition = conditions.get(i);
            String type = condition.text("type").orElse("");
            String reason = condition.text("reason").orElse("");
            boolean failed = NEEDED.getOrDefault(kind, List.of()).contains(type)
                    && condition.text("status").filter("False"::equals).isPresent();
            boolean partly = kind.equals("AuthorizationPolicy")
                    && type.equals("WaypointAccepted")
                    && reason.equals("PartiallyInvalid");
            if (failed || partly) {
                found.accept(new Finding(
                        Code.IST0171,
                        Lint.at(resource, List.of("status", "conditions", String.valueOf(i))),
                        "A condition with a negative status is present: type=" + type + ", reason=" + reason
                                + ", message=" + condition.text("message").orElse("") + ".",
                        "do what the message says; the status is as old as the dump"));
            }
        }
    }
}
