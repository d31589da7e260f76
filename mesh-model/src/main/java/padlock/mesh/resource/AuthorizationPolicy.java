package padlock.mesh.resource;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Who may do what to the selected workloads, decided by the server's sidecar.
 *
 * @param provider whom CUSTOM asks
 * @param dryRun where the annotation stands that keeps the policy from being enforced
 */
public record AuthorizationPolicy(
        Metadata metadata,
        Attachment attachment,
        Action action,
        Optional<String> provider,
        Optional<Origin> dryRun,
        List<Rule> rules)
        implements AttachedPolicy {

    /** What a matching rule does. */
    public enum Action {
        ALLOW,
        DENY,
        AUDIT,
        CUSTOM
    }

    /**
     * Matches when any of {@code from} and any of {@code to} matches, and all of {@code when}; an empty list matches
     * everything.
     */
    public record Rule(List<Clause> from, List<Clause> to, List<Condition> when, Origin origin) {
        public Rule {
            from = List.copyOf(from);
            to = List.copyOf(to);
            when = List.copyOf(when);
        }
    }

    /** A {@code source} or an {@code operation}: all its fields must hold. */
    public record Clause(List<Field> fields) {
        public Clause {
            fields = List.copyOf(fields);
        }

        /** The values of a field as it is written, like {@code notPrincipals}. */
        public List<String> values(String name) {
            return fields.stream()
                    .filter(field -> field.name().equals(name))
                    .flatMap(field -> field.values().stream())
                    .toList();
        }
    }

    /** A field with at least one value, of which one must match, or none where it is negated. */
    public record Field(Subject subject, boolean negated, List<String> values) {
        public Field {
            values = List.copyOf(values);
        }

        /** As it is written: {@code paths}, or {@code notPaths}. */
        public String name() {
            String word = subject.word();
            return negated ? "not" + word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1) : word;
        }
    }

    /** What a field speaks of. */
    public enum Subject {
        PRINCIPALS("principals"),
        REQUEST_PRINCIPALS("requestPrincipals"),
        NAMESPACES("namespaces"),
        SERVICE_ACCOUNTS("serviceAccounts"),
        TRUST_DOMAINS("trustDomains"),
        IP_BLOCKS("ipBlocks"),
        REMOTE_IP_BLOCKS("remoteIpBlocks"),
        HOSTS("hosts"),
        PORTS("ports"),
        METHODS("methods"),
        PATHS("paths");

        private final String word;

        Subject(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    /** One entry of {@code when}: any of the values must match, and none of the others. */
    public record Condition(String key, List<String> values, List<String> notValues) {
        public Condition {
            values = List.copyOf(values);
            notValues = List.copyOf(notValues);
        }
    }

    public AuthorizationPolicy {
        rules = List.copyOf(rules);
    }

    @Override
    public AuthorizationPolicy createdAt(Instant instant) {
        return new AuthorizationPolicy(metadata.createdAt(instant), attachment, action, provider, dryRun, rules);
    }
}
