package padlock.mesh.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import padlock.mesh.policy.FilterChain.Filter;
import padlock.mesh.policy.FilterChain.Transport;
import padlock.mesh.resource.Mesh;
import padlock.mesh.resource.MutualTlsMode;
import padlock.mesh.resource.PortProtocol.Handling;
import padlock.mesh.resource.Service;
import padlock.mesh.resource.SidecarScope;
import padlock.mesh.resource.Workload;

/**
 * The ports of a pod as its sidecar takes connections on them: by mode, and by what services declare them to speak
 * (R7.2).
 */
public final class InboundPorts {

    private static final List<String> ISTIO =
            List.of("istio", "istio-peer-exchange", "istio-http/1.0", "istio-http/1.1", "istio-h2");
    private static final List<String> ISTIO_HTTP = List.of("istio-http/1.0", "istio-http/1.1", "istio-h2");
    private static final List<String> ISTIO_TCP = List.of("istio-peer-exchange", "istio");
    private static final List<String> PLAIN_HTTP = List.of("http/1.0", "http/1.1", "h2c");
    private static final List<String> ANY = List.of();

    private static final FilterChain RAW_HTTP =
            new FilterChain("plaintext-http", Transport.RAW_BUFFER, ANY, Filter.HTTP);
    private static final FilterChain RAW_SNIFFED_HTTP =
            new FilterChain("plaintext-http", Transport.RAW_BUFFER, PLAIN_HTTP, Filter.HTTP);
    private static final FilterChain RAW_TCP = new FilterChain("plaintext-tcp", Transport.RAW_BUFFER, ANY, Filter.TCP);
    private static final FilterChain OTHER_TLS = new FilterChain("tls-untouched", Transport.TLS, ANY, Filter.TCP);

    private InboundPorts() {}

    /** Each port that a service targets or a policy names. */
    public static SortedMap<Integer, InboundPort> of(Workload workload, Mesh mesh, Precedence precedence) {
        SidecarScopes scopes = new SidecarScopes(mesh);
        return of(
                workload,
                mesh.services(),
                scopes.of(workload),
                new IngressTls(mesh, scopes),
                new PeerAuthentications(mesh, precedence));
    }

    /** What holds for every other port: the workload's mode, and sniffing (R7.4). */
    public static InboundPort others(Workload workload, Mesh mesh, Precedence precedence) {
        return others(workload, new PeerAuthentications(mesh, precedence));
    }

    /** Ports that a Sidecar names stand in place of those of services (R7.5). */
    static SortedMap<Integer, InboundPort> of(
            Workload workload,
            List<Service> services,
            Optional<SidecarScope> scope,
            IngressTls ingressTls,
            PeerAuthentications policies) {
        SortedMap<Integer, Handling> declared = new TreeMap<>();
        policies.portsNamedFor(workload.namespace(), workload.labels())
                .forEach(port -> declared.put(port, Handling.AUTO));
        List<SidecarScope.Ingress> ingress = scope.map(SidecarScope::ingress).orElse(List.of());
        ingress.forEach(port -> declared.put(port.port(), port.protocol().handling()));
        if (ingress.isEmpty()) {
            declared.putAll(targeted(workload, services));
        }
        SortedMap<Integer, InboundPort> ports = new TreeMap<>();
        declared.forEach((number, handling) -> {
            Explained<MutualTlsMode> mode =
                    policies.onServer(workload.namespace(), workload.labels(), Optional.of(number));
            ports.put(
                    number,
                    ingress.stream()
                            .filter(listener -> listener.port() == number)
                            .filter(listener -> listener.tls().isPresent())
                            .findFirst()
                            .map(listener -> ingressTls.port(scope.orElseThrow(), listener, mode))
                            .orElseGet(() -> port(handling, mode)));
        });
        return ports;
    }

    private static SortedMap<Integer, Handling> targeted(Workload workload, List<Service> services) {
        SortedMap<Integer, Handling> targeted = new TreeMap<>();
        services.stream()
                .filter(service -> service.selects(workload))
                .sorted(Age.OLDEST_FIRST)
                .flatMap(service -> service.ports().stream())
                .forEach(port -> port.target()
                        .on(workload)
                        .ifPresent(number ->
                                targeted.putIfAbsent(number, port.protocol().handling())));
        return targeted;
    }

    static InboundPort others(Workload workload, PeerAuthentications policies) {
        return port(Handling.AUTO, policies.onServer(workload.namespace(), workload.labels(), Optional.empty()));
    }

    private static InboundPort port(Handling handling, Explained<MutualTlsMode> mode) {
        return new InboundPort(handling, mode, chains(handling, mode.value()));
    }

    /** The chains of a port: with STRICT none is for plaintext, with DISABLE none for TLS. */
    public static List<FilterChain> chains(Handling handling, MutualTlsMode mode) {
        List<FilterChain> chains = new ArrayList<>();
        if (mode == MutualTlsMode.STRICT) {
            chains.addAll(strict(handling));
        }
        if (mode == MutualTlsMode.PERMISSIVE) {
            chains.addAll(permissive(handling));
        }
        if (mode != MutualTlsMode.STRICT) {
            chains.addAll(plaintext(handling));
        }
        return chains;
    }

    private static List<FilterChain> strict(Handling handling) {
        return switch (handling) {
            case HTTP -> List.of(mutualHttp(ANY));
            case TCP -> List.of(mutualTcp(ANY));
            case AUTO -> List.of(mutualHttp(ISTIO_HTTP), mutualTcp(ANY));
        };
    }

    /** Istio's own TLS is told from an application's by its ALPN alone; an HTTP port has no chain for the latter. */
    private static List<FilterChain> permissive(Handling handling) {
        return switch (handling) {
            case HTTP -> List.of(mutualHttp(ISTIO));
            case TCP -> List.of(mutualTcp(ISTIO), OTHER_TLS);
            case AUTO -> List.of(mutualHttp(ISTIO_HTTP), mutualTcp(ISTIO_TCP), OTHER_TLS);
        };
    }

    private static List<FilterChain> plaintext(Handling handling) {
        return switch (handling) {
            case HTTP -> List.of(RAW_HTTP);
            case TCP -> List.of(RAW_TCP);
            case AUTO -> List.of(RAW_SNIFFED_HTTP, RAW_TCP);
        };
    }

    private static FilterChain mutualHttp(List<String> applicationProtocols) {
        return new FilterChain("mutual-tls-http", Transport.TLS, applicationProtocols, Filter.MUTUAL_TLS_HTTP);
    }

    private static FilterChain mutualTcp(List<String> applicationProtocols) {
        return new FilterChain("mutual-tls-tcp", Transport.TLS, applicationProtocols, Filter.MUTUAL_TLS_TCP);
    }
}
