package padlock.scenario.file;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import padlock.mesh.resource.Gateway;
import padlock.mesh.resource.Labels;
import padlock.mesh.resource.Metadata;
import padlock.mesh.resource.ServerTls;

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
            field("caCrl", text()).notModelled(),
            field("credentialName", text()),
            field("credentialNames", TEXTS),
            field("caCertCredentialName", text()),
            field("tlsCertificates", list(Shape.anything())),
            field("subjectAltNames", TEXTS),
            field("verifyCertificateSpki", TEXTS).notModelled(),
            field("verifyCertificateHash", TEXTS).notModelled(),
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
            field("tls", TLS),
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
        Optional<Gateway.Protocol> known = protocol(protocol.toUpperCase(Locale.ROOT));
        if (known.isEmpty()) {
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
        Optional<ServerTls> tls = server.get("tls").map(node -> tls(node, report));
        Gateway.Protocol spoken = known.orElse(Gateway.Protocol.TCP);
        tls.ifPresentOrElse(settings -> requireFitting(settings, server, spoken, report), () -> {
            if (spoken.isTls()) {
                report.problem(server.line(), "server must have TLS settings for HTTPS/TLS protocols", "");
            }
        });
        return new Gateway.Server(
                number,
                server.at("port", "name").flatMap(Node::text).orElse(""),
                spoken,
                server.texts("hosts"),
                tls,
                report.origin(server.line()));
    }

    private static Optional<Gateway.Protocol> protocol(String word) {
        if (PLAIN_HTTP.contains(word)) {
            return Optional.of(Gateway.Protocol.HTTP);
        } else if (word.equals("HTTPS")) {
            return Optional.of(Gateway.Protocol.HTTPS);
        } else if (word.equals("TLS")) {
            return Optional.of(Gateway.Protocol.TLS);
        }
        return OTHERS.contains(word) ? Optional.of(Gateway.Protocol.TCP) : Optional.empty();
    }

    private static ServerTls tls(Node tls, Report report) {
        return ServerTlsReader.read(tls, report.origin(modeLine(tls)));
    }

    private static int modeLine(Node tls) {
        return tls.get("mode").isPresent() ? tls.lineOf("mode") : tls.line();
    }

    /** What ends TLS needs a certificate, and knows by which means; what speaks none cannot have one. */
    private static void requireFitting(ServerTls tls, Node server, Gateway.Protocol protocol, Report report) {
        Node node = server.get("tls").orElseThrow();
        if (!protocol.isTls()) {
            boolean certificates = Stream.of("caCertificates", "privateKey", "serverCertificate", "credentialName")
                    .anyMatch(name -> node.get(name).isPresent());
            if (protocol != Gateway.Protocol.HTTP) {
                report.problem(node.line(), "server cannot have TLS settings for non HTTPS/TLS ports", "");
            } else if (tls.mode() != ServerTls.Mode.PASSTHROUGH || certificates) {
                report.problem(
                        node.line(),
                        "server cannot have TLS settings for plain text HTTP ports",
                        "only httpsRedirect is for them");
            }
        } else if (tls.mode() == ServerTls.Mode.ISTIO_MUTUAL) {
            refuse(node, "caCertificates", "ISTIO_MUTUAL TLS cannot have associated CA bundle", report);
            refuse(node, "privateKey", "ISTIO_MUTUAL TLS cannot have associated private key", report);
            refuse(node, "serverCertificate", "ISTIO_MUTUAL TLS cannot have associated server certificate", report);
            refuse(node, "credentialName", "ISTIO_MUTUAL TLS cannot have associated credentialName", report);
        } else if (node.get("credentialNames").isEmpty()) {
            ServerTlsReader.requireFiles(node, tls.mode(), modeLine(node), report);
        }
    }

    private static void refuse(Node tls, String field, String why, Report report) {
        if (tls.get(field).isPresent()) {
            report.problem(tls.lineOf(field), why, "leave " + field + " away");
        }
    }
}
