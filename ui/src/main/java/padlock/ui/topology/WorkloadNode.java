package padlock.ui.topology;

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
import padlock.mesh.history.WorkloadName;
import padlock.ui.text.Texts;

/** One workload: its name, whether a sidecar stands before it, and whether that waits for configuration. */
final class WorkloadNode extends VBox {

    private static final PseudoClass BARE = PseudoClass.getPseudoClass("bare");
    private static final PseudoClass GONE = PseudoClass.getPseudoClass("gone");
    private static final PseudoClass WAITS = PseudoClass.getPseudoClass("waits");

    private final WorkloadName name;
    private final Label state = new Label();
    private final Tooltip tip = new Tooltip();
    private List<MeshView.Pod> shown = List.of();

    WorkloadNode(WorkloadName name) {
        super(3);
        this.name = name;
        getStyleClass().add("workload");
        setAlignment(Pos.CENTER_LEFT);
        setPadding(new Insets(4, 8, 4, 12));
        Label title = new Label(name.name());
        title.getStyleClass().add("workload-name");
        title.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        state.getStyleClass().add("workload-state");
        getChildren().addAll(title, state);
        Tooltip.install(this, tip);
        tell(shown);
    }

    /** @param pods of this workload that run now */
    void show(List<MeshView.Pod> pods) {
        if (pods.equals(shown)) {
            return;
        }
        shown = pods;
        tell(pods);
    }

    private void tell(List<MeshView.Pod> pods) {
        boolean sidecar = pods.stream().anyMatch(MeshView.Pod::sidecar);
        boolean waits = pods.stream().anyMatch(MeshView.Pod::waits);
        pseudoClassStateChanged(GONE, pods.isEmpty());
        pseudoClassStateChanged(BARE, !sidecar);
        pseudoClassStateChanged(WAITS, waits);
        String key = pods.isEmpty() ? "mesh.gone" : !sidecar ? "mesh.bare" : waits ? "mesh.waits" : "mesh.sidecar";
        state.setText(Texts.of(key));
        state.setGraphic(new FontIcon(sidecar ? waits ? Feather.REFRESH_CW : Feather.SHIELD : Feather.SHIELD_OFF));
        tip.setText(described(pods));
        setAccessibleText(name + ", " + state.getText());
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
