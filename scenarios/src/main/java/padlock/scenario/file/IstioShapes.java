package padlock.scenario.file;

import java.util.List;

import static padlock.scenario.file.Shape.anything;
import static padlock.scenario.file.Shape.closed;
import static padlock.scenario.file.Shape.field;
import static padlock.scenario.file.Shape.flag;
import static padlock.scenario.file.Shape.list;
import static padlock.scenario.file.Shape.number;
import static padlock.scenario.file.Shape.pairs;
import static padlock.scenario.file.Shape.text;
import static padlock.scenario.file.Shape.whole;
import static padlock.scenario.file.Shape.words;

/** The published schemas of the Istio kinds that Padlock models. */
final class IstioShapes {

    private static final long MOST_UNSIGNED = 4_294_967_295L;
    private static final Shape INT32 = whole(Integer.MIN_VALUE, Integer.MAX_VALUE);
    private static final Shape UNSIGNED = whole(0, MOST_UNSIGNED);
    private static final Shape TEXTS = list(text());

    private static final Shape METADATA = closed(
            field("name", text()),
            field("generateName", text()).nullable(),
            field("namespace", text()).nullable(),
            field("labels", pairs(text())).nullable(),
            field("annotations", pairs(text())).nullable(),
            field("creationTimestamp", text()).nullable(),
            field("deletionTimestamp", anything()),
            field("deletionGracePeriodSeconds", anything()),
            field("finalizers", anything()),
            field("generation", anything()),
            field("managedFields", anything()),
            field("ownerReferences", anything()),
            field("resourceVersion", anything()),
            field("selfLink", anything()),
            field("uid", anything()));

    private static final Shape SELECTOR = closed(field("matchLabels", pairs(text())));

    private static final Shape MUTUAL_TLS =
            closed(field("mode", words("mode", List.of("UNSET", "DISABLE", "PERMISSIVE", "STRICT"))));

    static final Shape PEER_AUTHENTICATION = kind(
            closed(field("selector", SELECTOR), field("mtls", MUTUAL_TLS), field("portLevelMtls", pairs(MUTUAL_TLS))));

    private static final Shape CLIENT_TLS = closed(
            field("mode", words("mode", List.of("DISABLE", "SIMPLE", "MUTUAL", "ISTIO_MUTUAL"))),
            field("clientCertificate", text()),
            field("privateKey", text()),
            field("caCertificates", text()),
            field("caCrl", text()),
            field("credentialName", text()),
            field("subjectAltNames", TEXTS),
            field("sni", text()),
            field("insecureSkipVerify", flag()).nullable());

    static final Shape CONNECTION_POOL = closed(
            field(
                    "tcp",
                    closed(
                            field("maxConnections", INT32),
                            field("connectTimeout", text()),
                            field(
                                    "tcpKeepalive",
                                    closed(
                                            field("probes", UNSIGNED),
                                            field("time", text()),
                                            field("interval", text()))),
                            field("maxConnectionDuration", text()),
                            field("idleTimeout", text()))),
            field(
                    "http",
                    closed(
                            field("http1MaxPendingRequests", INT32),
                            field("http2MaxRequests", INT32),
                            field("maxRequestsPerConnection", INT32),
                            field("maxRetries", INT32),
                            field("idleTimeout", text()),
                            field("h2UpgradePolicy", words("policy", List.of("DEFAULT", "DO_NOT_UPGRADE", "UPGRADE"))),
                            field("useClientProtocol", flag()),
                            field("maxConcurrentStreams", INT32),
                            field("http2KeepAlive", closed(field("interval", text()), field("timeout", text()))))));

    private static final Shape FAILOVER = list(closed(field("from", text()), field("to", text())));

    private static final Shape LOAD_BALANCER = closed(
            field(
                    "simple",
                    words(
                            "load balancer",
                            List.of(
                                    "UNSPECIFIED",
                                    "LEAST_CONN",
                                    "RANDOM",
                                    "PASSTHROUGH",
                                    "ROUND_ROBIN",
                                    "LEAST_REQUEST"))),
            field(
                    "consistentHash",
                    closed(
                            field("httpHeaderName", text()),
                            field(
                                    "httpCookie",
                                    closed(
                                            field("name", text()).required(),
                                            field("path", text()),
                                            field("ttl", text()),
                                            field(
                                                    "attributes",
                                                    list(closed(
                                                            field("name", text())
                                                                    .required(),
                                                            field("value", text())))))),
                            field("useSourceIp", flag()),
                            field("httpQueryParameterName", text()),
                            field("ringHash", closed(field("minimumRingSize", whole(0, Long.MAX_VALUE)))),
                            field("maglev", closed(field("tableSize", whole(0, Long.MAX_VALUE)))),
                            field("minimumRingSize", whole(0, Long.MAX_VALUE)))),
            field(
                    "localityLbSetting",
                    closed(
                            field("distribute", list(closed(field("from", text()), field("to", pairs(UNSIGNED))))),
                            field("failover", FAILOVER),
                            field("failoverPriority", TEXTS),
                            field("enabled", flag()).nullable())),
            field(
                    "zoneAwareLbSetting",
                    closed(
                            field("enabled", flag()).nullable(),
                            field("failover", FAILOVER),
                            field("failoverPriority", TEXTS),
                            field("minClusterSize", whole(1, Long.MAX_VALUE)).nullable())),
            field("warmupDurationSecs", text()),
            field(
                    "warmup",
                    closed(
                            field("duration", text()).required(),
                            field("minimumPercent", number()).nullable(),
                            field("aggression", number()).nullable())));

