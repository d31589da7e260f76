package padlock.ui.matrix;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.geometry.Insets;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TablePosition;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import padlock.scenario.MeshQuestions;
import padlock.ui.control.IconButton;
import padlock.ui.control.Moments;
import padlock.ui.matrix.MatrixViewModel.Cell;
import padlock.ui.matrix.MatrixViewModel.Line;
import padlock.ui.matrix.MatrixViewModel.Table;
import padlock.ui.text.Texts;
import padlock.ui.topology.LinkState;

/** Sources down, destinations across; every cell with a colour, a letter and a word. */
public final class MatrixView extends BorderPane {

    /** Of a cell, in letters. */
    private static final double CELL_ROOM = 10;

    private final MatrixViewModel model;
    private final Runnable story;
    private final TableView<Line> grid = new TableView<>();
    private final Label moment = new Label();

    /** @param story shows the story of the call that is told */
    public MatrixView(MatrixViewModel model, Runnable story) {
        this.model = model;
        this.story = story;
        grid.setId("matrix-grid");
        grid.getSelectionModel().setCellSelectionEnabled(true);
        grid.setPlaceholder(placeholder());
        grid.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER) {
                grid.getSelectionModel().getSelectedCells().stream().findFirst().ifPresent(this::open);
                event.consume();
            }
        });
        setTop(tools());
        setCenter(grid);
        setBottom(legend());
        model.table().addListener((property, before, now) -> fill(before, now));
        model.answer().addListener((property, before, now) -> tellMoment());
        model.outdated().addListener((property, before, now) -> tellMoment());
        fill(Table.EMPTY, model.table().get());
        tellMoment();
    }

    private static Label placeholder() {
        Label none = new Label(Texts.of("matrix.none"));
        none.setWrapText(true);
        none.setPadding(new Insets(24));
        return none;
    }

    private VBox tools() {
        Button ask = IconButton.of(Feather.REFRESH_CW, "matrix.ask", model::ask);
        ask.setText(Texts.of("matrix.ask.short"));
        ask.disableProperty().bind(model.working().or(model.outdated().not()));
        Button copy = IconButton.of(Feather.COPY, "matrix.copy", this::copy);
        copy.setText(Texts.of("matrix.copy.short"));
        CheckBox trouble = new CheckBox(Texts.of("matrix.trouble"));
        trouble.setId("matrix-trouble");
        trouble.selectedProperty().bindBidirectional(model.onlyTrouble());
        FlowPane row = new FlowPane(
                8, 8, filter("matrix.from", model.from()), filter("matrix.to", model.to()), trouble, ask, copy);
        row.setAlignment(Pos.CENTER_LEFT);
        ProgressBar bar = new ProgressBar();
        bar.setId("matrix-progress");
        bar.progressProperty()
                .bind(Bindings.when(model.progress().greaterThan(0))
                        .then(model.progress())
                        .otherwise(ProgressBar.INDETERMINATE_PROGRESS));
        Button cancel = IconButton.of(Feather.X, "matrix.cancel", model::cancel);
        HBox busy = new HBox(8, bar, new Label(Texts.of("matrix.working")), cancel);
        busy.setAlignment(Pos.CENTER_LEFT);
        busy.visibleProperty().bind(model.working());
        busy.managedProperty().bind(model.working());
        moment.setId("matrix-moment");
        moment.setWrapText(true);
        moment.getStyleClass().add("text-muted");
        VBox tools = new VBox(8, row, moment, busy);
        tools.setPadding(new Insets(10));
        return tools;
    }

    private static TextField filter(String key, StringProperty words) {
        TextField field = new TextField();
        field.setId(Texts.id(key));
        field.setPromptText(Texts.of(key));
        field.setAccessibleText(Texts.of(key));
        field.setPrefColumnCount(12);
        field.textProperty().bindBidirectional(words);
        return field;
    }

    private FlowPane legend() {
        FlowPane legend = new FlowPane(8, 6);
        legend.setPadding(new Insets(8, 10, 8, 10));
        for (LinkState state : LinkState.values()) {
            if (state != LinkState.IDLE) {
                Label sample = new Label(words(state));
                sample.getStyleClass().addAll("matrix-sample", "matrix-cell", "state-" + state.word());
                legend.getChildren().add(sample);
            }
        }
        return legend;
    }

    private void tellMoment() {
        if (model.answer().get().isEmpty()) {
            moment.setText(Texts.of("matrix.unasked"));
            return;
        }
        String key = model.outdated().get() ? "matrix.of-another-moment" : "matrix.of-this-moment";
        moment.setText(Texts.of(key, Moments.words(model.asked())));
    }

    private void fill(Table before, Table now) {
        if (!before.columns().equals(now.columns()) || grid.getColumns().isEmpty()) {
            grid.getColumns().clear();
            if (!now.columns().isEmpty()) {
                grid.getColumns().add(names());
                now.columns().forEach(column -> grid.getColumns().add(column(column)));
            }
        }
        List<TableColumn<Line, ?>> order = List.copyOf(grid.getSortOrder());
        grid.setItems(FXCollections.observableArrayList(now.lines()));
        grid.getSortOrder().setAll(order);
        grid.sort();
    }

    /** Whose line it is stays in sight, however far the columns are scrolled. */
    private TableColumn<Line, String> names() {
        TableColumn<Line, String> column = new TableColumn<>();
        Label heading = new Label(Texts.of("matrix.client"));
        heading.fontProperty().addListener((property, before, font) -> column.setPrefWidth(names(font)));
        column.setGraphic(heading);
        column.setCellValueFactory(
                row -> new SimpleStringProperty(row.getValue().from()));
        column.setCellFactory(any -> new NameCell());
        column.setReorderable(false);
        heading.sceneProperty().addListener((property, before, now) -> Platform.runLater(() -> pin(heading)));
        return column;
    }

    private void pin(Label heading) {
        Node header = heading;
        while (header != null && !header.getStyleClass().contains("column-header")) {
            header = header.getParent();
        }
        if (header != null) {
            header.getStyleClass().add("pinned");
            stay(header);
        }
    }

    /** Moves a part of the first column as far as the columns are scrolled, before all others. */
    private void stay(Node part) {
        part.setViewOrder(-1);
        grid.lookupAll(".scroll-bar").stream()
                .filter(bar -> ((ScrollBar) bar).getOrientation() == Orientation.HORIZONTAL)
                .findFirst()
                .ifPresent(bar -> part.translateXProperty().bind(((ScrollBar) bar).valueProperty()));
    }

    private TableColumn<Line, Optional<Cell>> column(String name) {
        TableColumn<Line, Optional<Cell>> column = new TableColumn<>();
        String[] parts = name.split("/", 2);
        Label service = new Label(parts[1]);
        Label namespace = new Label(parts[0]);
        namespace.getStyleClass().addAll("text-small", "text-muted");
        VBox heading = new VBox(service, namespace);
        heading.setAlignment(Pos.CENTER_LEFT);
        Tooltip.install(heading, new Tooltip(name));
        service.fontProperty().addListener((property, before, font) -> column.setPrefWidth(room(parts, font)));
        column.setGraphic(heading);
        column.setCellValueFactory(row -> new SimpleObjectProperty<>(
                Optional.ofNullable(row.getValue().cells().get(name))));
        column.setCellFactory(any -> new StateCell());
        column.setComparator(Comparator.comparing(cell -> cell.map(Cell::state).orElse(LinkState.IDLE)));
        column.setUserData(name);
        return column;
    }

    /** Enough for every name, as far as that leaves room for cells. */
    private double names(Font font) {
        Stream<String> names = model.table().get().lines().stream().map(Line::from);
        double half = grid.getWidth() > 0 ? grid.getWidth() / 2 : Double.MAX_VALUE;
        return Math.min(half, widest(names, font) + 2 * font.getSize());
    }

    /** Enough for the heading, and for the words in the cells. */
    private static double room(String[] names, Font font) {
        return Math.max(CELL_ROOM * font.getSize(), widest(Stream.of(names), font) + 2 * font.getSize());
    }

    private static double widest(Stream<String> words, Font font) {
        return words.mapToDouble(each -> {
                    Text text = new Text(each);
                    text.setFont(font);
                    return text.getLayoutBounds().getWidth();
                })
                .max()
                .orElse(0);
    }

    @SuppressWarnings("rawtypes") // as JavaFX hands them out
    private void open(TablePosition position) {
        Object name = position.getTableColumn().getUserData();
        Line line = grid.getItems().get(position.getRow());
        Optional.ofNullable(line.cells().get(String.valueOf(name))).ifPresent(this::open);
    }

    private void open(Cell cell) {
        model.open(cell);
        story.run();
    }

    private void copy() {
        ClipboardContent content = new ClipboardContent();
        content.putString(model.csv());
        Clipboard.getSystemClipboard().setContent(content);
    }

    private static String words(LinkState state) {
        return Texts.of("matrix.cell", Texts.of("letter." + state.word()), Texts.of("state." + state.word()));
    }

    private static String told(Cell cell) {
        return cell.rows().stream()
                .map(row -> Texts.of(
                        "matrix.told",
                        row.pair().from().namespace() + "/" + row.pair().from().name(),
                        row.pair().to(),
                        row.pair()
                                .endpoint()
                                .map(endpoint -> endpoint.namespace() + "/" + endpoint.name())
                                .orElse("–"),
                        Texts.of("state." + MatrixViewModel.state(row).word()),
                        reason(row)))
                .collect(Collectors.joining("\n"));
    }

    private static String reason(MeshQuestions.Row row) {
        String reason = row.verdict().reason().text();
        return Texts.orElse("reason." + reason, reason);
    }

    private final class NameCell extends TableCell<Line, String> {

        NameCell() {
            getStyleClass().add("pinned");
            stay(this);
        }

        @Override
        protected void updateItem(String name, boolean empty) {
            super.updateItem(name, empty);
            setText(empty ? null : name);
        }
    }

    private final class StateCell extends TableCell<Line, Optional<Cell>> {

        private LinkState shown = LinkState.IDLE;

        StateCell() {
            getStyleClass().add("matrix-cell");
            setOnMouseClicked(event -> {
                if (!isEmpty()) {
                    getItem().ifPresent(MatrixView.this::open);
                }
            });
        }

        @Override
        protected void updateItem(Optional<Cell> item, boolean empty) {
            super.updateItem(item, empty);
            getStyleClass().remove("state-" + shown.word());
            if (empty || item == null || item.isEmpty()) {
                setText(empty ? null : "–");
                setGraphic(null);
                setTooltip(null);
                return;
            }
            Cell cell = item.get();
            shown = cell.state();
            getStyleClass().add("state-" + shown.word());
            setText(words(shown) + (cell.mixed() ? " *" : ""));
            setGraphic(cell.mixed() ? new FontIcon(Feather.SHUFFLE) : null);
            setTooltip(new Tooltip(told(cell)));
            setAccessibleText(told(cell));
        }
    }
}
