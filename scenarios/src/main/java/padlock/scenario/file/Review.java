package padlock.scenario.file;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import padlock.mesh.analysis.Code;
import padlock.mesh.analysis.Finding;
import padlock.mesh.analysis.Where;
import padlock.mesh.analysis.Written;
import padlock.mesh.analysis.WrittenAccess;
import padlock.mesh.analysis.WrittenRoute;
import padlock.mesh.resource.Origin;
import padlock.mesh.resource.ResourceId;

/** Keeps what was wrong with each resource, where a mistake shall not stop the rest from being judged. */
final class Review {

    private final List<Finding> findings = new ArrayList<>();
    private final Map<ResourceId, WrittenAccess> access = new LinkedHashMap<>();
    private final Map<ResourceId, List<WrittenRoute>> routes = new LinkedHashMap<>();
    private final List<String> hosts = new ArrayList<>();
    private final Map<ResourceId, List<String>> silenced = new LinkedHashMap<>();
    private final Places places = new Places();

    /** Takes the mistakes of one resource out of the problems, and looks at its document. */
    void resource(ResourceId id, Node document, Origin origin, List<Problem> mistakes, List<Problem> warnings) {
        places.add(origin, document);
        mistakes.forEach(
                mistake -> findings.add(finding(Code.IST0106, "Schema validation error: ", id, origin, mistake)));
        warnings.forEach(
                warning -> findings.add(finding(Code.IST0133, "Schema validation warning: ", id, origin, warning)));
        if (id.kind().equals("AuthorizationPolicy") && mistakes.isEmpty()) {
            access.put(id, AccessDocument.read(new Where(id, origin, List.of()), document));
        }
        if (id.kind().equals("VirtualService") && mistakes.isEmpty()) {
            routes.put(id, RouteDocument.read(new Where(id, origin, List.of()), document));
        }
        if (id.kind().equals("ServiceEntry")) {
            document.get("spec").ifPresent(spec -> hosts.addAll(spec.texts("hosts")));
        }
        document.at("metadata", "annotations", Written.SILENCE)
                .flatMap(Node::written)
                .ifPresent(codes -> silenced.put(id, List.of(codes.split(","))));
        Lint.look(new Where(id, origin, List.of()), document, findings::add);
    }

    private static Finding finding(Code code, String prefix, ResourceId id, Origin origin, Problem problem) {
        return new Finding(
                code,
                new Where(id, new Origin(origin.path(), problem.line()), List.of()),
                prefix + problem.message(),
                problem.hint());
    }

    Reviewed of(Manifests manifests) {
        return new Reviewed(
                manifests,
                findings,
                new Written(
                        List.copyOf(access.values()),
                        routes.values().stream().flatMap(List::stream).toList(),
                        hosts,
                        silenced),
                places);
    }
}
