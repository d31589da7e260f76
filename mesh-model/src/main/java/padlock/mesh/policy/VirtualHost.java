package padlock.mesh.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import padlock.mesh.policy.Reason.Field;
import padlock.mesh.policy.Reason.Ignored;

/**
 * What VirtualServices say to one client's sidecar of one port of one host. Where none has a rule for it, calls go to
 * the service itself.
 */
public record VirtualHost(String host, int port, Rules<HttpRule> http, Rules<ConnectionRule> connections) {

    private static final String QUESTION = "route";
    private static final String RULE = "R5.12";

    /**
     * The rules of the VirtualService that applies, in the order in which they are tried; none if none applies.
     *
     * @param ignored the VirtualServices for this host that do not apply, and why
     */
    public record Rules<R>(List<R> rules, List<Ignored> ignored) {
        public Rules {
            rules = List.copyOf(rules);
            ignored = List.copyOf(ignored);
        }
    }

    /** The name by which a sidecar finds it. */
    public String name() {
        return name(host, port);
    }

    /** The name of the virtual host for a port of a host. */
    public static String name(String host, int port) {
        return host + ":" + port;
    }

    /** The first rule that the request fits; empty if it fits none, which there are. */
    public Explained<Optional<HttpRule>> forRequest(RequestHead request) {
        List<Ignored> ignored = new ArrayList<>();
        for (HttpRule rule : http.rules()) {
            if (rule.fits(request)) {
                return explained(Optional.of(rule), rule.answer(), Optional.of(rule.field()), ignored, http);
            }
            ignored.add(new Ignored(rule.field(), "does not match the request"));
        }
        return explained(Optional.empty(), "none", Optional.empty(), ignored, http);
    }

    /** The first rule that the connection fits; empty if it goes to the service itself. */
    public Explained<Optional<ConnectionRule>> forConnection(Optional<String> serverName) {
        List<Ignored> ignored = new ArrayList<>();
        for (ConnectionRule rule : connections.rules()) {
            if (rule.fits(serverName)) {
                String answer = String.join(
                        " or ", rule.leads().stream().map(Lead::meaning).toList());
                return explained(Optional.of(rule), answer, Optional.of(rule.field()), ignored, connections);
            }
            ignored.add(new Ignored(rule.field(), "does not match the connection"));
        }
        return explained(Optional.empty(), host, Optional.empty(), ignored, connections);
    }

    /** That calls go to the service itself, and which VirtualServices one might have thought of. */
    public Reason toTheService() {
        return new Reason(QUESTION, host, RULE, Optional.empty(), http.ignored());
    }

    private static <R> Explained<Optional<R>> explained(
            Optional<R> rule, String answer, Optional<Field> field, List<Ignored> passed, Rules<?> rules) {
        List<Ignored> ignored = new ArrayList<>(passed);
        ignored.addAll(rules.ignored());
        return new Explained<>(rule, List.of(new Reason(QUESTION, answer, RULE, field, ignored)));
    }
}
