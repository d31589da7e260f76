package padlock.ui.welcome;

import java.util.List;
import javafx.geometry.Insets;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import padlock.scenario.file.Problem;
import padlock.ui.text.Texts;

/** All that is wrong with a scenario, each with its place and a hint. */
public final class ProblemsView extends VBox {

    public ProblemsView(List<Problem> problems) {
        super(12);
        setPadding(new Insets(28, 36, 28, 36));
        Label title = new Label(Texts.of("problems.title"));
        title.getStyleClass().add("title-2");
        ListView<String> list = new ListView<>();
        list.setId("problems-list");
        problems.forEach(problem -> list.getItems().add(problem.toString()));
        VBox.setVgrow(list, Priority.ALWAYS);
        getChildren().addAll(title, new Label(Texts.of("problems.text")), list);
    }
}
