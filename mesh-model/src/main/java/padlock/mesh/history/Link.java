package padlock.mesh.history;

import java.util.Optional;

/**
 * Who calls whom: a workload, the host and port that it asks for, and the workload that answers. It is the same link
 * however often it is used, and whatever becomes of each call.
 *
 * @param to {@code host:port}, by the service's full name where the name led to one
 * @param endpoint empty where no endpoint was ever chosen for it
 */
public record Link(WorkloadName from, String to, Optional<WorkloadName> endpoint) implements Comparable<Link> {

    /** What is asked for, without the port. */
    public String host() {
        return to.substring(0, to.lastIndexOf(':'));
    }

    @Override
    public int compareTo(Link other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return from + " > " + to + endpoint.map(workload -> " > " + workload).orElse("");
    }

    static Link of(CallView call) {
        WorkloadName from = WorkloadName.of(call.from().instance());
        return call.route()
                .map(route -> new Link(
                        from, route.host() + ":" + route.port(), Optional.of(WorkloadName.of(route.endpoint()))))
                .orElseGet(() -> new Link(
                        from, call.target().host() + ":" + call.target().port(), Optional.empty()));
    }
}
