package padlock.scenario.report;

import java.util.Collection;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Names as short as they can be: a namespace is left out where one of them alone has such a thing. */
final class ShortNames {

    private static final String CLUSTER = ".svc.cluster.local";

    private final SortedMap<String, SortedSet<String>> namespacesOfWorkload = new TreeMap<>();
    private final SortedMap<String, SortedSet<String>> namespacesOfService = new TreeMap<>();

    /** A name and the namespace it stands in. */
    record Named(String namespace, String name) {}

    ShortNames(Collection<Named> workloads, Collection<Named> services) {
        workloads.forEach(workload -> add(workload, namespacesOfWorkload));
        services.forEach(service -> add(service, namespacesOfService));
    }

    private static void add(Named named, SortedMap<String, SortedSet<String>> namespaces) {
        namespaces.computeIfAbsent(named.name(), name -> new TreeSet<>()).add(named.namespace());
    }

    /** {@code frontend}, or {@code shop/frontend} where others are called so. */
    String workload(String namespace, String name) {
        return isAlone(name, namespacesOfWorkload) ? name : namespace + "/" + name;
    }

    /**
     * {@code backend}, or {@code backend.shop} where others are called so; a host that is no service's stays as it is.
     */
    String host(String host) {
        if (!host.endsWith(CLUSTER)) {
            return host;
        }
        String service = host.substring(0, host.length() - CLUSTER.length());
        String name = service.substring(0, Math.max(0, service.indexOf('.')));
        return isAlone(name, namespacesOfService) ? name : service;
    }

    private static boolean isAlone(String name, SortedMap<String, SortedSet<String>> namespaces) {
        SortedSet<String> found = namespaces.get(name);
        return found != null && found.size() == 1;
    }
}
