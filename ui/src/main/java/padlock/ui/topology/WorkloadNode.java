package padlock.ui.topology;

import java.util.Comparator;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import padlock.mesh.history.MeshView;
import padlock.mesh.history.MeshView.Standing;
import padlock.mesh.history.WorkloadName;
import padlock.ui.text.Texts;

/** One workload: its name, whether a sidecar stands before it, and whether that holds the newest configuration. */
final class WorkloadNode extends VBox {

    private static final PseudoClass BARE = PseudoClass.getPseudoClass("bare");
    private static final PseudoClass GONE = PseudoClass.getPseudoClass("gone");
    private static final PseudoClass WAITS = PseudoClass.getPseudoClass("waits");
    private static final PseudoClass OUTDATED = PseudoClass.getPseudoClass("outdated");

    private final WorkloadName name;
    private final FontIcon icon = new FontIcon(Feather.SHIELD);
    private final Label state = new Label("", icon);
    private final Tooltip tip = new Tooltip();
    private List<MeshView.Pod> shown = List.of();
    private List<Standing> stood = List.of();

    WorkloadNode(WorkloadName name, Runnable point) {
        super(3);
        this.name = name;
        getStyleClass().add("workload");
        setId("workload " + name);
        Pointing.at(this, point);
        setAlignment(Pos.CENTER_LEFT);
        setPadding(new Insets(4, 8, 4, 12));
        Label title = new Label(name.name());
        title.getStyleClass().add("workload-name");
        title.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        state.getStyleClass().add("workload-state");
        getChildren().addAll(title, state);
        tip.setText(name.toString());
        tip.setOnShowing(event -> tip.setText(described(shown)));
        Tooltip.install(this, tip);
        tell();
    }

    /**
     * @param pods of this workload that run now
     * @param standings of their sidecars
     * @return whether it looked otherwise before
     */
    boolean show(List<MeshView.Pod> pods, List<Standing> standings) {
        if (pods.equals(shown) && standings.equals(stood)) {
            return false;
        }
        shown = pods;
        stood = standings;
        tell();
        return true;
    }

    private void tell() {
        Standing worst =
                stood.stream().max(Comparator.comparing(WorkloadNode::urgency)).orElse(Standing.NOTHING);
        boolean bare = stood.isEmpty();
        pseudoClassStateChanged(GONE, shown.isEmpty());
        pseudoClassStateChanged(BARE, bare);
        pseudoClassStateChanged(WAITS, !bare && worst == Standing.WAITS);
        pseudoClassStateChanged(OUTDATED, !bare && urgency(worst) > urgency(Standing.WAITS));
        state.setText(words(worst));
        icon.setIconCode(bare ? Feather.SHIELD_OFF : Standings.icon(worst));
        setAccessibleText(name + ", " + state.getText());
    }

    private String words(Standing worst) {
        if (shown.isEmpty()) {
            return Texts.of("mesh.gone");
        } else if (stood.isEmpty()) {
            return Texts.of("mesh.bare");
        }
        long current = stood.stream().filter(Standing.NEWEST::equals).count();
        return stood.size() > 1 && current < stood.size()
                ? Texts.of("mesh.some-current", current, stood.size())
                : Standings.words(worst);
    }

    /** What is to be seen first where pods differ. */
    private static int urgency(Standing standing) {
        return switch (standing) {
            case NEWEST -> 0;
            case NOTHING -> 1;
            case WAITS -> 2;
            case OUTDATED -> 3;
            case CUT_OFF -> 4;
        };
    }

    private String described(List<MeshView.Pod> pods) {
        StringBuilder text = new StringBuilder(name.toString());
        for (MeshView.Pod pod : pods) {
            text.append('\n').append(Texts.of("mesh.pod", pod.id(), pod.address(), pod.serviceAccount()));
            if (pod.sidecar()) {
                text.append('\n').append(Texts.of("mesh.revision", pod.applied(), pod.pushed()));
            }
            pod.certificate()
                    .ifPresent(held -> text.append('\n')
                            .append(Texts.of("mesh.certificate", held.identity(), held.notAfter(), held.rotatesAt())));
        }
        return text.toString();
    }
}
