package padlock.scenario.file;

import java.util.List;

import static padlock.scenario.file.Shape.closed;
import static padlock.scenario.file.Shape.field;
import static padlock.scenario.file.Shape.list;
import static padlock.scenario.file.Shape.pairs;
import static padlock.scenario.file.Shape.text;
import static padlock.scenario.file.Shape.whole;
import static padlock.scenario.file.Shape.words;

/** The published schemas of the Istio kinds that say what sidecars know of services. */
final class RegistryShapes {

    private static final Shape PORT = whole(1, 65535);
    private static final Shape UNSIGNED = whole(0, 4_294_967_295L);
    private static final Shape TEXTS = list(text());
    private static final Shape LABEL_SELECTOR = closed(field("labels", pairs(text())));
    private static final Shape BIND = words("capture mode", List.of("DEFAULT", "IPTABLES", "NONE"));

    private static final Shape ENDPOINT = closed(
            field("address", text()),
            field("ports", pairs(PORT)),
            field("labels", pairs(text())),
            field("network", text()).notModelled(),
            field("locality", text()),
            field("weight", UNSIGNED),
            field("serviceAccount", text()));

    static final Shape WORKLOAD_ENTRY = IstioShapes.kind(ENDPOINT);

    static final Shape SERVICE_ENTRY = IstioShapes.kind(closed(
            field("hosts", TEXTS).required(),
            field("addresses", TEXTS),
            field(
                    "ports",
                    list(closed(
                            field("number", PORT).required(),
                            field("name", text()).required(),
                            field("protocol", text()),
                            field("targetPort", PORT)))),
            field("location", words("location", List.of("MESH_EXTERNAL", "MESH_INTERNAL"))),
            field(
                    "resolution",
                    words("resolution", List.of("NONE", "STATIC", "DNS", "DNS_ROUND_ROBIN", "DYNAMIC_DNS"))),
            field("endpoints", list(ENDPOINT)),
            field("workloadSelector", LABEL_SELECTOR),
            field("exportTo", TEXTS),
            field("subjectAltNames", TEXTS)));

    private static final Shape LISTENER_PORT =
            closed(field("number", PORT), field("protocol", text()), field("name", text()), field("targetPort", PORT));

    static final Shape SIDECAR = IstioShapes.kind(closed(
            field("workloadSelector", LABEL_SELECTOR),
            field(
                    "ingress",
                    list(closed(
                            field("port", LISTENER_PORT).required(),
                            field("bind", text()),
                            field("captureMode", BIND),
                            field("defaultEndpoint", text()),
                            field("tls", GatewayReader.TLS),
                            field("connectionPool", IstioShapes.CONNECTION_POOL)))),
            field(
                    "egress",
                    list(closed(
                            field("port", LISTENER_PORT),
                            field("bind", text()),
                            field("captureMode", BIND),
                            field("hosts", TEXTS).required()))),
            field("inboundConnectionPool", IstioShapes.CONNECTION_POOL),
            field(
                    "outboundTrafficPolicy",
                    closed(
                            field("mode", words("mode", List.of("REGISTRY_ONLY", "ALLOW_ANY"))),
                            field("egressProxy", Shape.anything()).notModelled()))));

    private RegistryShapes() {}
}
