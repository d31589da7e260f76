package padlock.mesh.analysis;

import java.util.List;

/**
 * What checks look up by the words in which it is written.
 *
 * @param hosts of ServiceEntries
 */
public record Written(List<WrittenAccess> access, List<WrittenRoute> routes, List<String> hosts) {

    public Written {
        access = List.copyOf(access);
        routes = List.copyOf(routes);
        hosts = List.copyOf(hosts);
    }
}
