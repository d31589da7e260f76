package padlock.mesh.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import padlock.mesh.policy.AccessAttribute.Kind;
import padlock.mesh.resource.AuthorizationPolicy.Condition;
import padlock.mesh.resource.AuthorizationPolicy.Field;

/** Compiles the fields and conditions of policies (authz §4 to §6). */
final class AccessDemands {

    private static final Pattern KEYS = Pattern.compile("\\[([^\\[\\]]*)]");
    private static final String HEADERS = "request.headers[";
    private static final String CLAIMS = "request.auth.claims[";

    private final String namespaceOfPolicy;
    private final List<String> trustDomains;

    AccessDemands(String namespaceOfPolicy, List<String> trustDomains) {
        this.namespaceOfPolicy = namespaceOfPolicy;
        this.trustDomains = trustDomains;
    }

    AccessDemand of(Field field) {
        return switch (field.subject()) {
            case PRINCIPALS -> principal(field.name(), field.negated(), field.values());
            case NAMESPACES -> demand(field, Kind.IDENTITY, AccessPattern::namespace);
            case SERVICE_ACCOUNTS -> demand(field, Kind.IDENTITY, this::serviceAccount);
            case TRUST_DOMAINS -> trustDomain(field.name(), field.negated(), field.values());
            case IP_BLOCKS -> demand(field, Kind.SOURCE_ADDRESS, AccessPattern::block);
            case REMOTE_IP_BLOCKS -> demand(field, Kind.REMOTE_ADDRESS, AccessPattern::block);
            case REQUEST_PRINCIPALS -> demand(field, Kind.REQUEST_PRINCIPAL, AccessPattern::requestPrincipal);
            case HOSTS -> demand(field, Kind.HOST, AccessPattern::host);
            case PORTS -> demand(field, Kind.PORT, AccessPattern.Exact::new);
            case METHODS -> demand(field, Kind.METHOD, AccessPattern::text);
            case PATHS -> demand(field, Kind.PATH, AccessPattern::path);
        };
    }

    /** A condition demands two things where it names values of both sorts. */
    Stream<AccessDemand> of(Condition condition) {
        List<AccessDemand> demands = new ArrayList<>();
        if (!condition.values().isEmpty()) {
            demands.add(of(condition.key(), false, condition.values()));
        }
        if (!condition.notValues().isEmpty()) {
            demands.add(of(condition.key(), true, condition.notValues()));
        }
        return demands.stream();
    }

    private AccessDemand of(String key, boolean negated, List<String> values) {
        if (key.startsWith(HEADERS)) {
            String name = key.substring(HEADERS.length(), key.length() - 1).toLowerCase(Locale.ROOT);
            return demand(key, AccessAttribute.of(Kind.HEADER, name), negated, values, AccessPattern::header);
        } else if (key.startsWith(CLAIMS)) {
            return demand(key, claim(keys(key)), negated, values, AccessPattern::text);
        }
        return switch (key) {
            case "source.ip" -> demand(key, Kind.SOURCE_ADDRESS, negated, values, AccessPattern::block);
            case "remote.ip" -> demand(key, Kind.REMOTE_ADDRESS, negated, values, AccessPattern::block);
            case "source.namespace" -> demand(key, Kind.IDENTITY, negated, values, AccessPattern::namespace);
            case "source.serviceAccount" -> demand(key, Kind.IDENTITY, negated, values, this::serviceAccount);
            case "source.principal" -> principal(key, negated, values);
            case "source.trustDomain" -> trustDomain(key, negated, values);
            case "request.auth.principal" ->
                demand(key, Kind.REQUEST_PRINCIPAL, negated, values, AccessPattern::requestPrincipal);
            case "request.auth.audiences" -> demand(key, claim("aud"), negated, values, AccessPattern::text);
            case "request.auth.presenter" -> demand(key, claim("azp"), negated, values, AccessPattern::text);
            case "destination.ip" -> demand(key, Kind.DESTINATION_ADDRESS, negated, values, AccessPattern::block);
            case "destination.port" -> demand(key, Kind.PORT, negated, values, AccessPattern.Exact::new);
            case "connection.sni" -> demand(key, Kind.SERVER_NAME, negated, values, AccessPattern::text);
            default -> demand(key, Kind.FILTER_METADATA, negated, values, AccessPattern::text);
        };
    }

    private AccessDemand principal(String field, boolean negated, List<String> values) {
        return demand(
                field, Kind.IDENTITY, negated, PrincipalAliases.of(values, trustDomains), AccessPattern::principal);
    }

    private AccessDemand trustDomain(String field, boolean negated, List<String> values) {
        List<String> expanded = values.stream()
                .flatMap(value -> trustDomains.contains(value) ? trustDomains.stream() : Stream.of(value))
                .distinct()
                .toList();
        return demand(field, Kind.IDENTITY, negated, expanded, AccessPattern::trustDomain);
    }

    private AccessPattern serviceAccount(String written) {
        return AccessPattern.serviceAccount(written, namespaceOfPolicy);
    }

    private static AccessAttribute claim(String... keys) {
        return AccessAttribute.of(Kind.CLAIM, keys);
    }

    /** {@code request.auth.claims[a][b]} names a claim inside another. */
    private static String[] keys(String key) {
        return KEYS.matcher(key)
                .results()
                .map((MatchResult found) -> found.group(1))
                .toArray(String[]::new);
    }

    private static AccessDemand demand(Field field, Kind kind, Function<String, AccessPattern> pattern) {
        return demand(field.name(), kind, field.negated(), field.values(), pattern);
    }

    private static AccessDemand demand(
            String field, Kind kind, boolean negated, List<String> values, Function<String, AccessPattern> pattern) {
        return demand(field, AccessAttribute.of(kind), negated, values, pattern);
    }

    private static AccessDemand demand(
            String field,
            AccessAttribute attribute,
            boolean negated,
            List<String> values,
            Function<String, AccessPattern> pattern) {
        return new AccessDemand(
                field, attribute, negated, values.stream().map(pattern).toList());
    }
}
