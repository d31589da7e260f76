package padlock.scenario.file;

import java.util.Optional;
import padlock.mesh.resource.Origin;
import padlock.mesh.resource.ServerTls;

/** Reads how a proxy takes TLS, by the rules of Istio's admission webhook. */
final class ServerTlsReader {

    private ServerTlsReader() {}

    static ServerTls read(Node tls, Origin origin) {
        return new ServerTls(
                tls.text("mode")
                        .flatMap(text -> Words.among(ServerTls.Mode.values(), ServerTls.Mode::name, text))
                        .orElse(ServerTls.Mode.PASSTHROUGH),
                tls.get("httpsRedirect").flatMap(Node::flag).orElse(false),
                given(tls, "credentialName")
                        .or(() -> tls.texts("credentialNames").stream().findFirst()),
                given(tls, "caCertCredentialName"),
                given(tls, "serverCertificate"),
                given(tls, "caCertificates"),
                tls.texts("subjectAltNames"),
                given(tls, "minProtocolVersion"),
                given(tls, "maxProtocolVersion"),
                origin);
    }

    /** What a mode needs where no Secret has it. */
    static void requireFiles(Node tls, ServerTls.Mode mode, int line, Report report) {
        boolean own = mode.endsTls() && mode != ServerTls.Mode.ISTIO_MUTUAL;
        if (!own || given(tls, "credentialName").isPresent()) {
            return;
        }
        String what = mode == ServerTls.Mode.SIMPLE ? "SIMPLE" : "MUTUAL";
        require(tls, "serverCertificate", what + " TLS requires a server certificate", line, report);
        require(tls, "privateKey", what + " TLS requires a private key", line, report);
        if (mode.asksClients()) {
            require(tls, "caCertificates", what + " TLS requires a client CA bundle", line, report);
        } else if (given(tls, "caCrl").isPresent()) {
            report.problem(tls.lineOf("caCrl"), "CRL is not supported with SIMPLE TLS", "");
        }
    }

    private static void require(Node tls, String field, String mistake, int line, Report report) {
        if (given(tls, field).isEmpty()) {
            report.problem(line, mistake, "write " + field);
        }
    }

    private static Optional<String> given(Node tls, String key) {
        return tls.text(key).filter(text -> !text.isEmpty());
    }
}
