package padlock.ui.fault;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import padlock.mesh.history.Link;
import padlock.mesh.history.MeshView;
import padlock.mesh.history.WorkloadName;
import padlock.scenario.file.FaultKinds;
import padlock.scenario.file.Problem;
import padlock.ui.control.Moments;
import padlock.ui.file.Manuscript;
import padlock.ui.player.PlayerViewModel;
import padlock.ui.policy.PolicyViewModel;
import padlock.ui.text.Texts;

/** A fault that a person puts together: its kind, and what that kind needs. The kinds are those of scenario files. */
public final class FaultViewModel {

    /** How long it lasts; for good where nothing is written. */
    public static final String FOR = "for";

    private static final String CLOCK_SKEW = "clock-skew";
    private static final String CONTROL_PLANE = "istiod";

    /** Less and more than a certificate lives, to either side. */
    private static final List<String> SKEWS = List.of("25h", "-25h", "10m");

    private final PlayerViewModel player;
    private final PolicyViewModel changes;
    private final ObjectProperty<String> kind = new SimpleObjectProperty<>();
    private final Map<String, StringProperty> values = new LinkedHashMap<>();
    private final ObservableList<Problem> problems = FXCollections.observableArrayList();
    private final ReadOnlyStringWrapper told = new ReadOnlyStringWrapper("");

    public FaultViewModel(PlayerViewModel player, PolicyViewModel changes) {
        this.player = player;
        this.changes = changes;
        kind.addListener((property, before, now) -> begin());
        kind.set(FaultKinds.all().get(0));
        player.now().addListener((property, before, now) -> told.set(problems.isEmpty() ? sentence() : ""));
    }

    public List<String> kinds() {
        return FaultKinds.all();
    }

    public ObjectProperty<String> kind() {
        return kind;
    }

    /** What has to be said of the chosen kind, by key; how long it lasts comes last. */
    public Map<String, StringProperty> values() {
        return values;
    }

    /** What is wrong with what is said. */
    public ObservableList<Problem> problems() {
        return problems;
    }

    /** The only words that may stand for a key; none where a person may write something else. */
    public List<String> choices(String key) {
        return FaultKinds.choices(key);
    }

    /** What may stand for a key in this mesh. */
    public List<String> suggestions(String key) {
        return switch (key) {
            case FOR -> List.of("10s", "1m", "10m");
            case "add" -> List.of("200ms", "2s", "20s");
            case "rate" -> List.of("0.1", "0.5", "1");
            case "on" -> Stream.concat(connections(), workloads(pod -> true)).toList();
            case "between", "and" ->
                Stream.of(workloads(pod -> true), namespaces(), Stream.of(CONTROL_PLANE))
                        .flatMap(places -> places)
                        .toList();
            case "by" -> kind.get().equals(CLOCK_SKEW) ? SKEWS : bearers();
            case "workload" -> kind.get().equals(CLOCK_SKEW) ? pods() : bearers();
            case "of" -> bearers();
            default -> choices(key);
        };
    }

    /** What will happen if this goes wrong now, in a sentence; empty while something is wrong with what is said. */
    public ObservableValue<String> told() {
        return told.getReadOnlyProperty();
    }

    /** The scenario in which this goes wrong now; empty while something is wrong with what is said. */
    public Optional<Manuscript> injected() {
        check();
        return problems.isEmpty() ? Optional.of(changes.injected(text())) : Optional.empty();
    }

    private void begin() {
        values.clear();
        Stream<String> end = FaultKinds.lasts(kind.get()) ? Stream.of(FOR) : Stream.empty();
        Stream.concat(FaultKinds.needs(kind.get()).stream(), end).forEach(key -> {
            StringProperty value = new SimpleStringProperty(first(key));
            value.addListener((property, before, now) -> check());
            values.put(key, value);
        });
        check();
    }

    /** The chosen connection first; and two places that differ. */
    private String first(String key) {
        if (key.equals("and") || key.equals("by") && !kind.get().equals(CLOCK_SKEW)) {
            return suggestions(key).stream().skip(1).findFirst().orElse("");
        }
        Optional<String> chosen =
                key.equals("on") ? player.selected().get().flatMap(FaultViewModel::stretch) : Optional.empty();
        return chosen.or(() -> suggestions(key).stream().findFirst()).orElse("");
    }

    private void check() {
        problems.setAll(FaultKinds.problems(text()));
        told.set(problems.isEmpty() ? sentence() : "");
    }

    private String sentence() {
        String what = Texts.of(
                "fault.told." + kind.get(),
                FaultKinds.needs(kind.get()).stream()
                        .map(key -> values.get(key).get().strip())
                        .toArray());
        Optional<String> length =
                Optional.ofNullable(values.get(FOR)).map(StringProperty::get).filter(words -> !words.isBlank());
        String end = length.map(words -> Texts.of("fault.told.for", words))
                .orElseGet(() -> FaultKinds.lasts(kind.get()) ? Texts.of("fault.told.for-good") : "");
        return Texts.of("fault.told", Moments.words(player.elapsed()), what, end)
                .strip();
    }

    private String text() {
        StringBuilder text = new StringBuilder("{kind: " + kind.get());
        values.forEach((key, value) -> {
            if (!value.get().isBlank()) {
                text.append(", ")
                        .append(key)
                        .append(": ")
                        .append(written(value.get().strip()));
            }
        });
        return text.append('}').toString();
    }

    /** Words and numbers as they are; in quotes what means something to YAML. */
    private static String written(String value) {
        return value.matches("[A-Za-z0-9._/-]+") ? value : "\"" + value.replaceAll("[\"\\\\]", "") + "\"";
    }

    private Stream<String> connections() {
        return player.links().links().stream()
                .flatMap(link -> stretch(link).stream())
                .distinct();
    }

    private static Optional<String> stretch(Link link) {
        return link.endpoint().map(endpoint -> link.from() + " -> " + endpoint);
    }

    private Stream<String> workloads(Predicate<MeshView.Pod> wanted) {
        return player.mesh().get().pods().values().stream()
                .filter(wanted)
                .map(pod -> WorkloadName.of(pod.id()).toString())
                .distinct();
    }

    /** Workloads that have certificates, and then namespaces. */
    private List<String> bearers() {
        return Stream.concat(workloads(MeshView.Pod::sidecar), namespaces()).toList();
    }

    private List<String> pods() {
        return Stream.concat(workloads(pod -> true), namespaces()).toList();
    }

    private Stream<String> namespaces() {
        return player.mesh().get().pods().keySet().stream()
                .map(pod -> pod.namespace() + "/*")
                .distinct();
    }
}
