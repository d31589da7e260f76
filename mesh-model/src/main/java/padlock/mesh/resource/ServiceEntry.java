package padlock.mesh.resource;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import padlock.mesh.resource.Service.Discovery;
import padlock.mesh.resource.Service.ServicePort;

/**
 * Hosts that Kubernetes does not know as services, with what sidecars should know of them.
 *
 * @param addresses what the hosts are called at, if that is written, each possibly a range
 * @param asCalled whether each call goes where the program wanted it to go (resolution NONE)
 * @param externalAt where it says that the hosts are outside the mesh; empty for what is inside
 * @param endpoints the machines that are listed; where none is and no selector picks any, a host stands for itself
 * @param selector the pods and WorkloadEntries that answer
 */
public record ServiceEntry(
        Metadata metadata,
        List<String> hosts,
        List<String> addresses,
        List<ServicePort> ports,
        boolean asCalled,
        Optional<Origin> externalAt,
        List<Workload> endpoints,
        Optional<Labels> selector,
        List<String> exportTo,
        List<String> subjectAltNames)
        implements Resource {

    /** The kind's name. */
    public static final String KIND = "ServiceEntry";

    public ServiceEntry {
        hosts = List.copyOf(hosts);
        addresses = List.copyOf(addresses);
        ports = List.copyOf(ports);
        endpoints = List.copyOf(endpoints);
        exportTo = List.copyOf(exportTo);
        subjectAltNames = List.copyOf(subjectAltNames);
    }

    /** What sidecars know: one service for each host. */
    public List<Service> services() {
        return hosts.stream()
                .map(host -> new Service(
                        metadata,
                        host,
                        selector,
                        ports,
                        asCalled ? Discovery.AS_CALLED : Discovery.BALANCED,
                        externalAt,
                        addresses,
                        machines(host),
                        exportTo,
                        subjectAltNames))
                .toList();
    }

    /** Every machine that this is about. */
    public List<Workload> machines() {
        List<Workload> machines = new ArrayList<>();
        hosts.stream()
                .flatMap(host -> machines(host).stream())
                .filter(machine -> machines.stream().noneMatch(machine::sameMachineAs))
                .forEach(machines::add);
        return machines;
    }

    /** A host without endpoints is what its name resolves to; one called by addresses is what they lead to. */
    private List<Workload> machines(String host) {
        boolean itself = endpoints.isEmpty() && selector.isEmpty() && (!asCalled || addresses.isEmpty());
        return itself ? List.of(Workload.machine(metadata, Labels.NONE, Optional.empty(), List.of(), host)) : endpoints;
    }

    @Override
    public ServiceEntry createdAt(Instant instant) {
        return new ServiceEntry(
                metadata.createdAt(instant),
                hosts,
                addresses,
                ports,
                asCalled,
                externalAt,
                endpoints.stream().map(endpoint -> endpoint.createdAt(instant)).toList(),
                selector,
                exportTo,
                subjectAltNames);
    }
}
