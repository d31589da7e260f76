package padlock.mesh.resource;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Who may do what to the selected workloads, decided by the server's sidecar. */
public record AuthorizationPolicy(Metadata metadata, Optional<Labels> selector, Action action, List<Rule> rules)
        implements Resource {

    /** What a matching rule does. */
    public enum Action {
        ALLOW,
        DENY,
        AUDIT
    }

    /** Matches when any of {@code from} and any of {@code to} matches; an empty list matches everything. */
    public record Rule(List<Source> from, List<Operation> to, Origin origin) {
        public Rule {
            from = List.copyOf(from);
            to = List.copyOf(to);
        }
    }

    /** Who calls; each list that is not empty must match, and a {@code not} list must not. */
    public record Source(
            List<String> principals, List<String> notPrincipals, List<String> namespaces, List<String> notNamespaces) {
        public Source {
            principals = List.copyOf(principals);
            notPrincipals = List.copyOf(notPrincipals);
            namespaces = List.copyOf(namespaces);
            notNamespaces = List.copyOf(notNamespaces);
        }
    }

    /** What is called; ports are those of the pod, and methods and paths exist only in HTTP. */
    public record Operation(
            List<String> ports,
            List<String> notPorts,
            List<String> methods,
            List<String> notMethods,
            List<String> paths,
            List<String> notPaths) {
        public Operation {
            ports = List.copyOf(ports);
            notPorts = List.copyOf(notPorts);
            methods = List.copyOf(methods);
            notMethods = List.copyOf(notMethods);
            paths = List.copyOf(paths);
            notPaths = List.copyOf(notPaths);
        }
    }

    public AuthorizationPolicy {
        selector = selector.filter(labels -> !labels.isEmpty());
        rules = List.copyOf(rules);
    }

    public String namespace() {
        return id().namespace();
    }

    @Override
    public AuthorizationPolicy createdAt(Instant instant) {
        return new AuthorizationPolicy(metadata.createdAt(instant), selector, action, rules);
    }
}
