package padlock.scenario.file;

import java.util.List;

import static padlock.scenario.file.Shape.closed;
import static padlock.scenario.file.Shape.field;
import static padlock.scenario.file.Shape.flag;
import static padlock.scenario.file.Shape.list;
import static padlock.scenario.file.Shape.number;
import static padlock.scenario.file.Shape.pairs;
import static padlock.scenario.file.Shape.text;
import static padlock.scenario.file.Shape.whole;
import static padlock.scenario.file.Shape.words;

/** The published schema of a VirtualService. */
final class RouteShapes {

    private static final Shape INT32 = whole(Integer.MIN_VALUE, Integer.MAX_VALUE);
    private static final Shape UNSIGNED = whole(0, 4_294_967_295L);
    private static final Shape TEXTS = list(text());

    private static final Shape STRING_MATCH =
            closed(field("exact", text()), field("prefix", text()), field("regex", text()));

    private static final Shape PERCENT = closed(field("value", number()));

    private static final Shape HEADER_OPERATIONS =
            closed(field("set", pairs(text())), field("add", pairs(text())), field("remove", TEXTS));

    private static final Shape HEADERS =
            closed(field("request", HEADER_OPERATIONS), field("response", HEADER_OPERATIONS));

    private static final Shape DESTINATION = closed(
            field("host", text()).required(),
            field("subset", text()),
            field("port", closed(field("number", UNSIGNED))));

    private static final Shape HTTP_MATCH = closed(
            field("name", text()),
            field("uri", STRING_MATCH),
            field("scheme", STRING_MATCH),
            field("method", STRING_MATCH),
            field("authority", STRING_MATCH),
            field("headers", pairs(STRING_MATCH)),
            field("withoutHeaders", pairs(STRING_MATCH)),
            field("queryParams", pairs(STRING_MATCH)),
            field("ignoreUriCase", flag()),
            field("port", UNSIGNED),
            field("sourceLabels", pairs(text())),
            field("sourceNamespace", text()),
            field("gateways", TEXTS),
            field("statPrefix", text()));

    private static final Shape FAULT = closed(
            field(
                            "delay",
                            closed(
                                    field("percent", INT32),
                                    field("fixedDelay", text()),
                                    field("exponentialDelay", text()),
                                    field("percentage", PERCENT)))
                    .notModelled(),
            field(
                    "abort",
                    closed(
                            field("percent", INT32),
                            field("httpStatus", INT32),
                            field("grpcStatus", text()).notModelled(),
                            field("http2Error", text()).notModelled(),
                            field("percentage", PERCENT))));

    private static final Shape RETRIES = closed(
            field("attempts", INT32),
            field("perTryTimeout", text()),
            field("retryOn", text()),
            field("retryRemoteLocalities", flag()).nullable(),
            field("retryIgnorePreviousHosts", flag()).nullable(),
            field("backoff", text()));

    private static final Shape CORS = closed(
            field("allowOrigin", TEXTS),
            field("allowOrigins", list(STRING_MATCH)),
            field("allowMethods", TEXTS),
            field("allowHeaders", TEXTS),
            field("exposeHeaders", TEXTS),
            field("maxAge", text()),
            field("allowCredentials", flag()).nullable(),
            field("unmatchedPreflights", words("word", List.of("UNSPECIFIED", "FORWARD", "IGNORE"))));

    private static final Shape REDIRECT = closed(
            field("uri", text()),
            field("authority", text()),
            field("port", UNSIGNED),
            field("derivePort", words("word", List.of("FROM_PROTOCOL_DEFAULT", "FROM_REQUEST_PORT"))),
            field("scheme", text()),
            field("redirectCode", UNSIGNED));

    private static final Shape HTTP = closed(
            field("name", text()),
            field("match", list(HTTP_MATCH)),
            field(
                    "route",
                    list(closed(
                            field("destination", DESTINATION).required(),
                            field("weight", INT32),
                            field("headers", HEADERS).notModelled()))),
            field("redirect", REDIRECT),
            field(
                    "directResponse",
                    closed(
                            field("status", UNSIGNED).required(),
                            field("body", closed(field("string", text()), field("bytes", text()))))),
            field("delegate", closed(field("name", text()), field("namespace", text())))
                    .notModelled(),
            field(
                    "rewrite",
                    closed(
                            field("uri", text()),
                            field("authority", text()),
                            field("uriRegexRewrite", closed(field("match", text()), field("rewrite", text())))
                                    .notModelled())),
            field("timeout", text()).notModelled(),
            field("retries", RETRIES).notModelled(),
            field("fault", FAULT),
            field("mirror", DESTINATION),
            field("mirrors", list(closed(field("destination", DESTINATION).required(), field("percentage", PERCENT)))),
            field("mirrorPercent", UNSIGNED).nullable(),
            field("mirror_percent", UNSIGNED).nullable(),
            field("mirrorPercentage", PERCENT),
            field("corsPolicy", CORS),
            field("headers", HEADERS).notModelled());

    private static final Shape CONNECTION_SHARES =
            list(closed(field("destination", DESTINATION).required(), field("weight", INT32)));

    private static final Shape.Fields CONNECTION_MATCH = closed(
            field("destinationSubnets", TEXTS).notModelled(),
            field("port", UNSIGNED),
            field("sourceLabels", pairs(text())),
            field("sourceNamespace", text()),
            field("gateways", TEXTS));

    static final Shape VIRTUAL_SERVICE = IstioShapes.kind(closed(
            field("hosts", TEXTS),
            field("gateways", TEXTS),
            field("http", list(HTTP)),
            field(
                    "tls",
                    list(closed(
                            field(
                                            "match",
                                            list(CONNECTION_MATCH.and(
                                                    field("sniHosts", TEXTS).required())))
                                    .required(),
                            field("route", CONNECTION_SHARES)))),
            field(
                    "tcp",
                    list(closed(
                            field(
                                    "match",
                                    list(CONNECTION_MATCH.and(
                                            field("sourceSubnet", text()).notModelled()))),
                            field("route", CONNECTION_SHARES)))),
            field("exportTo", TEXTS)));

    private RouteShapes() {}
}
