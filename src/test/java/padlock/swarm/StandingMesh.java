package padlock.swarm;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import padlock.mesh.policy.Authority;
import padlock.mesh.policy.Cluster;
import padlock.mesh.policy.Compilation;
import padlock.mesh.policy.Credentials;
import padlock.mesh.policy.EffectiveMutualTls;
import padlock.mesh.policy.Injection;
import padlock.mesh.policy.Precedence;
import padlock.mesh.policy.UpstreamTls;
import padlock.mesh.resource.Instance;
import padlock.mesh.resource.InstanceId;
import padlock.mesh.resource.Mesh;
import padlock.mesh.resource.MutualTlsMode;
import padlock.mesh.resource.PortProtocol.Handling;
import padlock.mesh.resource.Resource;
import padlock.mesh.resource.Workload;
import padlock.scenario.MeshQuestions.Pair;
import padlock.swarm.DecisionTable.Bytes;
import padlock.swarm.DecisionTable.Opinion;
import padlock.swarm.DecisionTable.Wire;

/**
 * What policies make of a mesh in which all of them have arrived: the two sides of the decision table, for each pair.
 */
final class StandingMesh {

    private final Mesh mesh;
    private final Compilation compilation;

    StandingMesh(List<Resource> resources, Instant at) {
        Mesh applied = Mesh.EMPTY;
        for (Resource resource : resources) {
            applied = applied.with(resource, at);
        }
        SortedMap<InstanceId, Instance> instances = new TreeMap<>();
        for (Workload workload : applied.workloads()) {
            boolean sidecar = Injection.decide(workload, applied).value();
            InstanceId id = first(workload);
            instances.put(id, new Instance(id, workload, id.toString(), sidecar));
        }
        mesh = applied.running(instances);
        compilation = new Compilation(mesh, Precedence.ISTIO);
    }

    static InstanceId first(Workload workload) {
        return new InstanceId(workload.namespace(), workload.name(), 1);
    }

    /** Only policies of these namespaces can refuse a call to this workload. */
    boolean mayDeny(Workload server) {
        return mesh.authorizationPolicies().stream()
                .anyMatch(policy -> List.of(server.namespace(), mesh.settings().rootNamespace())
                        .contains(policy.namespace()));
    }

    private boolean hasSidecar(Workload workload) {
        return mesh.instances().get(first(workload)).sidecar();
    }

    /**
     * A program that calls its own pod by its address, as the name of a headless service gives it, never leaves the
     * pod.
     */
    private boolean staysInThePod(Pair pair) {
        return pair.service().headless() && pair.endpoint().equals(Optional.of(pair.from()));
    }

    /** What the port of the endpoint demands; empty where no sidecar demands anything. */
    Optional<MutualTlsMode> mode(Pair pair) {
        Workload server = pair.endpoint().orElseThrow();
        if (!hasSidecar(server) || staysInThePod(pair)) {
            return Optional.empty();
        }
        return Optional.of(EffectiveMutualTls.on(server, podPort(pair), mesh, Precedence.ISTIO)
                .value());
    }

    /**
     * The port of the pod that is called: the name of a headless service is only the address of a pod, which a program
     * without a sidecar calls at the port that it has in mind.
     */
    private int podPort(Pair pair) {
        return pair.service().headless() && callsByItself(pair)
                ? pair.port().number()
                : pair.port().target().on(pair.endpoint().orElseThrow()).orElseThrow();
    }

    /** Whether no sidecar opens the connection for the program. */
    boolean callsByItself(Pair pair) {
        return !hasSidecar(pair.from()) || staysInThePod(pair);
    }

    /** Whether the program of the endpoint waits at the port that is called. */
    boolean listens(Pair pair) {
        Workload server = pair.endpoint().orElseThrow();
        int port = podPort(pair);
        return server.ports().stream().anyMatch(declared -> declared.number() == port)
                || mesh.services().stream()
                        .filter(service -> service.selects(server))
                        .flatMap(service -> service.ports().stream())
                        .anyMatch(other -> other.target().on(server).equals(Optional.of(port)));
    }

    Wire wire(Pair pair) {
        return callsByItself(pair) ? new Wire(Bytes.PLAIN, Opinion.FINE) : wire(upstream(pair), pair);
    }

    /** What the client's sidecar would think of a certificate that an authority outside the mesh gave the program. */
    Opinion ofProgram(Pair pair) {
        if (callsByItself(pair)) {
            return Opinion.FINE;
        }
        UpstreamTls upstream = upstream(pair);
        boolean known = upstream instanceof UpstreamTls.ServerOnly oneWay && oneWay.authority() != Authority.Named.MESH
                || upstream instanceof UpstreamTls.CustomMutual mutual && mutual.authority() != Authority.Named.MESH;
        boolean anybody = upstream instanceof UpstreamTls.ServerOnly one && one.authority() == Authority.Named.ANY
                || upstream instanceof UpstreamTls.CustomMutual other && other.authority() == Authority.Named.ANY;
        if (!known) {
            return Opinion.UNKNOWN_ISSUER;
        }
        return anybody || upstream.subjectAltNames().isEmpty() ? Opinion.FINE : Opinion.WRONG_NAME;
    }

    private UpstreamTls upstream(Pair pair) {
        Instance client = mesh.instances().get(first(pair.from()));
        String cluster = Cluster.name(pair.service().host(), pair.port().number());
        InstanceId server = first(pair.endpoint().orElseThrow());
        return compilation.of(client).clusters().stream()
                .filter(candidate -> candidate.name().equals(cluster))
                .flatMap(candidate -> candidate.endpoints().stream())
                .filter(candidate -> candidate.instance().equals(server))
                .map(candidate -> candidate.upstream().value())
                .findFirst()
                .orElseThrow();
    }

    private Wire wire(UpstreamTls upstream, Pair pair) {
        if (upstream instanceof UpstreamTls.Plaintext) {
            return new Wire(Bytes.PLAIN, Opinion.FINE);
        } else if (upstream instanceof UpstreamTls.IstioMutual) {
            return new Wire(Bytes.ISTIO, opinion(upstream, Authority.Named.MESH, pair));
        } else if (upstream instanceof UpstreamTls.ServerOnly oneWay) {
            return new Wire(Bytes.ONE_WAY, opinion(upstream, oneWay.authority(), pair));
        } else if (upstream instanceof UpstreamTls.CustomMutual mutual) {
            Bytes bytes = mutual.credentials() == Credentials.Named.WORKLOAD ? Bytes.TRUSTED : Bytes.UNTRUSTED;
            return new Wire(bytes, opinion(upstream, mutual.authority(), pair));
        }
        throw new AssertionError(upstream);
    }

    private Opinion opinion(UpstreamTls upstream, Authority authority, Pair pair) {
        if (authority == Authority.Named.ANY) {
            return Opinion.FINE;
        } else if (authority != Authority.Named.MESH) {
            return Opinion.UNKNOWN_ISSUER;
        }
        return acceptsName(upstream, pair) ? Opinion.FINE : Opinion.WRONG_NAME;
    }

    private boolean acceptsName(UpstreamTls upstream, Pair pair) {
        Workload server = pair.endpoint().orElseThrow();
        String identity = "spiffe://" + mesh.settings().trustDomain() + "/ns/" + server.namespace() + "/sa/"
                + server.serviceAccount();
        boolean http = pair.port().protocol().handling() != Handling.TCP;
        return upstream.subjectAltNames().isEmpty()
                ? !(http && upstream.expectsRequestedHost())
                : upstream.subjectAltNames().contains(identity);
    }
}
