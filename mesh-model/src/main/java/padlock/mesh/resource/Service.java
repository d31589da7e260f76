package padlock.mesh.resource;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A service as sidecars know it: a name in front of endpoints. A Kubernetes Service gives one, a {@link ServiceEntry}
 * one for each of its hosts.
 *
 * @param host the fully qualified name that sidecars know the service by; that of a ServiceEntry may be a wildcard
 * @param selector whom it picks in its namespace; without one, and without endpoints of its own, nobody
 * @param discovery how whoever calls it comes to an address
 * @param externalAt where it says that it is outside the mesh, so that nobody infers what it accepts (R6.14); empty for
 *     what is inside
 * @param addresses what it is called at, if that is written, each possibly a range; of an alias the host that it stands
 *     for
 * @param machines the endpoints that a ServiceEntry lists itself
 * @param exportTo the namespaces that see it; empty for all
 * @param names who may answer besides the accounts of its endpoints; what begins with a slash, in the mesh's own trust
 *     domain (R6.19)
 */
public record Service(
        Metadata metadata,
        String host,
        Optional<Labels> selector,
        List<ServicePort> ports,
        Discovery discovery,
        Optional<Origin> externalAt,
        List<String> addresses,
        List<Workload> machines,
        List<String> exportTo,
        List<String> names)
        implements Resource {

    /** How whoever calls a service comes to the address of an endpoint. */
    public enum Discovery {
        /** The service has an address of its own, and each call gets an endpoint. */
        BALANCED,
        /** The name resolves to the pods, of which the program chooses. */
        HEADLESS,
        /** Each call goes where the program wanted it to go (resolution NONE). */
        AS_CALLED,
        /** It is another name for a host, in DNS alone (type ExternalName). */
        ALIAS
    }

    /**
     * One port of a service; the name is empty where it has none.
     *
     * @param origin where it is written, if that is known
     */
    public record ServicePort(
            String name, int number, TargetPort target, PortProtocol protocol, Optional<Origin> origin) {

        public ServicePort(String name, int number, TargetPort target, PortProtocol protocol) {
            this(name, number, target, protocol, Optional.empty());
        }
    }

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

        /** What the endpoint has under the name of the service's port, else a number: the port of a ServiceEntry. */
        record NamedElse(String name, int number) implements TargetPort {
            @Override
            public Optional<Integer> on(Workload workload) {
                return new Named(name).on(workload).or(() -> Optional.of(number));
            }
        }
    }

    public Service {
        ports = List.copyOf(ports);
        addresses = List.copyOf(addresses);
        machines = List.copyOf(machines);
        exportTo = List.copyOf(exportTo);
        names = List.copyOf(names);
    }

    /** A Kubernetes Service that everybody sees. */
    public Service(Metadata metadata, Optional<Labels> selector, List<ServicePort> ports, boolean headless) {
        this(metadata, selector, ports, headless, List.of(), List.of(), List.of());
    }

    /** A Kubernetes Service, with the addresses that its cluster gave it, and with what its annotations say. */
    public Service(
            Metadata metadata,
            Optional<Labels> selector,
            List<ServicePort> ports,
            boolean headless,
            List<String> addresses,
            List<String> exportTo,
            List<String> names) {
        this(
                metadata,
                metadata.id().name() + "." + metadata.id().namespace() + ".svc.cluster.local",
                selector,
                ports,
                headless ? Discovery.HEADLESS : Discovery.BALANCED,
                Optional.empty(),
                addresses,
                List.of(),
                exportTo,
                names);
    }

    /** A Kubernetes Service of type ExternalName. */
    public static Service alias(Metadata metadata, String of, List<ServicePort> ports) {
        Service service = new Service(metadata, Optional.empty(), ports, false);
        return new Service(
                metadata,
                service.host(),
                Optional.empty(),
                ports,
                Discovery.ALIAS,
                Optional.of(metadata.origin()),
                List.of(of),
                List.of(),
                List.of(),
                List.of());
    }

    public boolean external() {
        return externalAt.isPresent();
    }

    /** The host that this is another name for. */
    public Optional<String> aliasOf() {
        return discovery == Discovery.ALIAS ? Optional.of(addresses.get(0)) : Optional.empty();
    }

    /** The first address of its own; a range is none. */
    public Optional<String> ownAddress() {
        return addresses.stream().filter(address -> !address.contains("/")).findFirst();
    }

    /** Whether what is called there is this. */
    public boolean isAt(String address) {
        return addresses.stream()
                .anyMatch(written -> written.equals(address)
                        || written.contains("/")
                                && AddressBlock.parse(written)
                                        .filter(range -> range.contains(address))
                                        .isPresent());
    }

    public String namespace() {
        return id().namespace();
    }

    public String name() {
        return id().name();
    }

    public boolean headless() {
        return discovery == Discovery.HEADLESS;
    }

    /** Whether whoever calls has chosen the endpoint already, so that a sidecar does not tell them apart (R6.2). */
    public boolean passthrough() {
        return discovery == Discovery.HEADLESS || discovery == Discovery.AS_CALLED;
    }

    /** Whether a ServiceEntry says that it is there. */
    public boolean isEntry() {
        return id().kind().equals(ServiceEntry.KIND);
    }

    /** Whether this is the service that a pod of this namespace means by a name: DNS with the usual search list. */
    public boolean answersTo(String written, String clientNamespace) {
        if (isEntry()) {
            return host.startsWith("*") ? written.endsWith(host.substring(1)) : written.equals(host);
        }
        return written.equals(name())
                ? clientNamespace.equals(namespace())
                : written.startsWith(name()) && writtenNames().contains(written);
    }

    /** All names that somebody would write for it, the full one first; of an entry its host. */
    public List<String> writtenNames() {
        return isEntry()
                ? List.of(host)
                : List.of(host, name() + "." + namespace() + ".svc", name() + "." + namespace(), name());
    }

    public Optional<ServicePort> port(int number) {
        return ports.stream().filter(port -> port.number() == number).findFirst();
    }

    /** This service with other ports and endpoints of its own. */
    public Service with(List<ServicePort> otherPorts, List<Workload> otherMachines) {
        return new Service(
                metadata, host, selector, otherPorts, discovery, externalAt, addresses, otherMachines, exportTo, names);
    }

    /** Whether this is an endpoint: one of its own, or one that its selector matches. */
    public boolean selects(Workload workload) {
        return workload.isListed()
                ? machines.stream().anyMatch(machine -> machine.sameMachineAs(workload))
                : workload.namespace().equals(namespace())
                        && selector.filter(labels -> !labels.isEmpty())
                                .map(workload.labels()::containsAll)
                                .orElse(false);
    }

    /** Whether pods of this namespace see it. */
    public boolean exportedTo(String clientNamespace) {
        return exportTo.isEmpty()
                || exportTo.contains("*")
                || exportTo.contains(clientNamespace)
                || exportTo.contains(".") && clientNamespace.equals(namespace());
    }

    @Override
    public Service createdAt(Instant instant) {
        return new Service(
                metadata.createdAt(instant),
                host,
                selector,
                ports,
                discovery,
                externalAt,
                addresses,
                machines,
                exportTo,
                names);
    }
}
