package padlock.scenario.file;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import padlock.mesh.resource.Attachment;
import padlock.mesh.resource.Labels;

/** Reads which workloads or gateways a policy is for, by Istio's rules. */
final class Attachments {

    private static final List<String> TARGETS = List.of(
            "/Service",
            "core/Service",
            "networking.istio.io/ServiceEntry",
            "gateway.networking.k8s.io/Gateway",
            "gateway.networking.k8s.io/GatewayClass");
    private static final int MOST_TARGETS = 16;

    private Attachments() {}

    static Attachment read(Node spec, Report report) {
        Optional<Labels> selector = Selectors.read(spec, "selector", report);
        Optional<String> key = spec.present("targetRef", "targetRefs").findFirst();
        if (spec.get("selector").isPresent() && key.isPresent()) {
            report.problem(spec.lineOf("selector"), "only one of targetRefs or workloadSelector can be set", "");
        }
        if (spec.items("targetRefs").size() > MOST_TARGETS) {
            report.problem(spec.lineOf("targetRefs"), "spec.targetRefs must have at most 16 items", "");
        }
        Stream.concat(spec.get("targetRef").stream(), spec.items("targetRefs").stream())
                .forEach(target -> require(target, report));
        boolean targets =
                spec.get("targetRef").isPresent() || !spec.items("targetRefs").isEmpty();
        return new Attachment(selector, key.filter(any -> targets).map(found -> report.origin(spec.lineOf(found))));
    }

    private static void require(Node target, Report report) {
        if (target.text("name").filter(String::isEmpty).isPresent()) {
            report.problem(target.line(), "targetRef name must be set", "");
        }
        if (target.text("namespace").filter(namespace -> !namespace.isEmpty()).isPresent()) {
            report.problem(
                    target.line(),
                    "targetRef namespace must not be set; cross namespace referencing is not supported",
                    "");
        }
        String kind =
                target.text("group").orElse("") + "/" + target.text("kind").orElse("");
        if (target.text("kind").isPresent() && !TARGETS.contains(kind)) {
            report.problem(
                    target.line(),
                    "targetRef must be to one of [Service, ServiceEntry, Gateway, GatewayClass GVKs] but was " + kind,
                    "");
        }
    }
}
