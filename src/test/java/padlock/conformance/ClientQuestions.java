package padlock.conformance;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import padlock.mesh.policy.Authority;
import padlock.mesh.policy.Cluster;
import padlock.mesh.policy.Compilation;
import padlock.mesh.policy.Credentials;
import padlock.mesh.policy.DestinationRules;
import padlock.mesh.policy.MergedRule;
import padlock.mesh.policy.Precedence;
import padlock.mesh.policy.UpstreamTls;
import padlock.mesh.resource.DestinationRule;
import padlock.mesh.resource.Labels;
import padlock.mesh.resource.Mesh;

/** What the side of the client follows and sends. */
final class ClientQuestions {

    private ClientQuestions() {}

    /** {@code {rule-towards: host, of: namespace of the service, from: namespace, labels: {…}, port: 80}}. */
    static Answer rule(Ask ask, SmallMesh small) {
        Mesh mesh = small.mesh();
        String host = ask.subject();
        String of = ask.text("of");
        String from = ask.text("from");
        Labels labels = Labels.of(ask.pairs("labels"));
        Optional<MergedRule> chosen = DestinationRules.chosen(host, of, from, labels, mesh);
        List<MergedRule> candidates = DestinationRules.candidates(host, of, from, mesh);
        Map<String, List<String>> merged = new LinkedHashMap<>();
        candidates.forEach(rule -> merged.put(names(rule).get(0), names(rule)));
        return Answer.empty()
                .with("rule", chosen.map(rule -> names(rule).get(0)))
                .with(
                        "subsets",
                        chosen.map(rule -> rule.subsets().stream()
                                .map(DestinationRule.Subset::name)
                                .toList()))
                .with("candidates", merged)
                .with(
                        "tls",
                        DestinationRules.toward(host, of, ask.number("port").orElse(80), from, labels, mesh)
                                .value()
                                .map(tls -> tls.mode().name()));
    }

    private static List<String> names(MergedRule rule) {
        return rule.from().stream().map(each -> each.id().name()).toList();
    }

    /** {@code {sent-by: ns/workload, to: full name of a service, port: 80, subset: v1, endpoint: ns/workload}}. */
    static Answer sent(Ask ask, SmallMesh small) {
        Mesh mesh = small.mesh();
        String name = Cluster.name(
                ask.text("to"),
                ask.number("port").orElse(80),
                ask.find("subset").orElse(""));
        Cluster cluster = new Compilation(mesh, Precedence.ISTIO)
                .of(mesh.instances().get(SmallMesh.pod(ask.subject()))).clusters().stream()
                        .filter(each -> each.name().equals(name))
                        .findFirst()
                        .orElseThrow();
        Map<String, String> toEach = new LinkedHashMap<>();
        cluster.endpoints()
                .forEach(endpoint -> toEach.put(
                        endpoint.instance().toString(), word(endpoint.upstream().value())));
        UpstreamTls upstream = cluster.endpoints().stream()
                .filter(endpoint -> ask.find("endpoint")
                        .map(endpoint.instance().toString()::equals)
                        .orElse(true))
                .findFirst()
                .orElseThrow()
                .upstream()
                .value();
        return details(upstream, Answer.empty().with("sends", word(upstream)).with("to-each", toEach));
    }

    private static String word(UpstreamTls upstream) {
        if (upstream instanceof UpstreamTls.Plaintext) {
            return "plaintext";
        } else if (upstream instanceof UpstreamTls.IstioMutual) {
            return "mutual-tls";
        } else if (upstream instanceof UpstreamTls.ServerOnly) {
            return "tls";
        } else if (upstream instanceof UpstreamTls.CustomMutual) {
            return "custom-mutual-tls";
        }
        return "nothing before the Secret is there";
    }

    private static String word(Authority authority) {
        if (authority instanceof Authority.InSecret secret) {
            return secret.secret().toString();
        }
        return (authority instanceof Authority.Revoking revoking ? revoking.authority() : authority).toString();
    }

    private static String word(Credentials credentials) {
        return credentials instanceof Credentials.InSecret secret
                ? secret.secret().toString()
                : credentials.toString();
    }

    private static Optional<String> list(Authority authority) {
        return authority instanceof Authority.Revoking revoking ? Optional.of(revoking.list()) : Optional.empty();
    }

    private static Answer details(UpstreamTls upstream, Answer answer) {
        answer.with("expects-requested-host", upstream.expectsRequestedHost());
        if (upstream instanceof UpstreamTls.IstioMutual mutual) {
            return answer.with("shows", "WORKLOAD")
                    .with("trusts", "MESH")
                    .with("expects-names", mutual.subjectAltNames())
                    .with("sni", mutual.serverName())
                    .with("alpn", mutual.alpn())
                    .with("http-alpn", mutual.httpAlpn());
        } else if (upstream instanceof UpstreamTls.ServerOnly tls) {
            return answer.with("shows", null)
                    .with("trusts", word(tls.authority()))
                    .with("revocations", list(tls.authority()))
                    .with("expects-names", tls.subjectAltNames())
                    .with("sni", tls.serverName())
                    .with("alpn", tls.alpn())
                    .with("curves", tls.ecdhCurves())
                    .with("http-alpn", tls.alpn());
        } else if (upstream instanceof UpstreamTls.CustomMutual custom) {
            return answer.with("shows", word(custom.credentials()))
                    .with("trusts", word(custom.authority()))
                    .with("revocations", list(custom.authority()))
                    .with("expects-names", custom.subjectAltNames())
                    .with("sni", custom.serverName())
                    .with("alpn", custom.alpn())
                    .with("curves", custom.ecdhCurves())
                    .with("http-alpn", custom.alpn());
        }
        return answer;
    }
}
