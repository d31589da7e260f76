package padlock.scenario.report;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import padlock.mesh.actor.MeshFact;
import padlock.mesh.history.CallView;
import padlock.mesh.history.PolicyView;
import padlock.mesh.resource.InstanceId;
import padlock.scenario.Run;
import padlock.sim.Event;

/** A run as a person would tell it: what was changed, and how calls fared in between. */
final class Story {

    private static final Duration RENEWED_TOGETHER = Duration.ofHours(1);

    private final RunReport report;
    private final Instant start;
    private final ShortNames names;
    private final List<Event> events;

    private Story(RunReport report) {
        Run run = report.run();
        this.report = report;
        this.start = run.scenario().start();
        this.names = report.names();
        this.events = run.recording().events();
    }

    static List<Beat> of(RunReport report) {
        return new Story(report).beats();
    }

    /** What happens at one instant begins with what was changed. */
    private List<Beat> beats() {
        List<Beat> changes = changes();
        return Stream.<List<? extends Beat>>of(changes, renewals(changes), calls(changes))
                .<Beat>flatMap(List::stream)
                .sorted(Comparator.comparing(Beat::at))
                .toList();
    }

    // What was changed.

    private List<Beat> changes() {
        Deque<PolicyView> policies = new ArrayDeque<>(report.run().policies());
        List<Beat> changes = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            Event event = events.get(i);
            boolean policy =
                    event.fact() instanceof MeshFact.PolicyStored || event.fact() instanceof MeshFact.PolicyDeleted;
            Optional<Beat> change = policy ? Optional.of(change(policies.remove())) : change(event, i);
            if (!event.at().isBefore(start)) {
                change.ifPresent(changes::add);
            }
        }
        return changes;
    }

    private Optional<Beat> change(Event event, int index) {
        if (event.fact() instanceof MeshFact.ResourceStored stored) {
            return Optional.of(new Beat.Change(event.at(), "apply " + stored.resource(), ""));
        } else if (event.fact() instanceof MeshFact.ResourceDeleted deleted) {
            return Optional.of(new Beat.Change(event.at(), "delete " + deleted.resource(), ""));
        } else if (event.fact() instanceof MeshFact.FaultBegan began) {
            return Optional.of(new Beat.Change(event.at(), "begin " + InWords.fault(began.fault()), ""));
        } else if (event.fact() instanceof MeshFact.FaultEnded ended) {
            return Optional.of(new Beat.Change(event.at(), "end " + InWords.fault(ended.fault()), ""));
        } else if (event.fact() instanceof MeshFact.RootsChanged changed) {
            return Optional.of(new Beat.Change(event.at(), rootsChanged(changed), ""));
        } else if (event.fact() instanceof MeshFact.PrecedenceRead read) {
            String precedence =
                    read.precedence().name().toLowerCase(Locale.ROOT).replace('_', '-');
            return Optional.of(
                    new Beat.Change(event.at(), "read precedence as " + precedence, reach(event.at(), index)));
        }
        return Optional.empty();
    }

    private static String rootsChanged(MeshFact.RootsChanged changed) {
        boolean newest =
                changed.signing().equals(changed.trusted().get(changed.trusted().size() - 1));
        return "sign with the " + (newest ? "new" : "old") + " root, "
                + (changed.trusted().size() == 1 ? "trust it alone" : "trust both");
    }

    private static Beat change(PolicyView policy) {
        String verb = switch (policy.change()) {
            case CREATED -> "apply ";
            case REPLACED -> "replace ";
            case DELETED -> "delete ";
        };
        return new Beat.Change(
                policy.applied(),
                verb + policy.policy(),
                effect(policy.applied(), policy.inEffect(), policy.sidecars()));
    }

    private static String effect(Instant applied, Optional<Instant> inEffect, int sidecars) {
        if (sidecars == 0) {
            return "there is no sidecar to learn of it";
        }
        String all = sidecars == 1 ? "the one sidecar" : "all " + sidecars + " sidecars";
        return inEffect.map(instant ->
                        "in effect on " + all + " after " + Moments.length(Duration.between(applied, instant)))
                .orElse("did not reach " + all + " before it was changed again or the run ended");
    }

    /**
     * The first configuration that is pushed to each sidecar after the change holds the change, and maybe a later one.
     */
    private String reach(Instant changed, int index) {
        SortedSet<InstanceId> waiting = new TreeSet<>();
        events.subList(0, index).forEach(event -> {
            if (event.fact() instanceof MeshFact.ConfigApplied applied) waiting.add(applied.sidecar());
            else if (event.fact() instanceof MeshFact.InstanceStopped stopped) waiting.remove(stopped.instance());
        });
        int sidecars = waiting.size();
        SortedMap<InstanceId, Long> pushed = new TreeMap<>();
        for (Event event : events.subList(index, events.size())) {
            if (event.fact() instanceof MeshFact.ConfigPushed push) {
                pushed.putIfAbsent(push.sidecar(), push.revision());
            } else if (event.fact() instanceof MeshFact.ConfigApplied applied
                    && pushed.getOrDefault(applied.sidecar(), Long.MAX_VALUE) <= applied.revision()
                    && waiting.remove(applied.sidecar())
                    && waiting.isEmpty()) {
                return effect(changed, Optional.of(event.at()), sidecars);
            }
        }
        return effect(changed, Optional.empty(), sidecars);
    }

    // What went on in between.

    private static int chapter(Instant at, List<Beat> changes) {
        return (int) changes.stream().filter(change -> !change.at().isAfter(at)).count();
    }

    /** Renewals that follow each other closely are one beat. */
    private List<Beat> renewals(List<Beat> changes) {
        SortedSet<InstanceId> known = new TreeSet<>();
        List<List<Event>> groups = new ArrayList<>();
        for (Event event : events) {
            if (event.fact() instanceof MeshFact.CertificateInstalled installed && !known.add(installed.sidecar())) {
                if (groups.isEmpty() || isApart(groups.get(groups.size() - 1), event, changes)) {
                    groups.add(new ArrayList<>());
                }
                groups.get(groups.size() - 1).add(event);
            }
        }
        return groups.stream().map(Story::renewal).toList();
    }

    private static boolean isApart(List<Event> group, Event event, List<Beat> changes) {
        Instant last = group.get(group.size() - 1).at();
        return Duration.between(last, event.at()).compareTo(RENEWED_TOGETHER) > 0
                || chapter(last, changes) != chapter(event.at(), changes);
    }

    private static Beat renewal(List<Event> installed) {
        int sidecars = (int) installed.stream()
                .map(event -> ((MeshFact.CertificateInstalled) event.fact()).sidecar())
                .distinct()
                .count();
        return new Beat.Renewal(
                installed.get(0).at(), installed.get(installed.size() - 1).at(), sidecars, installed.size());
    }

    /** Of those that begin at one instant, the traffic that was the first to call stands first. */
    private List<Beat.Calls> calls(List<Beat> changes) {
        List<Beat.Calls> told = new ArrayList<>();
        Map<String, Beat.Calls> last = new LinkedHashMap<>();
        Map<String, Integer> chapters = new TreeMap<>();
        for (CallView call : report.calls()) {
            Beat.Calls next = once(call);
            int chapter = chapter(call.at(), changes);
            Beat.Calls before = last.get(call.traffic());
            if (before != null && chapters.get(call.traffic()) == chapter && before.continuedBy(next)) {
                last.put(call.traffic(), before.with(next));
            } else {
                Optional.ofNullable(before).ifPresent(told::add);
                last.put(call.traffic(), next);
                chapters.put(call.traffic(), chapter);
            }
        }
        told.addAll(last.values());
        List<String> order = List.copyOf(last.keySet());
        told.sort(Comparator.comparingInt(beat -> order.indexOf(beat.traffic())));
        return told;
    }

    private Beat.Calls once(CallView call) {
        InstanceId from = call.from().instance();
        String host =
                call.route().map(CallView.Route::host).orElse(call.target().host());
        return new Beat.Calls(
                call.at(),
                call.at(),
                call.traffic(),
                names.workload(from.namespace(), from.workload()),
                names.host(host) + ":" + call.target().port(),
                call.verdict(),
                call.status(),
                1);
    }
}
