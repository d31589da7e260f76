package padlock.scenario;

import java.util.List;
import java.util.Optional;
import padlock.mesh.history.CallReason;
import padlock.mesh.history.CallResult;
import padlock.mesh.history.Transport;
import padlock.mesh.resource.Origin;

/**
 * What must hold for every call of this traffic that starts in the interval. Of each list any one value will do; an
 * empty list asks for nothing.
 */
public record Expectation(
        String name,
        List<String> traffic,
        Optional<Interval> during,
        List<Transport> transport,
        List<CallResult> result,
        List<CallReason> reason,
        List<Integer> status,
        Origin origin) {

    public Expectation {
        traffic = List.copyOf(traffic);
        transport = List.copyOf(transport);
        result = List.copyOf(result);
        reason = List.copyOf(reason);
        status = List.copyOf(status);
    }
}
