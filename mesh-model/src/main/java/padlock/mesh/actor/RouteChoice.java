package padlock.mesh.actor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import padlock.mesh.actor.UpstreamConnection.Target;

/**
 * What a sidecar does with an attempt of a call.
 *
 * @param cluster Envoy's name of the cluster; empty where none is involved
 * @param route the route's name, as the access log shows it; empty where it has none
 * @param facts what there is to tell of it
 */
record RouteChoice(Optional<String> cluster, Optional<String> route, Outcome outcome, List<MeshFact> facts) {

    /** Istio calls the one route of a virtual host that no VirtualService describes so. */
    static final Optional<String> DEFAULT_ROUTE = Optional.of("default");

    /** What comes of it. */
    sealed interface Outcome {

        /** An endpoint is to be reached, with this request where it is HTTP. */
        record Led(Target target, Optional<HttpMessage> request) implements Outcome {}

        /** The sidecar answers, or closes a connection that is no HTTP. */
        record Answered(int status, HttpHeaders headers, String body, Optional<String> flags, String details)
                implements Outcome {

            static Answered failure(int status, String body, String flags, String details) {
                return new Answered(
                        status, HttpHeaders.of("content-type", "text/plain"), body, Optional.of(flags), details);
            }
        }
    }

    RouteChoice {
        facts = List.copyOf(facts);
    }

    /** Where it leads; nowhere if the sidecar answers. */
    Optional<Target> target() {
        return outcome instanceof Outcome.Led led ? Optional.of(led.target()) : Optional.empty();
    }

    /** The request as it is sent on. */
    Optional<HttpMessage> request() {
        return outcome instanceof Outcome.Led led ? led.request() : Optional.empty();
    }

    RouteChoice after(MeshFact fact) {
        List<MeshFact> all = new ArrayList<>(List.of(fact));
        all.addAll(facts);
        return new RouteChoice(cluster, route, outcome, all);
    }

    RouteChoice on(Optional<String> named) {
        return new RouteChoice(cluster, named, outcome, facts);
    }
}
