package padlock.conformance;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import padlock.mesh.policy.EffectiveMutualTls;
import padlock.mesh.policy.Explained;
import padlock.mesh.policy.FilterChain;
import padlock.mesh.policy.FirstBytes;
import padlock.mesh.policy.InboundPort;
import padlock.mesh.policy.InboundPorts;
import padlock.mesh.policy.Injection;
import padlock.mesh.policy.Precedence;
import padlock.mesh.policy.Reason;
import padlock.mesh.policy.ServiceMutualTls;
import padlock.mesh.resource.Mesh;
import padlock.mesh.resource.MutualTlsMode;
import padlock.mesh.resource.Service;
import padlock.mesh.resource.Workload;

/** What the side of the server has and accepts. */
final class ServerQuestions {

    private static final Map<String, List<String>> ISTIO_ALPN = Map.of(
            "tcp", List.of("istio-peer-exchange", "istio"), "http", List.of("istio-http/1.1", "istio", "http/1.1"));
    private static final Map<String, List<String>> OTHER_ALPN = Map.of("tcp", List.of(), "http", List.of("http/1.1"));

    private ServerQuestions() {}

    /** {@code {mode-of: ns/workload, port: 8080}}; without a port, of those that no policy names. */
    static Answer mode(Ask ask, SmallMesh small) {
        Mesh mesh = small.mesh();
        Workload workload = SmallMesh.workload(mesh, ask.subject());
        Optional<Integer> port = ask.number("port");
        Explained<MutualTlsMode> mode = port.map(
                        number -> EffectiveMutualTls.on(workload, number, mesh, Precedence.ISTIO))
                .orElseGet(() -> EffectiveMutualTls.onOtherPorts(workload, mesh, Precedence.ISTIO));
        return Answer.empty()
                .with("mode", mode.value().name())
                .with(
                        "ends-mutual-tls",
                        inbound(workload, port, mesh).chains().stream()
                                .anyMatch(chain -> chain.filter().terminatesTls()))
                .with("candidates", candidates(mode));
    }

    /** The policies of which one could have decided: they select the workload and are the oldest of their scope. */
    private static List<String> candidates(Explained<MutualTlsMode> mode) {
        Stream<Reason.Field> deciding = mode.reasons().stream().flatMap(reason -> reason.decidedBy().stream());
        Stream<Reason.Field> losing = mode.reasons().stream()
                .flatMap(reason -> reason.ignored().stream())
                .filter(ignored ->
                        ignored.why().equals("sets no mode") || ignored.why().startsWith("wider scope"))
                .map(Reason.Ignored::field);
        return List.copyOf(new TreeSet<>(Stream.concat(deciding, losing)
                .map(field ->
                        field.resource().namespace() + "/" + field.resource().name())
                .toList()));
    }

    /** {@code {arrives: tls, speaking: http, at: ns/workload, port: 8080}}. */
    static Answer firstBytes(Ask ask, SmallMesh small) {
        Mesh mesh = small.mesh();
        InboundPort port = inbound(SmallMesh.workload(mesh, ask.text("at")), ask.number("port"), mesh);
        String speaking = ask.text("speaking");
        FirstBytes bytes = switch (ask.subject()) {
            case "istio's mutual tls" ->
                new FirstBytes.Tls(ask.words().containsKey("alpn") ? ask.texts("alpn") : ISTIO_ALPN.get(speaking));
            case "tls without a certificate" -> new FirstBytes.Tls(OTHER_ALPN.get(speaking));
            case "plaintext" -> speaking.equals("http") ? new FirstBytes.PlainHttp() : new FirstBytes.OtherBytes();
            default -> throw new IllegalArgumentException(ask.subject());
        };
        Answer answer = Answer.empty().with("port-is", port.handling().name());
        Optional<FilterChain.Filter> filter = port.choose(bytes).map(FilterChain::filter);
        if (filter.isEmpty()) {
            return answer.with("refused", "no filter chain");
        }
        if (filter.get().terminatesTls() && ask.subject().equals("tls without a certificate")) {
            return answer.with("refused", "no client certificate");
        }
        if (filter.get().http() && !filter.get().terminatesTls() && !(bytes instanceof FirstBytes.PlainHttp)) {
            return answer.with("refused", "not HTTP");
        }
        return answer.with("taken-as", filter.get().http() ? "http" : "tcp")
                .with("tls-ends-here", filter.get().terminatesTls());
    }

    private static InboundPort inbound(Workload workload, Optional<Integer> port, Mesh mesh) {
        SortedMap<Integer, InboundPort> ports = InboundPorts.of(workload, mesh, Precedence.ISTIO);
        return port.flatMap(number -> Optional.ofNullable(ports.get(number)))
                .orElseGet(() -> InboundPorts.others(workload, mesh, Precedence.ISTIO));
    }

    /** {@code {inferred-mode-of: full name of a service, port: 80}}. */
    static Answer inferredMode(Ask ask, SmallMesh small) {
        Mesh mesh = small.mesh();
        Service service = SmallMesh.service(mesh, ask.subject());
        Service.ServicePort port =
                service.port(ask.number("port").orElseThrow()).orElseThrow();
        return Answer.empty()
                .with(
                        "mode",
                        ServiceMutualTls.inferred(service, port, mesh, Precedence.ISTIO)
                                .value()
                                .map(MutualTlsMode::name)
                                .orElse("UNKNOWN"));
    }

    /** {@code {injected: ns/workload}}. */
    static Answer injected(Ask ask, SmallMesh small) {
        Mesh mesh = small.mesh();
        return Answer.empty()
                .with(
                        "injected",
                        Injection.decide(SmallMesh.workload(mesh, ask.subject()), mesh)
                                .value());
    }
}
