package padlock.mesh.resource;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A Kubernetes Service: a name in front of the pods that its selector matches; without a selector it has no endpoints.
 */
public record Service(Metadata metadata, Optional<Labels> selector, List<ServicePort> ports, boolean headless)
        implements Resource {

    /** One port of a service; the name is empty where it has none. */
    public record ServicePort(String name, int number, TargetPort target, PortProtocol protocol) {}

    /** The port of the pod behind a service port: a number, or the name of a container port. */
    public sealed interface TargetPort {

        /** The number on this workload; empty when the workload has no port of that name. */
        Optional<Integer> on(Workload workload);

        /** A target port given by number. */
        record Numbered(int number) implements TargetPort {
            @Override
            public Optional<Integer> on(Workload workload) {
                return Optional.of(number);
            }
        }

        /** A target port given by the name of a container port. */
        record Named(String name) implements TargetPort {
            @Override
            public Optional<Integer> on(Workload workload) {
                return workload.ports().stream()
                        .filter(port -> port.name().equals(name))
                        .map(Workload.ContainerPort::number)
                        .findFirst();
            }
        }
    }

    public Service {
        ports = List.copyOf(ports);
    }

    public String namespace() {
        return id().namespace();
    }

    public String name() {
        return id().name();
    }

    /** The fully qualified name that sidecars know the service by. */
    public String host() {
        return name() + "." + namespace() + ".svc.cluster.local";
    }

    /** Whether this is the service that a pod of this namespace means by a name: DNS with the usual search list. */
    public boolean answersTo(String written, String clientNamespace) {
        return written.equals(host())
                || written.equals(name()) && clientNamespace.equals(namespace())
                || written.equals(name() + "." + namespace())
                || written.equals(name() + "." + namespace() + ".svc");
    }

    public Optional<ServicePort> port(int number) {
        return ports.stream().filter(port -> port.number() == number).findFirst();
    }

    public boolean selects(Workload workload) {
        return workload.namespace().equals(namespace())
                && selector.filter(labels -> !labels.isEmpty())
                        .map(workload.labels()::containsAll)
                        .orElse(false);
    }

    @Override
    public Service createdAt(Instant instant) {
        return new Service(metadata.createdAt(instant), selector, ports, headless);
    }
}
