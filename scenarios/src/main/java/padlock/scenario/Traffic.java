package padlock.scenario;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import padlock.mesh.actor.CallTarget;
import padlock.mesh.resource.Origin;

/** Calls of one workload to one target, again and again. */
public record Traffic(
        String name,
        Caller from,
        CallTarget to,
        String method,
        SortedMap<String, String> headers,
        Schedule schedule,
        Origin origin) {

    public Traffic {
        headers = Collections.unmodifiableSortedMap(new TreeMap<>(headers));
    }
}