    private static final Shape OUTLIER_DETECTION = closed(
            field("consecutiveErrors", INT32),
            field("splitExternalLocalOriginErrors", flag()),
            field("consecutiveLocalOriginFailures", UNSIGNED).nullable(),
            field("consecutiveGatewayErrors", UNSIGNED).nullable(),
            field("consecutive5xxErrors", UNSIGNED).nullable(),
            field("interval", text()),
            field("baseEjectionTime", text()),
            field("maxEjectionPercent", INT32),
            field("minHealthPercent", INT32),
            field("outlierDetectionHttpErrorCodes", list(whole(100, 599))));

    private static final Shape.Fields PORT_TRAFFIC_POLICY = closed(
            field("connectionPool", CONNECTION_POOL).notModelled(),
            field("loadBalancer", LOAD_BALANCER),
            field("outlierDetection", OUTLIER_DETECTION).notModelled(),
            field("tls", CLIENT_TLS));

    private static final Shape TRAFFIC_POLICY = PORT_TRAFFIC_POLICY.and(
            field("portLevelSettings", list(PORT_TRAFFIC_POLICY.and(field("port", closed(field("number", UNSIGNED)))))),
            field(
                            "tunnel",
                            closed(
                                    field("protocol", text()),
                                    field("targetHost", text()).required(),
                                    field("targetPort", UNSIGNED).required()))
                    .notModelled(),
            field("proxyProtocol", closed(field("version", words("version", List.of("V1", "V2")))))
                    .notModelled(),
            field(
                    "retryBudget",
                    closed(
                            field("percent", number()).nullable(),
                            field("minRetryConcurrency", UNSIGNED),
                            field("budgetInterval", text()))));

    static final Shape DESTINATION_RULE = kind(closed(
            field("host", text()).required(),
            field("trafficPolicy", TRAFFIC_POLICY),
            field(
                    "subsets",
                    list(closed(
                            field("name", text()).required(),
                            field("labels", pairs(text())),
                            field("trafficPolicy", TRAFFIC_POLICY)))),
            field("exportTo", TEXTS),
            field("workloadSelector", SELECTOR)));

    private static final Shape TARGET_REFERENCE = closed(
            field("group", text()),
            field("kind", text()).required(),
            field("name", text()).required(),
            field("namespace", text()));

    private static final Shape SOURCE = closed(
            field("principals", TEXTS),
            field("notPrincipals", TEXTS),
            field("namespaces", TEXTS),
            field("notNamespaces", TEXTS),
            field("requestPrincipals", TEXTS),
            field("notRequestPrincipals", TEXTS),
            field("serviceAccounts", TEXTS),
            field("notServiceAccounts", TEXTS),
            field("trustDomains", TEXTS),
            field("notTrustDomains", TEXTS),
            field("ipBlocks", TEXTS),
            field("notIpBlocks", TEXTS),
            field("remoteIpBlocks", TEXTS),
            field("notRemoteIpBlocks", TEXTS));

    private static final Shape OPERATION = closed(
            field("ports", TEXTS),
            field("notPorts", TEXTS),
            field("methods", TEXTS),
            field("notMethods", TEXTS),
            field("paths", TEXTS),
            field("notPaths", TEXTS),
            field("hosts", TEXTS),
            field("notHosts", TEXTS));

    private static final Shape CONDITION =
            closed(field("key", text()).required(), field("values", TEXTS), field("notValues", TEXTS));

    static final Shape AUTHORIZATION_POLICY = kind(closed(
            field("selector", SELECTOR),
            field("targetRef", TARGET_REFERENCE),
            field("targetRefs", list(TARGET_REFERENCE)),
            field("action", words("action", List.of("ALLOW", "DENY", "AUDIT", "CUSTOM"))),
            field("provider", closed(field("name", text()))),
            field(
                    "rules",
                    list(closed(
                            field("from", list(closed(field("source", SOURCE)))),
                            field("to", list(closed(field("operation", OPERATION)))),
                            field("when", list(CONDITION)))))));

    private static final Shape JWT_RULE = closed(
            field("issuer", text()),
            field("audiences", TEXTS),
            field("jwksUri", text()).notModelled(),
            field("jwks_uri", text()).notModelled(),
            field("jwks", text()),
            field("fromHeaders", list(closed(field("name", text()).required(), field("prefix", text())))),
            field("fromParams", TEXTS),
            field("fromCookies", TEXTS),
            field("outputPayloadToHeader", text()),
            field("forwardOriginalToken", flag()),
            field(
                    "outputClaimToHeaders",
                    list(closed(
                            field("header", text()).required(),
                            field("claim", text()).required()))),
            field("timeout", text()),
            field("spaceDelimitedClaims", TEXTS),
            field("presence", words("presence", List.of("OPTIONAL", "REQUIRED")))
                    .notModelled());

    static final Shape REQUEST_AUTHENTICATION = kind(closed(
            field("selector", SELECTOR),
            field("targetRef", TARGET_REFERENCE),
            field("targetRefs", list(TARGET_REFERENCE)),
            field("jwtRules", list(JWT_RULE))));

    private IstioShapes() {}

    static Shape kind(Shape spec) {
        return closed(
                field("apiVersion", text()),
                field("kind", text()),
                field("metadata", METADATA).required(),
                field("spec", spec),
                field("status", anything()));
    }
}
