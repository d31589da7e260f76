package padlock.ui.fault;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import padlock.mesh.history.Link;
import padlock.mesh.history.WorkloadName;
import padlock.scenario.file.FaultKinds;
import padlock.scenario.file.Problem;
import padlock.ui.file.Manuscript;
import padlock.ui.player.PlayerViewModel;
import padlock.ui.policy.PolicyViewModel;

/** A fault that a person puts together: its kind, and what that kind needs. The kinds are those of scenario files. */
public final class FaultViewModel {

    /** How long it lasts; for good where nothing is written. */
    public static final String FOR = "for";

    private final PlayerViewModel player;
    private final PolicyViewModel changes;
    private final ObjectProperty<String> kind = new SimpleObjectProperty<>();
    private final Map<String, StringProperty> values = new LinkedHashMap<>();
    private final ObservableList<Problem> problems = FXCollections.observableArrayList();

    public FaultViewModel(PlayerViewModel player, PolicyViewModel changes) {
        this.player = player;
        this.changes = changes;
        kind.addListener((property, before, now) -> begin());
        kind.set(FaultKinds.all().get(0));
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

    /** What may stand for a key in this mesh; a person may write something else. */
    public List<String> suggestions(String key) {
        return switch (key) {
            case FOR -> List.of("10s", "1m", "10m");
            case "add", "by" -> List.of("200ms", "2s", "1h");
            case "rate" -> List.of("0.1", "0.5", "1");
            case "on" -> Stream.concat(connections(), workloads()).toList();
            default -> Stream.concat(workloads(), namespaces()).toList();
        };
    }

    /** The scenario in which this goes wrong now; empty while something is wrong with what is said. */
    public Optional<Manuscript> injected() {
        check();
        return problems.isEmpty() ? Optional.of(changes.injected(text())) : Optional.empty();
    }

    private void begin() {
        values.clear();
        Stream.concat(FaultKinds.needs(kind.get()).stream(), Stream.of(FOR)).forEach(key -> {
            StringProperty value = new SimpleStringProperty(first(key));
            value.addListener((property, before, now) -> check());
            values.put(key, value);
        });
        check();
    }

    /** The chosen connection first; and two places that differ. */
    private String first(String key) {
        if (key.equals("and")) {
            return suggestions(key).stream().skip(1).findFirst().orElse("");
        }
        Optional<String> chosen =
                key.equals("on") ? player.selected().get().flatMap(FaultViewModel::stretch) : Optional.empty();
        return chosen.or(() -> suggestions(key).stream().findFirst()).orElse("");
    }

    private void check() {
        problems.setAll(FaultKinds.problems(text()));
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

    private Stream<String> workloads() {
        return player.mesh().get().pods().keySet().stream()
                .map(WorkloadName::of)
                .map(WorkloadName::toString)
                .distinct();
    }

    private Stream<String> namespaces() {
        return player.mesh().get().pods().keySet().stream()
                .map(pod -> pod.namespace() + "/*")
                .distinct();
    }
}
