package padlock.mesh.actor;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import padlock.mesh.resource.InstanceId;
import padlock.sim.Message;

/**
 * One call that a program makes.
 *
 * @param name unlike that of any other call of the run; it names the connections that the call opens
 * @param traffic what the call is one of
 * @param preferred the endpoint that the load balancer is to choose; empty leaves it to chance
 */
public record Call(
        String name,
        String traffic,
        CallTarget target,
        String method,
        SortedMap<String, String> headers,
        Optional<InstanceId> preferred)
        implements Message {

    public Call {
        headers = Collections.unmodifiableSortedMap(new TreeMap<>(headers));
    }
}
