package padlock.scenario.file;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import padlock.mesh.actor.Fault;
import padlock.mesh.actor.Place;
import padlock.mesh.actor.Stretch;

/** Reads one fault of a timeline, whose shape was checked: each kind has keys of its own. */
final class FaultReader {

    private static final String ARROW = " -> ";
    private static final List<String> KEYS =
            List.of("on", "add", "rate", "between", "and", "strategy", "workload", "by", "of", "problem");

    /** What happens once, and is over. */
    static final List<String> AT_ONCE = List.of("rotate-root", "restart");

    private final Node node;
    private final Report report;
    private final List<String> missing = new ArrayList<>();

    FaultReader(Node node, Report report) {
        this.node = node;
        this.report = report;
    }

    /** {@code shop/cart -> shop/stock}: the connections from one to the other; or one place, with all it has. */
    static Optional<Stretch> stretch(String text) {
        String[] ends = text.split(ARROW, -1);
        if (ends.length > 2 || !Stream.of(ends).allMatch(Place::isOne)) {
            return Optional.empty();
        }
        return Optional.of(
                new Stretch(new Place(ends[0]), ends.length == 2 ? Optional.of(new Place(ends[1])) : Optional.empty()));
    }

    /** A place that a fault names, at its line. */
    record Named(String name, int line) {

        /** Whether somebody is there: the workload of this name, any of the namespace, or the control plane. */
        boolean isAmong(List<String> workloads) {
            return Place.isInfrastructure(name)
                    || workloads.contains(name)
                    || name.endsWith("/*")
                            && workloads.stream()
                                    .anyMatch(workload -> workload.startsWith(name.substring(0, name.length() - 1)));
        }
    }

    /** All places that are named as they must be. */
    Stream<Named> places() {
        return Stream.of("on", "between", "and", "workload", "of", "by")
                .flatMap(key -> node.oneOrMany(key).stream())
                .flatMap(value -> value.written().stream()
                        .flatMap(text -> Stream.of(text.split(ARROW, -1)))
                        .filter(Place::isOne)
                        .map(name -> new Named(name, value.line())));
    }

    /** The keys that reading missed. */
    List<String> missing() {
        return List.copyOf(missing);
    }

    Optional<Fault> read() {
        return switch (node.text("kind").orElse("")) {
            case "ca-outage" -> takes().map(right -> new Fault.CaOutage());
            case "partition" ->
                takes("between", "and").map(right -> new Fault.Partition(places("between"), places("and")));
            case "latency" ->
                takes("on", "add").flatMap(right -> on().flatMap(on -> add().map(by -> new Fault.Latency(on, by))));
            case "loss" ->
                takes("on", "rate").flatMap(right -> on().flatMap(on -> rate().map(part -> new Fault.Loss(on, part))));
            case "tamper" -> takes("on").flatMap(right -> on()).map(Fault.Tamper::new);
            case "eavesdrop" -> takes("on").flatMap(right -> on()).map(Fault.Eavesdrop::new);
            case "downgrade" -> takes("on").flatMap(right -> on()).map(Fault.Downgrade::new);
            case "rotate-root" ->
                takes("strategy").flatMap(right -> endsByItself()).flatMap(right -> strategy());
            case "control-plane-outage" -> takes().map(right -> new Fault.ControlPlaneOutage());
            case "clock-skew" ->
                takes("workload", "by")
                        .flatMap(right -> workload("workload")
                                .flatMap(workload -> skew().map(by -> new Fault.ClockSkew(workload, by))));
            case "certificate" ->
                takes("workload", "problem")
                        .flatMap(right -> workload("workload")
                                .flatMap(
                                        workload -> problem().map(what -> new Fault.WrongCertificate(workload, what))));
            case "restart" ->
                takes("workload").flatMap(right -> workload("workload")).map(Fault.Restart::new);
            case "rogue-ca" ->
                takes("workload").flatMap(right -> workload("workload")).map(Fault.RogueCa::new);
            case "stolen-certificate" ->
                takes("of", "by")
                        .flatMap(right -> workload("of")
                                .flatMap(of -> workload("by").map(by -> new Fault.StolenCertificate(of, by))));
            default -> Optional.empty();
        };
    }

    /** Present when exactly these keys stand there, besides kind and for. */
    private Optional<Boolean> takes(String... wanted) {
        List<String> expected = List.of(wanted);
        String kind = node.text("kind").orElse("");
        boolean right = true;
        for (String key : KEYS) {
            boolean there = node.get(key).isPresent();
            if (there && !expected.contains(key)) {
                report.problem(node.lineOf(key), kind + " has no \"" + key + "\"", "leave it out");
                right = false;
            } else if (!there && expected.contains(key)) {
                report.problem(node.line(), kind + " needs \"" + key + "\"", "");
                missing.add(key);
                right = false;
            }
        }
        return right ? Optional.of(true) : Optional.empty();
    }

    /** Present unless it is to end at some time, which only it itself knows. */
    private Optional<Boolean> endsByItself() {
        if (node.get("for").isPresent()) {
            report.problem(node.lineOf("for"), node.text("kind").orElse("") + " ends by itself", "leave \"for\" out");
            return Optional.empty();
        }
        return Optional.of(true);
    }

    private Optional<Fault> strategy() {
        return node.text("strategy")
                .flatMap(word -> Words.among(Fault.Strategy.values(), Fault.Strategy::text, word))
                .map(Fault.RotateRoot::new);
    }

    private Optional<Stretch> on() {
        return node.get("on").flatMap(Node::written).flatMap(FaultReader::stretch);
    }

    private Optional<Place> workload(String key) {
        Optional<String> written = node.get(key).flatMap(Node::written);
        if (written.filter(FaultReader::isWorkload).isEmpty()) {
            report.problem(
                    node.lineOf(key),
                    key + " \"" + written.orElse("") + "\" is not a workload",
                    "write NAMESPACE/WORKLOAD or NAMESPACE/*");
            return Optional.empty();
        }
        return written.map(Place::new);
    }

    private static boolean isWorkload(String text) {
        return Place.isOne(text) && !Place.isInfrastructure(text);
    }

    /** How far a clock is fast; slow, if it is written with a minus. */
    private Optional<Duration> skew() {
        String written = node.get("by").flatMap(Node::written).orElse("");
        boolean late = written.startsWith("-");
        Optional<Duration> skew =
                Durations.parse(late ? written.substring(1) : written).map(by -> late ? by.negated() : by);
        if (skew.isEmpty()) {
            report.problem(
                    node.lineOf("by"),
                    "by \"" + written + "\" is not a duration",
                    "10m is fast, -10m is slow; " + Durations.HINT);
        }
        return skew;
    }

    private Optional<Fault.Problem> problem() {
        return node.text("problem").flatMap(word -> Words.among(Fault.Problem.values(), Fault.Problem::text, word));
    }

    private Optional<Duration> add() {
        return node.get("add").flatMap(Node::written).flatMap(Durations::parse);
    }

    private Optional<Double> rate() {
        Optional<Double> rate = node.get("rate")
                .flatMap(Node::written)
                .filter(text -> text.matches("[0-9]*\\.?[0-9]+"))
                .map(Double::valueOf)
                .filter(part -> part <= 1);
        if (rate.isEmpty()) {
            report.problem(node.lineOf("rate"), "rate must be from 0 to 1", "0.1 loses every tenth flight");
        }
        return rate;
    }

    private List<Place> places(String key) {
        return node.oneOrMany(key).stream()
                .flatMap(place -> place.written().filter(Place::isOne).map(Place::new).stream())
                .toList();
    }
}
