package padlock.ui.policy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.SortedSet;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import padlock.mesh.history.Link;
import padlock.mesh.history.MeshView;
import padlock.mesh.history.WorkloadName;
import padlock.mesh.policy.Precedence;
import padlock.mesh.policy.Reason;
import padlock.mesh.resource.Origin;
import padlock.mesh.resource.Resource;
import padlock.mesh.resource.ResourceId;
import padlock.scenario.file.Loaded;
import padlock.scenario.file.ManifestFiles;
import padlock.scenario.file.Manifests;
import padlock.scenario.file.Problem;
import padlock.ui.file.Manuscript;
import padlock.ui.player.PlayerViewModel;

/**
 * What a person changes while a run is played. A change is one more intervention at the current moment: the scenario is
 * run again, its past comes out the same, and it goes another way from there.
 */
public final class PolicyViewModel {

    private static final String WRITTEN_HERE = "-";

    private final PlayerViewModel player;
    private final Effects effects;
    private final Deque<Change> done = new ArrayDeque<>();
    private final Deque<Change> undone = new ArrayDeque<>();
    private final ReadOnlyObjectWrapper<Manuscript> manuscript;
    private String given = "";
    private final StringProperty text = new SimpleStringProperty("");
    private final ObservableList<Problem> problems = FXCollections.observableArrayList();
    private final ObservableList<Difference> differences = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<OptionalInt> pointedAt = new ReadOnlyObjectWrapper<>(OptionalInt.empty());
    private final ReadOnlyBooleanWrapper canUndo = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper canRedo = new ReadOnlyBooleanWrapper();

    /** One of a file's documents, and the line of the file that it begins with. */
    private record Document(String text, int firstLine) {}

    public PolicyViewModel(PlayerViewModel player, Manuscript manuscript) {
        this.player = player;
        effects = new Effects(player);
        this.manuscript = new ReadOnlyObjectWrapper<>(manuscript);
        text.addListener((property, before, now) -> check());
    }

    /** The scenario that is played, with all that was changed. */
    public ReadOnlyObjectProperty<Manuscript> manuscript() {
        return manuscript.getReadOnlyProperty();
    }

    /** What stands in the editor. */
    public StringProperty text() {
        return text;
    }

    /** All that is wrong with the text in the editor. */
    public ObservableList<Problem> problems() {
        return problems;
    }

    /** Which calls end otherwise since the last change. */
    public ObservableList<Difference> differences() {
        return differences;
    }

