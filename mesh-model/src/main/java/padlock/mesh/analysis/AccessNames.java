package padlock.mesh.analysis;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import padlock.mesh.resource.Resource;
import padlock.mesh.resource.Service;

/** Whether the namespaces, accounts, hosts and methods that AuthorizationPolicies name are there. */
final class AccessNames {

    private static final Pattern PRINCIPAL = Pattern.compile("[^/]+/ns/([^/*]+)/sa/([^/*]+)");
    private static final List<String> METHODS =
            List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "CONNECT", "OPTIONS", "TRACE");

    private final StudiedMesh mesh;
    private final Consumer<Finding> found;
    private final SortedSet<String> accounts = new TreeSet<>();

    AccessNames(StudiedMesh mesh, Consumer<Finding> found) {
        this.mesh = mesh;
        this.found = found;
        mesh.namespaces().forEach(namespace -> accounts.add(namespace + "/default"));
        mesh.mesh()
                .workloads()
                .forEach(workload -> accounts.add(workload.namespace() + "/" + workload.serviceAccount()));
        mesh.mesh().resources().values().stream()
                .map(Resource::id)
                .filter(id -> id.kind().equals("ServiceAccount"))
                .forEach(id -> accounts.add(id.namespace() + "/" + id.name()));
    }

    void look(WrittenAccess policy) {
        policy.terms("namespaces", "notNamespaces").forEach(term -> namespace(policy, term));
        policy.terms("principals", "notPrincipals").forEach(term -> principal(policy, term));
        policy.terms("serviceAccounts", "notServiceAccounts").forEach(term -> account(policy, term));
        policy.terms("methods", "notMethods").forEach(term -> method(policy, term));
        if (mesh.selected(policy).stream().noneMatch(workload -> workload.isGateway())) {
            policy.terms("hosts", "notHosts").forEach(term -> host(policy, term));
        }
    }

    private void namespace(WrittenAccess policy, WrittenAccess.Term term) {
        if (mesh.namespaces().stream().noneMatch(name -> matches(term.value(), name))) {
            found.accept(new Finding(
                    Code.IST0101,
                    policy.at(term),
                    "Referenced namespace not found: \"" + term.value() + "\", so nobody is of it.",
                    "known: " + Names.of(mesh.namespaces())));
        }
    }

    private void principal(WrittenAccess policy, WrittenAccess.Term term) {
        Matcher principal = PRINCIPAL.matcher(term.value());
        if (principal.matches()) {
            unknownAccount(policy, term, principal.group(1) + "/" + principal.group(2));
        }
    }

    private void account(WrittenAccess policy, WrittenAccess.Term term) {
        unknownAccount(
                policy, term, term.value().contains("/") ? term.value() : policy.namespace() + "/" + term.value());
    }

    private void unknownAccount(WrittenAccess policy, WrittenAccess.Term term, String account) {
        if (!accounts.contains(account)) {
            found.accept(new Finding(
                    Code.KIA0106,
                    policy.at(term),
                    "Service Account not found for this principal: nobody runs as " + account + ".",
                    "known: " + Names.of(accounts)));
        }
    }

    private void method(WrittenAccess policy, WrittenAccess.Term term) {
        if (!METHODS.contains(term.value()) && !term.value().contains("*")) {
            found.accept(new Finding(
                    Code.KIA0102,
                    policy.at(term),
                    "Only HTTP methods and Istio wildcards are allowed: no request has the method " + term.value()
                            + ".",
                    "methods are written in capitals: " + String.join(", ", METHODS)));
        }
    }

    private void host(WrittenAccess policy, WrittenAccess.Term term) {
        String host = term.value().replaceFirst(":[0-9*]+$", "");
        boolean known = mesh.mesh().services().stream().anyMatch(service -> answers(service, host, policy.namespace()));
        if (!known && !mesh.isKnown(host)) {
            found.accept(new Finding(
                    Code.KIA0104,
                    policy.at(term),
                    "This host has no matching entry in the service registry: " + term.value() + ".",
                    "write a service's name, as its callers do"));
        }
    }

    private static boolean answers(Service service, String host, String namespace) {
        return host.contains("*") ? matches(host, service.host()) : service.answersTo(host, namespace);
    }

    /** {@code *}, then a suffix, then a prefix, then equality. */
    private static boolean matches(String pattern, String value) {
        if (pattern.startsWith("*")) {
            return value.endsWith(pattern.substring(1));
        }
        return pattern.endsWith("*")
                ? value.startsWith(pattern.substring(0, pattern.length() - 1))
                : value.equals(pattern);
    }
}
