package padlock.mesh.analysis;

import java.util.Optional;
import java.util.function.Consumer;
import padlock.mesh.actor.Capture;
import padlock.mesh.resource.Instance;
import padlock.mesh.resource.Labels;
import padlock.mesh.resource.Service;
import padlock.mesh.resource.Service.ServicePort;
import padlock.mesh.resource.Workload;

/** Whether workloads get the sidecar that somebody thinks they have, and whether traffic meets it (R4.1 to R4.5). */
final class WorkloadChecks implements Check {

    private static final String INJECT = "sidecar.istio.io/inject";

    @Override
    public void look(StudiedMesh mesh, Consumer<Finding> found) {
        for (Workload workload : mesh.mesh().workloads()) {
            boolean sidecar = mesh.hasSidecar(workload);
            if (sidecar) {
                passedBy(mesh, workload, found);
            } else {
                withoutProxy(mesh, workload, found);
                pretends(workload, found);
            }
        }
    }

    private static void withoutProxy(StudiedMesh mesh, Workload workload, Consumer<Finding> found) {
        Labels namespace = mesh.mesh().namespaceLabels(workload.namespace());
        boolean enabled = namespace
                .get(NamespaceChecks.INJECTION)
                .filter("enabled"::equals)
                .isPresent();
        Optional<String> label = workload.labels().get(INJECT);
        Optional<String> annotation = workload.annotations().get(INJECT);
        boolean optsOut = label.or(() -> annotation).filter("false"::equals).isPresent();
        boolean runs = workload.hasProxyContainer().isPresent();
        if (enabled && runs && !workload.hostNetwork() && !optsOut) {
            found.accept(new Finding(
                    Code.IST0103,
                    Where.in(workload, "metadata", "name"),
                    "The pod of " + StudiedMesh.name(workload) + " is missing the Istio proxy although its namespace"
                            + " injects them: it was created before the namespace was labelled.",
                    "restart the workload"));
        }
        if (!enabled && label.isEmpty() && annotation.filter("true"::equals).isPresent()) {
            found.accept(new Finding(
                    Code.PAD010,
                    templateField(workload, "annotations", INJECT),
                    "The annotation " + INJECT + " of " + StudiedMesh.name(workload)
                            + " injects nothing: in a namespace that is not labelled only a label of the pod asks for a"
                            + " sidecar.",
                    "make it a label of the pod template, or label the namespace istio-injection=enabled"));
        }
    }

    private static void pretends(Workload workload, Consumer<Finding> found) {
        workload.labels()
                .get(Instance.TLS_MODE_LABEL)
                .filter("istio"::equals)
                .ifPresent(mode -> found.accept(new Finding(
                        Code.PAD012,
                        templateField(workload, "labels", Instance.TLS_MODE_LABEL),
                        StudiedMesh.name(workload) + " has no sidecar and bears the label " + Instance.TLS_MODE_LABEL
                                + "=istio, by which clients tell who takes mutual TLS: they send it TLS that its program"
                                + " cannot read.",
                        "remove the label; injection sets it")));
    }

    private static void passedBy(StudiedMesh mesh, Workload workload, Consumer<Finding> found) {
        for (Service service : mesh.servicesOf(workload)) {
            for (ServicePort port : service.ports()) {
                port.target()
                        .on(workload)
                        .filter(number -> !Capture.ofInbound(mesh.instance(workload), number))
                        .ifPresent(number -> found.accept(new Finding(
                                Code.PAD013,
                                workload.annotations()
                                                .get("traffic.sidecar.istio.io/includeInboundPorts")
                                                .isPresent()
                                        ? templateField(
                                                workload, "annotations", "traffic.sidecar.istio.io/includeInboundPorts")
                                        : templateField(
                                                workload,
                                                "annotations",
                                                "traffic.sidecar.istio.io/excludeInboundPorts"),
                                "Port " + number + " of " + StudiedMesh.name(workload)
                                        + " passes its sidecar by, so no PeerAuthentication guards it; clients of "
                                        + service.host() + ":" + port.number()
                                        + " do not know, and send mutual TLS to the bare program.",
                                "let a DestinationRule for " + service.host() + " say tls mode DISABLE on port "
                                        + port.number() + ", or let the sidecar take the port")));
            }
        }
    }

    /** A field of what becomes the pod's metadata. */
    private static Where templateField(Workload workload, String map, String key) {
        return switch (workload.id().kind()) {
            case "Pod" -> Where.in(workload, "metadata", map, key);
            case "CronJob" -> Where.in(workload, "spec", "jobTemplate", "spec", "template", "metadata", map, key);
            default -> Where.in(workload, "spec", "template", "metadata", map, key);
        };
    }
}
