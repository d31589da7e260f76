package padlock.mesh.analysis;

import java.util.Optional;
import padlock.mesh.history.CallReason;
import padlock.mesh.history.CallResult;
import padlock.mesh.history.CallView;
import padlock.mesh.resource.Service;
import padlock.mesh.resource.Workload;

/** A call of a workload to a port of a service, and what became of it when it was made. */
public record Conversation(
        Workload from,
        Service service,
        Service.ServicePort port,
        Optional<Workload> endpoint,
        CallView.Verdict verdict) {

    /** Whether it failed because the two sides disagree about mutual TLS. */
    boolean disagrees() {
        return verdict.result() == CallResult.FAILED
                && verdict.reason() != CallReason.NO_ENDPOINT
                && verdict.reason() != CallReason.CONNECTION_REFUSED
                && verdict.reason() != CallReason.SERVER_FIRST_TIMEOUT
                && verdict.reason() != CallReason.NO_SUCH_HOST;
    }

    /** {@code host:port}. */
    String called() {
        return service.host() + ":" + port.number();
    }
}
