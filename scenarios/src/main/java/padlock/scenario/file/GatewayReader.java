package padlock.scenario.file;

import java.util.List;
import java.util.Locale;
import padlock.mesh.resource.Gateway;
import padlock.mesh.resource.Labels;
import padlock.mesh.resource.Metadata;

import static padlock.scenario.file.Shape.closed;
import static padlock.scenario.file.Shape.field;
import static padlock.scenario.file.Shape.flag;
import static padlock.scenario.file.Shape.list;
import static padlock.scenario.file.Shape.pairs;
import static padlock.scenario.file.Shape.text;
import static padlock.scenario.file.Shape.whole;
import static padlock.scenario.file.Shape.words;

/** Reads a Gateway by the rules of Istio's admission webhook. */
final class GatewayReader {

    private static final List<String> PLAIN_HTTP = List.of("HTTP", "HTTP2", "GRPC", "GRPC-WEB");
    private static final List<String> WITH_TLS = List.of("HTTPS", "TLS");
    private static final List<String> OTHERS = List.of("MONGO", "REDIS", "MYSQL", "TCP");
    private static final Shape TEXTS = list(text());
    private static final Shape VERSION =
            words("version", List.of("TLS_AUTO", "TLSV1_0", "TLSV1_1", "TLSV1_2", "TLSV1_3"));

    static final Shape TLS = closed(
            field("httpsRedirect", flag()),
            field(
                    "mode",
                    words(
                            "mode",
                            List.of(
                                    "PASSTHROUGH",
                                    "SIMPLE",
                                    "MUTUAL",
                                    "AUTO_PASSTHROUGH",
                                    "ISTIO_MUTUAL",
                                    "OPTIONAL_MUTUAL"))),
            field("serverCertificate", text()),
            field("privateKey", text()),
            field("caCertificates", text()),
            field("caCrl", text()),
            field("credentialName", text()),
            field("credentialNames", TEXTS),
            field("caCertCredentialName", text()),
            field("tlsCertificates", list(Shape.anything())),
            field("subjectAltNames", TEXTS),
            field("verifyCertificateSpki", TEXTS),
            field("verifyCertificateHash", TEXTS),
            field("minProtocolVersion", VERSION),
            field("maxProtocolVersion", VERSION),
            field("cipherSuites", TEXTS));

    private static final Shape SERVER = closed(
            field(
                            "port",
                            closed(
                                    field("number", whole(0, 4_294_967_295L)).required(),
                                    field("protocol", text()).required(),
                                    field("name", text()).required(),
                                    field("targetPort", whole(0, 4_294_967_295L))))
                    .required(),
            field("bind", text()),
            field("hosts", TEXTS).required(),
            field("tls", TLS).notModelled(),
            field("defaultEndpoint", text()),
            field("name", text()));

    static final Shape SHAPE =
            IstioShapes.kind(closed(field("selector", pairs(text())), field("servers", list(SERVER))));

    private GatewayReader() {}

    static Gateway read(Metadata metadata, Node root, Report report) {
        Node spec = root.get("spec").orElse(new Node.Mapping(root.line(), List.of()));
        if (spec.items("servers").isEmpty()) {
            report.problem(spec.lineOf("servers"), "gateway must have at least one server", "");
        }
        return new Gateway(
                metadata,
                new Labels(spec.pairs("selector")),
                spec.items("servers").stream()
                        .map(server -> server(server, report))
                        .toList());
    }

    private static Gateway.Server server(Node server, Report report) {
        String protocol = server.at("port", "protocol").flatMap(Node::text).orElse("");
        int number = server.at("port", "number")
                .flatMap(Node::whole)
                .map(Long::intValue)
                .orElse(0);
        boolean encrypted = WITH_TLS.contains(protocol.toUpperCase(Locale.ROOT));
        boolean http = PLAIN_HTTP.contains(protocol.toUpperCase(Locale.ROOT));
        if (!http && !encrypted && !OTHERS.contains(protocol.toUpperCase(Locale.ROOT))) {
            report.problem(
                    server.lineOf("port"),
                    "invalid protocol \"" + protocol + "\", supported protocols are HTTP, HTTP2, GRPC, GRPC-WEB, MONGO,"
                            + " REDIS, MYSQL, TCP",
                    "");
        }
        if (number < 1 || number > 65535) {
            report.problem(server.lineOf("port"), "port number " + number + " must be in the range 1..65535", "");
        }
        if (server.items("hosts").isEmpty()) {
            report.problem(server.lineOf("hosts"), "server config must contain at least one host", "write \"*\"");
        }
        if (encrypted && server.get("tls").isEmpty()) {
            report.problem(server.line(), "server must have TLS settings for HTTPS/TLS protocols", "");
        }
        if (!http && !encrypted) {
            report.note(
                    server.lineOf("port"), "not modelled: a gateway's server for " + protocol, "it is as if absent");
        }
        return new Gateway.Server(
                number, http && server.get("tls").isEmpty(), server.texts("hosts"), report.origin(server.line()));
    }
}
