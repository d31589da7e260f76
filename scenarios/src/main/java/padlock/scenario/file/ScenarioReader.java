package padlock.scenario.file;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import padlock.mesh.actor.CallTarget;
import padlock.mesh.actor.Settings;
import padlock.mesh.history.CallReason;
import padlock.mesh.history.CallResult;
import padlock.mesh.history.Transport;
import padlock.mesh.policy.Precedence;
import padlock.mesh.resource.Resource;
import padlock.mesh.resource.ResourceId;
import padlock.mesh.resource.Workload;
import padlock.mesh.resource.WorkloadEntry;
import padlock.scenario.Caller;
import padlock.scenario.Expectation;
import padlock.scenario.Interval;
import padlock.scenario.Intervention;
import padlock.scenario.Scenario;
import padlock.scenario.Schedule;
import padlock.scenario.Traffic;
import padlock.tls.handshake.KeyAgreement;
import padlock.tls.handshake.TlsVersion;
import padlock.tls.identity.KeyAlgorithm;

/** Reads a {@code scenario.yaml} whose shape was checked, and everything in it that must fit together. */
final class ScenarioReader {

    /** Most calls of one traffic: a slip such as 1ms for 1m must not fill the memory. */
    private static final long MOST_CALLS = 1_000_000;

    private final Node root;
    private final Report report;
    private final ScenarioFolder folder;
    private final Duration length;

    ScenarioReader(Node root, Report report, ScenarioFolder folder) {
        this.root = root;
        this.report = report;
        this.folder = folder;
        this.length = duration(root, "end").orElse(Duration.ZERO);
    }