    public ReadOnlyBooleanProperty canUndo() {
        return canUndo.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty canRedo() {
        return canRedo.getReadOnlyProperty();
    }

    /** The policies in force now. */
    public List<ResourceId> inForce() {
        return List.copyOf(player.mesh().get().policies().keySet());
    }

    /** Where each of them decides something now; one that decides nothing is left out. */
    SortedMap<ResourceId, SortedSet<WorkloadName>> effects() {
        return effects.now();
    }

    /** What the person has written and not applied. */
    public Optional<String> draft() {
        return Optional.of(text.get()).filter(words -> !words.isBlank() && !words.equals(given));
    }

    /** Puts into the editor what was written there before. */
    public void takeUp(String draft) {
        text.set(draft);
    }

    private void give(String words) {
        pointedAt.set(OptionalInt.empty());
        given = words;
        text.set(words);
    }

    /** Puts a policy that is in force into the editor. */
    public void edit(ResourceId policy) {
        Optional<Document> found =
                resource(policy).map(written -> written.metadata().origin()).flatMap(this::document);
        give(found.map(Document::text).orElse(""));
    }

    /** Puts the document in which a field stands into the editor, and points at the field's line. */
    public void edit(Reason.Field field) {
        Optional<Document> found = document(field.origin());
        if (found.isEmpty()) {
            edit(field.resource());
            return;
        }
        give(found.get().text());
        pointedAt.set(OptionalInt.of(field.origin().line() - found.get().firstLine() + 1));
    }

    /** The line of the text in the editor that somebody wants to see. */
    public ReadOnlyObjectProperty<OptionalInt> pointedAt() {
        return pointedAt.getReadOnlyProperty();
    }

    /** Puts a template into the editor, for the namespace of whom the chosen connection calls. */
    public void begin(Template template) {
        give(template.text(player.selected()
                .get()
                .flatMap(Link::endpoint)
                .map(WorkloadName::namespace)
                .or(this::firstNamespaceWithSidecars)
                .orElse("default")));
    }

    private Optional<String> firstNamespaceWithSidecars() {
        return player.mesh().get().pods().values().stream()
                .filter(MeshView.Pod::sidecar)
                .map(pod -> pod.id().namespace())
                .findFirst();
    }

    /** The scenario in which what is written is applied now; empty while that has mistakes. */
    public Optional<Manuscript> applied() {
        return check().isEmpty()
                ? Optional.empty()
                : Optional.of(manuscript.get().applying(player.elapsed(), text.get()));
    }

    /** The scenario in which a policy is deleted now. */
    public Manuscript deleted(ResourceId policy) {
        return manuscript.get().deleting(player.elapsed(), policy);
    }

    /** The scenario in which PeerAuthentication is read the other way from now on. */
    public Manuscript readOtherwise() {
        Precedence other =
                player.mesh().get().precedence() == Precedence.ISTIO ? Precedence.MOST_RESTRICTIVE : Precedence.ISTIO;
        return manuscript.get().reading(player.elapsed(), other);
    }

    /** The scenario in which something goes wrong now. */
    public Manuscript injected(String fault) {
        return manuscript.get().injecting(player.elapsed(), fault);
    }

    /** A changed scenario has been run: plays that, and can undo it. */
    public void accept(Change change) {
        given = text.get();
        done.push(change);
        undone.clear();
        show(change.after(), change.forth());
    }

    public void undo() {
        if (!done.isEmpty()) {
            Change last = done.pop();
            undone.push(last);
            show(last.before(), last.back());
        }
    }

    public void redo() {
        if (!undone.isEmpty()) {
            Change next = undone.pop();
            done.push(next);
            show(next.after(), next.forth());
        }
    }

    /** What is written and played now. */
    public Change.Version current() {
        return new Change.Version(manuscript.get(), player.played().get());
    }

    private void show(Change.Version version, List<Difference> news) {
        manuscript.set(version.manuscript());
        player.goOnWith(version.played());
        differences.setAll(news);
        canUndo.set(!done.isEmpty());
        canRedo.set(!undone.isEmpty());
    }

    private List<Resource> check() {
        if (text.get().isBlank()) {
            problems.clear();
            return List.of();
        }
        Loaded<Manifests> loaded = ManifestFiles.read(
                List.of(WRITTEN_HERE), new ByteArrayInputStream(text.get().getBytes(StandardCharsets.UTF_8)));
        if (loaded instanceof Loaded.Accepted<Manifests> accepted) {
            problems.clear();
            return accepted.value().resources();
        } else if (loaded instanceof Loaded.Rejected<Manifests> rejected) {
            problems.setAll(rejected.problems());
            return List.of();
        }
        throw new AssertionError(loaded);
    }

    /** The latest manifest of a resource that was applied by now. */
    private Optional<Resource> resource(ResourceId id) {
        return player.played()
                .get()
                .manifest(player.now().get(), resource -> resource.id().equals(id));
    }

    /** The document of a file in which a resource begins. */
    private Optional<Document> document(Origin origin) {
        return manuscript.get().text(origin.path()).map(text -> {
            List<String> lines = text.lines().toList();
            int begin = Math.min(origin.line(), lines.size()) - 1;
            while (begin > 0 && !lines.get(begin - 1).startsWith("---")) {
                begin--;
            }
            int end = begin;
            while (end < lines.size() && !lines.get(end).startsWith("---")) {
                end++;
            }
            return new Document(String.join("\n", lines.subList(begin, end)) + "\n", begin + 1);
        });
    }

    /** What a person can begin with. */
    public enum Template {
        STRICT("PeerAuthentication", "strict", "mtls: {mode: STRICT}"),
        PERMISSIVE("PeerAuthentication", "permissive", "mtls: {mode: PERMISSIVE}"),
        DISABLE("PeerAuthentication", "disable", "mtls: {mode: DISABLE}"),
        PORT(
                "PeerAuthentication",
                "one-port",
                "selector: {matchLabels: {app: backend}}",
                "mtls: {mode: STRICT}",
                "portLevelMtls:",
                "  8080: {mode: PERMISSIVE}"),
        CLIENTS("DestinationRule", "clients", "host: backend", "trafficPolicy: {tls: {mode: ISTIO_MUTUAL}}"),
        ALLOW(
                "AuthorizationPolicy",
                "allow-frontend",
                "action: ALLOW",
                "rules:",
                "  - from: [{source: {principals: [\"cluster.local/ns/{0}/sa/frontend\"]}}]",
                "    to: [{operation: {methods: [GET]}}]"),
        DENY_ALL("AuthorizationPolicy", "allow-nothing", "action: ALLOW");

        private final String kind;
        private final String name;
        private final List<String> spec;

        Template(String kind, String name, String... spec) {
            this.kind = kind;
            this.name = name;
            this.spec = List.of(spec);
        }

        private String text(String namespace) {
            String group = kind.equals("DestinationRule") ? "networking" : "security";
            List<String> lines = new ArrayList<>(List.of(
                    "apiVersion: " + group + ".istio.io/v1",
                    "kind: " + kind,
                    "metadata:",
                    "  name: " + name,
                    "  namespace: " + namespace,
                    "spec:"));
            spec.forEach(line -> lines.add("  " + line.replace("{0}", namespace)));
            return String.join("\n", lines) + "\n";
        }

        /** The key of its words. */
        public String key() {
            return "policy.template." + name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
