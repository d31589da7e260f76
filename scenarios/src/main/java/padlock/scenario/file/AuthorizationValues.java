package padlock.scenario.file;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import padlock.mesh.resource.AddressBlock;

/** What Istio's webhook refuses of single values in an AuthorizationPolicy. */
final class AuthorizationValues {

    private static final int MOST_SERVICE_ACCOUNTS = 16;
    private static final int LONGEST_SERVICE_ACCOUNT = 320;

    private final String prefix;
    private final Report report;

    AuthorizationValues(String prefix, Report report) {
        this.prefix = prefix;
        this.report = report;
    }

    void requireFilled(Node holder, String... fields) {
        for (String field : fields) {
            holder.items(field).stream()
                    .filter(value -> value.text().filter(String::isEmpty).isPresent())
                    .forEach(value -> refuse(value.line(), "empty value not allowed, found in " + capital(field), ""));
        }
    }

    void requirePorts(Node holder, String... fields) {
        each(holder, AuthorizationValues::portComplaint, "write a number in 1..65535, in quotes", fields);
    }

    void requireAddresses(Node holder, String... fields) {
        each(holder, AuthorizationValues::addressComplaint, "", fields);
    }

    void requireServiceAccounts(Node holder, String... fields) {
        for (String field : fields) {
            if (holder.items(field).size() > MOST_SERVICE_ACCOUNTS) {
                refuse(holder.lineOf(field), field + " must have at most " + MOST_SERVICE_ACCOUNTS + " items", "");
            }
            each(holder, value -> serviceAccountComplaint(value, field), "", field);
        }
    }

    void requireTrustDomains(Node holder, String... fields) {
        for (String field : fields) {
            each(holder, value -> trustDomainComplaint(value, field), "", field);
        }
    }

    static String capital(String field) {
        return field.substring(0, 1).toUpperCase(Locale.ROOT) + field.substring(1);
    }

    static Optional<String> portComplaint(String port) {
        return port.matches("[0-9]{1,5}") && Integer.parseInt(port) <= 65535
                ? Optional.empty()
                : Optional.of("bad port (" + port + ")");
    }

    static Optional<String> addressComplaint(String address) {
        if (AddressBlock.parse(address).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(
                address.contains("/")
                        ? "bad CIDR range (" + address + "): it is not an address, a slash and a number of bits"
                        : "bad IP address (" + address + ")");
    }

    static Optional<String> serviceAccountComplaint(String account, String field) {
        if (account.contains("*")) {
            return Optional.of("wildcard not allowed, found in " + capital(field));
        } else if (account.length() > LONGEST_SERVICE_ACCOUNT) {
            return Optional.of(capital(field) + " may have at most " + LONGEST_SERVICE_ACCOUNT + " characters");
        }
        return account.isEmpty() || account.matches("[^/]+(/[^/]+)?")
                ? Optional.empty()
                : Optional.of(
                        "expected format 'serviceAccount' or 'namespace/serviceAccount', found \"" + account + "\"");
    }

    static Optional<String> trustDomainComplaint(String domain, String field) {
        String where = ", found \"" + domain + "\" in " + capital(field);
        if (domain.contains("/")) {
            return Optional.of("trust domain must not contain '/'" + where);
        } else if (domain.indexOf('*') != domain.lastIndexOf('*')) {
            return Optional.of("at most one wildcard is allowed" + where);
        }
        return domain.contains("*") && !domain.startsWith("*") && !domain.endsWith("*")
                ? Optional.of("wildcard is only allowed at the start or end" + where)
                : Optional.empty();
    }

    private void each(Node holder, Function<String, Optional<String>> complaint, String hint, String... fields) {
        Stream.of(fields)
                .flatMap(field -> holder.items(field).stream())
                .forEach(value -> value.text()
                        .filter(text -> !text.isEmpty())
                        .flatMap(complaint)
                        .ifPresent(why -> refuse(value.line(), why, hint)));
    }

    private void refuse(int line, String text, String hint) {
        report.problem(line, prefix + text, hint);
    }
}