    /** The scenario, of which something may be missing if there are problems. */
    Scenario read() {
        if (root.get("end").isPresent()
                && length.isZero()
                && duration(root, "end").isPresent()) {
            report.problem(root.lineOf("end"), "end is 0, so nothing can happen", Durations.HINT);
        }
        String name = root.text("name").orElse("");
        List<Resource> mesh = folder.manifests(root.items("mesh"), report);
        List<Intervention> timeline = timeline();
        List<Resource> everything = Stream.concat(
                        mesh.stream(),
                        timeline.stream()
                                .flatMap(step -> step instanceof Intervention.Apply apply
                                        ? apply.resources().stream()
                                        : Stream.empty()))
                .toList();
        if (folder.isSound()) {
            requireDeletable(everything);
            requireCallers(everything);
        }
        return new Scenario(
                name,
                root.text("title").orElse(name),
                root.text("description").map(String::strip).orElse(""),
                root.get("start")
                        .flatMap(Node::written)
                        .flatMap(ScenarioReader::instant)
                        .orElse(Scenario.DEFAULT_START),
                length,
                root.get("seed").flatMap(Node::whole).orElse(Scenario.DEFAULT_SEED),
                mesh,
                settings(root.get("settings").orElse(new Node.Mapping(root.line(), List.of()))),
                traffic(),
                timeline,
                expectations());
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException wrong) {
            return Optional.empty();
        }
    }

    private static Optional<Duration> duration(Node node, String key) {
        return node.get(key).flatMap(Node::written).flatMap(Durations::parse);
    }

    private Settings settings(Node node) {
        Settings defaults = Settings.DEFAULTS;
        Optional<Node> certificates = node.get("certificates");
        Optional<Duration> lifetime = certificates.flatMap(found -> duration(found, "lifetime"));
        if (lifetime.filter(Duration::isZero).isPresent()) {
            report.problem(certificates.get().lineOf("lifetime"), "a certificate that lives for 0s is of no use", "");
        }
        return new Settings(
                constant(node.get("precedence"), ScenarioShape.PRECEDENCES, Precedence.values())
                        .orElse(defaults.precedence()),
                node.get("pushDelay")
                        .flatMap(Node::written)
                        .flatMap(Durations::span)
                        .orElse(defaults.pushDelay()),
                node.get("latency")
                        .flatMap(Node::written)
                        .flatMap(Durations::span)
                        .orElse(defaults.latency()),
                constant(node.at("tls", "max"), ScenarioShape.TLS_VERSIONS, TlsVersion.values())
                        .orElse(defaults.highestTls()),
                constant(node.at("tls", "keyAgreement"), ScenarioShape.KEY_AGREEMENTS, KeyAgreement.values())
                        .orElse(defaults.keyAgreement()),
                lifetime.orElse(defaults.certificateLifetime()),
                certificates.flatMap(this::rotateAt).orElse(defaults.rotateAt()),
                constant(node.at("certificates", "algorithm"), ScenarioShape.ALGORITHMS, KeyAlgorithm.values())
                        .orElse(defaults.algorithm()));
    }

    private static <E> Optional<E> constant(Optional<Node> node, List<String> words, E[] constants) {
        return node.flatMap(Node::written)
                .map(words::indexOf)
                .filter(index -> index >= 0)
                .map(index -> constants[index]);
    }

    private Optional<Double> rotateAt(Node certificates) {
        Optional<Double> part = certificates
                .get("rotateAt")
                .flatMap(Node::written)
                .filter(text -> text.matches("[0-9]*\\.?[0-9]+"))
                .map(Double::valueOf)
                .filter(number -> number > 0 && number < 1);
        if (certificates.get("rotateAt").isPresent() && part.isEmpty()) {
            report.problem(
                    certificates.lineOf("rotateAt"),
                    "rotateAt must be a part of the lifetime, more than 0 and less than 1",
                    "0.5 is half of it");
        }
        return part;
    }

    private void requireCallers(List<Resource> everything) {
        List<String> workloads = everything.stream()
                .filter(resource -> resource instanceof Workload || resource instanceof WorkloadEntry)
                .map(resource -> resource.id().namespace() + "/" + resource.id().name())
                .distinct()
                .sorted()
                .toList();
        for (Node node : root.items("traffic")) {
            node.text("from")
                    .filter(from -> ScenarioShape.isCaller(from) && !workloads.contains(from))
                    .ifPresent(from -> report.problem(
                            node.lineOf("from"),
                            "workload \"" + from + "\" does not exist",
                            Nearest.hint(from, workloads)));
        }
        root.items("timeline").stream()
                .flatMap(node -> node.get("fault").stream())
                .flatMap(fault -> new FaultReader(fault, report).places())
                .filter(place -> !place.isAmong(workloads))
                .forEach(place -> report.problem(
                        place.line(),
                        "workload \"" + place.name() + "\" does not exist",
                        Nearest.hint(place.name(), workloads)));
    }

    private List<Traffic> traffic() {
        List<Traffic> all = new ArrayList<>();
        for (Node node : root.items("traffic")) {
            Optional<Caller> from =
                    node.text("from").filter(ScenarioShape::isCaller).map(ScenarioReader::caller);
            Optional<CallTarget> to = target(node);
            Optional<Schedule> schedule = schedule(node);
            requireHeaders(node);
            requirePostOfGrpc(node, to);
            if (from.isPresent() && to.isPresent() && schedule.isPresent()) {
                all.add(new Traffic(
                        node.text("name").orElse(""),
                        from.get(),
                        to.get(),
                        node.get("method").flatMap(Node::written).orElse("GET"),
                        node.pairs("headers"),
                        schedule.get(),
                        report.origin(node.line())));
            }
        }
        requireDifferentNames("traffic");
        return all;
    }

    private void requirePostOfGrpc(Node node, Optional<CallTarget> to) {
        to.filter(target -> target.scheme() == CallTarget.Scheme.GRPC)
                .flatMap(target -> node.get("method").flatMap(Node::written))
                .filter(method -> !method.equals("POST"))
                .ifPresent(method -> report.problem(node.lineOf("method"), "gRPC is always POST", "leave method away"));
    }

    private static Caller caller(String text) {
        int slash = text.indexOf('/');
        return new Caller(text.substring(0, slash), text.substring(slash + 1));
    }

    private void requireDifferentNames(String key) {
        Set<String> names = new HashSet<>();
        for (Node node : root.items(key)) {
            node.text("name")
                    .filter(name -> !names.add(name))
                    .ifPresent(name -> report.problem(
                            node.lineOf("name"), key + " \"" + name + "\" is here twice", "give it another name"));
        }
    }

    private Optional<CallTarget> target(Node traffic) {
        try {
            return traffic.text("to").map(CallTarget::parse);
        } catch (IllegalArgumentException notATarget) {
            report.problem(traffic.lineOf("to"), notATarget.getMessage(), "");
            return Optional.empty();
        }
    }

    private void requireHeaders(Node traffic) {
        for (Node.Member header : traffic.members("headers")) {
            String value = header.value().text().orElse("");
            if (!ScenarioShape.isHeaderName(header.key()) || !ScenarioShape.isHeaderValue(value)) {
                report.problem(
                        header.line(), "\"" + header.key() + "\" is not a header", "one line of plain ASCII text");
            }
        }
    }

    private Optional<Schedule> schedule(Node traffic) {
        boolean every = traffic.get("every").isPresent();
        if (every == traffic.get("at").isPresent()) {
            report.problem(
                    traffic.line(),
                    every ? "every and at exclude each other" : "it is not said when the calls are made",
                    "write every: 1s or at: [2s, 40s]");
            return Optional.empty();
        }
        if (!every) {
            traffic.present("starting", "until")
                    .forEach(key -> report.problem(traffic.lineOf(key), key + " bounds every, not at", "leave it out"));
            traffic.items("at").forEach(instant -> requireWithin("at", instant));
            return Optional.of(new Schedule.At(traffic.items("at").stream()
                    .flatMap(instant -> instant.written().flatMap(Durations::parse).stream())
                    .toList()));
        }
        return duration(traffic, "every").flatMap(distance -> every(traffic, distance));
    }

    private Optional<Schedule> every(Node traffic, Duration distance) {
        Duration starting = duration(traffic, "starting").orElse(Duration.ZERO);
        Optional<Duration> until = duration(traffic, "until");
        traffic.get("starting").ifPresent(value -> requireWithin("starting", value));
        if (until.filter(end -> end.compareTo(starting) <= 0).isPresent()) {
            report.problem(traffic.lineOf("until"), "until is not later than starting", "no call would be made");
        }
        if (distance.isZero()) {
            report.problem(traffic.lineOf("every"), "calls every 0s would never end", Durations.HINT);
            return Optional.empty();
        }
        Duration lasts =
                until.filter(end -> end.compareTo(length) < 0).orElse(length).minus(starting);
        if (!lasts.isNegative() && lasts.dividedBy(distance) > MOST_CALLS) {
            report.problem(
                    traffic.lineOf("every"),
                    "this makes more than " + MOST_CALLS + " calls",
                    "call less often, or end the scenario earlier");
            return Optional.empty();
        }
        return Optional.of(new Schedule.Every(distance, starting, until));
    }

    private void requireWithin(String key, Node instant) {
        boolean late = instant.written()
                .flatMap(Durations::parse)
                .filter(at -> at.compareTo(length) >= 0)
                .isPresent();
        if (late && !length.isZero()) {
            report.problem(
                    instant.line(),
                    key + " " + instant.written().orElseThrow() + " is not before the end of the scenario",
                    "end is " + root.get("end").flatMap(Node::written).orElse(""));
        }
    }

    private List<Intervention> timeline() {
        List<Intervention> timeline = new ArrayList<>();
        for (Node node : root.items("timeline")) {
            List<String> acts =
                    node.present("apply", "delete", "precedence", "fault").toList();
            if (acts.size() != 1) {
                report.problem(
                        node.line(),
                        acts.isEmpty() ? "nothing happens here" : String.join(" and ", acts) + " stand in one entry",
                        "write one of apply, delete, precedence, fault");
            }
            node.get("at").ifPresent(instant -> requireWithin("at", instant));
            Duration at = duration(node, "at").orElse(Duration.ZERO);
            if (node.get("apply").isPresent()) {
                timeline.add(new Intervention.Apply(at, folder.manifests(node.items("apply"), report)));
            }
            if (node.get("delete").isPresent()) {
                timeline.add(new Intervention.Delete(
                        at,
                        node.texts("delete").stream()
                                .map(ScenarioReader::resourceId)
                                .toList()));
            }
            node.get("fault")
                    .ifPresent(fault -> new FaultReader(fault, report)
                            .read()
                            .ifPresent(
                                    read -> timeline.add(new Intervention.Inject(at, duration(fault, "for"), read))));
            constant(node.get("precedence"), ScenarioShape.PRECEDENCES, Precedence.values())
                    .ifPresent(precedence -> timeline.add(new Intervention.ReadPrecedence(at, precedence)));
        }
        timeline.sort(Comparator.comparing(Intervention::at));
        return timeline;
    }

    private static ResourceId resourceId(String text) {
        String[] parts = text.split("/", 3);
        return parts.length == 3
                ? new ResourceId(parts[0], parts[1], parts[2])
                : new ResourceId(parts[0], "", parts[parts.length - 1]);
    }

    private void requireDeletable(List<Resource> everything) {
        List<String> known = everything.stream()
                .map(resource -> resource.id().toString())
                .distinct()
                .sorted()
                .toList();
        for (Node step : root.items("timeline")) {
            for (Node name : step.items("delete")) {
                name.text()
                        .filter(text -> text.contains("/") && !known.contains(text))
                        .ifPresent(text ->
                                report.problem(name.line(), text + " is never applied", Nearest.hint(text, known)));
            }
        }
    }

    private List<Expectation> expectations() {
        List<String> names = root.items("traffic").stream()
                .flatMap(traffic -> traffic.text("name").stream())
                .toList();
        List<Expectation> all = new ArrayList<>();
        for (Node node : root.items("expect")) {
            List<Node> traffic = node.oneOrMany("traffic");
            for (Node name : traffic) {
                name.text()
                        .filter(text -> !names.contains(text))
                        .ifPresent(text -> report.problem(
                                name.line(), "traffic \"" + text + "\" does not exist", Nearest.hint(text, names)));
            }
            if (node.present("transport", "result", "reason", "status")
                    .findAny()
                    .isEmpty()) {
                report.problem(node.line(), "nothing is expected here", "add transport, result, reason or status");
            }
            Optional<Interval> during =
                    node.get("during").flatMap(Node::written).flatMap(Durations::interval);
            if (!length.isZero()
                    && during.filter(part -> part.until().compareTo(length) > 0).isPresent()) {
                report.problem(
                        node.lineOf("during"),
                        "during " + node.get("during").flatMap(Node::written).orElse("") + " ends after the scenario",
                        "end is " + root.get("end").flatMap(Node::written).orElse(""));
            }
            all.add(new Expectation(
                    node.text("name").orElse(""),
                    traffic.stream().flatMap(name -> name.text().stream()).toList(),
                    during,
                    words(node, "transport", Transport.values(), Transport::text),
                    words(node, "result", CallResult.values(), CallResult::text),
                    words(node, "reason", CallReason.values(), CallReason::text),
                    node.oneOrMany("status").stream()
                            .flatMap(status -> status.whole().stream())
                            .map(Long::intValue)
                            .toList(),
                    report.origin(node.line())));
        }
        requireDifferentNames("expect");
        return all;
    }

    private static <E> List<E> words(Node node, String key, E[] constants, Function<E, String> word) {
        return node.oneOrMany(key).stream()
                .flatMap(value -> value.text().stream())
                .flatMap(text -> Words.among(constants, word, text).stream())
                .toList();
    }
}
