package padlock.scenario.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import padlock.mesh.actor.CallTarget;
import padlock.mesh.resource.InstanceId;
import padlock.mesh.resource.Service;
import padlock.mesh.resource.Workload;
import padlock.scenario.MeshQuestions;
import padlock.scenario.file.Nearest;
import padlock.scenario.file.Problem;

/** The two ends of one call, as a person names them; what is wrong with the names is told all at once. */
final class Ends {

    private static final String FROM = "--from";
    private static final String SERVICE_ACCOUNT = "sa";

    private final MeshQuestions questions;
    private final List<Problem> problems = new ArrayList<>();
    private final Optional<Workload> from;
    private final Optional<CallTarget> target;
    private final Optional<Service> service;
    private final Optional<InstanceId> answering;

    Ends(MeshQuestions questions, String from, String to, Optional<String> endpoint, Optional<String> method) {
        this.questions = questions;
        this.from = from(from);
        this.target = target(to);
        target.filter(called -> called.scheme() == CallTarget.Scheme.GRPC)
                .flatMap(called -> method)
                .filter(asked -> !asked.equals("POST"))
                .ifPresent(asked -> problem("--method", "gRPC is always POST", "leave --method away"));
        this.service = reached();
        this.answering = endpoint.isPresent() ? chosen(endpoint.get()) : first();
    }

    List<Problem> problems() {
        return List.copyOf(problems);
    }

    InstanceId caller() {
        return first(from.orElseThrow());
    }

    CallTarget target() {
        return target.orElseThrow();
    }

    Optional<InstanceId> answering() {
        return answering;
    }

    /** The service that the caller means, whether or not it has the port. */
    Optional<Service> service() {
        return service;
    }

    private void problem(String option, String message, String hint) {
        problems.add(new Problem(option, 1, message, hint));
    }

    private Optional<Workload> from(String text) {
        String[] parts = text.split("/", -1);
        if (parts.length == 2) {
            return known(FROM, text, questions.workload(parts[0], parts[1]));
        } else if (parts.length == 3 && parts[1].equals(SERVICE_ACCOUNT)) {
            Optional<Workload> found = questions.workloadOf(parts[0], parts[2]);
            if (found.isEmpty()) {
                problem(
                        FROM,
                        "no workload runs as service account " + parts[0] + "/" + parts[2],
                        Nearest.hint(text, questions.serviceAccountNames()));
            }
            return found;
        }
        problem(FROM, "\"" + text + "\" is not a caller", "write NAMESPACE/WORKLOAD or NAMESPACE/sa/NAME");
        return Optional.empty();
    }

    private Optional<Workload> known(String option, String text, Optional<Workload> found) {
        if (found.isEmpty()) {
            problem(option, "there is no workload " + text, Nearest.hint(text, questions.workloadNames()));
        }
        return found;
    }

    private Optional<CallTarget> target(String text) {
        try {
            return Optional.of(CallTarget.parse(text));
        } catch (IllegalArgumentException mistake) {
            problem("--to", mistake.getMessage(), "");
            return Optional.empty();
        }
    }

    private Optional<Service> reached() {
        return from.flatMap(caller -> target.flatMap(called -> questions.service(called.host(), caller.namespace())));
    }

    private Optional<InstanceId> chosen(String text) {
        String[] parts = text.split("/", -1);
        if (parts.length != 2) {
            problem("--endpoint", "\"" + text + "\" is not a workload", "write NAMESPACE/WORKLOAD");
            return Optional.empty();
        }
        Optional<Workload> workload = known("--endpoint", text, questions.workload(parts[0], parts[1]));
        List<String> endpoints = service.map(found -> questions.endpointNames(found, target().port()))
                .orElse(List.of());
        if (workload.isPresent() && !endpoints.isEmpty() && !endpoints.contains(text)) {
            problem("--endpoint", text + " does not stand behind " + target(), Nearest.hint(text, endpoints));
        }
        return workload.map(Ends::first);
    }

    private Optional<InstanceId> first() {
        return from.flatMap(caller -> target.flatMap(called -> questions.firstEndpoint(called, caller.namespace())));
    }

    private static InstanceId first(Workload workload) {
        return new InstanceId(workload.namespace(), workload.name(), 1);
    }
}
