package padlock.mesh.actor;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import padlock.mesh.resource.Mesh;
import padlock.mesh.resource.Service;
import padlock.mesh.resource.Workload;

/**
 * Gives out addresses: those that manifests tell, else such as no manifest tells of. Who comes later and finds its
 * address taken gets another.
 */
final class Addresses {

    private static final int HOSTS_PER_SUBNET = 250;
    private static final String PODS = "10.244.";
    private static final String SERVICES = "10.96.";
    private static final String OUTSIDE = "198.18.";
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|[0-9a-fA-F:]*:[0-9a-fA-F:]*");

    private final SortedMap<String, String> services = new TreeMap<>();
    private final SortedSet<String> madeForServices = new TreeSet<>();
    private final SortedMap<String, String> outside = new TreeMap<>();
    private SortedSet<String> ofTheCluster = new TreeSet<>();
    private SortedSet<String> written = new TreeSet<>();
    private int madeForPods;

    /**
     * From now on, nothing is made up that stands in these manifests; but what a ServiceEntry tells of may be a pod.
     */
    void heed(Mesh mesh) {
        ofTheCluster = new TreeSet<>();
        mesh.workloads().forEach(workload -> ofTheCluster.addAll(workload.podAddresses()));
        mesh.services().stream()
                .filter(service -> !service.isEntry() && service.aliasOf().isEmpty())
                .forEach(service -> ofTheCluster.addAll(service.addresses()));
        written = new TreeSet<>(ofTheCluster);
        mesh.machines().stream()
                .map(Workload::address)
                .flatMap(Optional::stream)
                .forEach(written::add);
        mesh.services().stream().filter(Service::isEntry).forEach(entry -> written.addAll(entry.addresses()));
    }

    /**
     * Where a new pod is.
     *
     * @param told what its manifest says
     * @param taken what other pods have
     */
    String ofPod(Optional<String> told, SortedSet<String> taken) {
        return told.filter(address -> !taken.contains(address)).orElseGet(() -> nextOfPod(taken));
    }

    private String nextOfPod(SortedSet<String> taken) {
        String address;
        do {
            address = address(PODS, madeForPods++);
        } while (ofTheCluster.contains(address) || taken.contains(address));
        return address;
    }

    /** Where a machine outside is: at its address, or at the one that its name resolves to. */
    String ofMachine(String addressOrName) {
        return ADDRESS.matcher(addressOrName).matches()
                ? addressOrName
                : outside.computeIfAbsent(addressOrName, name -> unused(OUTSIDE, outside.size(), outside));
    }

    /** Where each service is called that has an address of its own. */
    SortedMap<String, String> ofServices(List<Service> all) {
        services.entrySet()
                .removeIf(known -> madeForServices.contains(known.getKey()) && written.contains(known.getValue()));
        for (Service service : all) {
            if (service.aliasOf().isPresent()) {
                continue;
            } else if (service.ownAddress().isPresent()) {
                services.put(service.host(), service.ownAddress().get());
                madeForServices.remove(service.host());
            } else if (!service.passthrough() && !services.containsKey(service.host())) {
                services.put(service.host(), unused(SERVICES, services.size(), services));
                madeForServices.add(service.host());
            }
        }
        return services;
    }

    /** The first from a number on that nobody has. */
    private String unused(String network, int from, SortedMap<String, String> given) {
        int number = from;
        while (written.contains(address(network, number)) || given.containsValue(address(network, number))) {
            number++;
        }
        return address(network, number);
    }

    private static String address(String network, int number) {
        return network + number / HOSTS_PER_SUBNET + "." + (number % HOSTS_PER_SUBNET + 2);
    }
}
