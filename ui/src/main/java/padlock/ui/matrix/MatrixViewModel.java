package padlock.ui.matrix;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import padlock.mesh.history.Link;
import padlock.scenario.MeshQuestions;
import padlock.scenario.Moment;
import padlock.scenario.Run;
import padlock.scenario.report.MatrixCsv;
import padlock.ui.player.Played;
import padlock.ui.player.PlayerViewModel;
import padlock.ui.player.Wire;
import padlock.ui.topology.LinkState;

/** Asks of the current moment who reaches whom, beside the window, and shows as much of the answer as is wanted. */
public final class MatrixViewModel {

    /** More pairs than these are asked about only when the person says so. */
    private static final int ASKED_UNBIDDEN = 400;

    private final PlayerViewModel player;
    private final Executor beside;
    private final Executor window;
    private final ReadOnlyObjectWrapper<Optional<Answer>> answer = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Table> table = new ReadOnlyObjectWrapper<>(Table.EMPTY);
    private final ReadOnlyBooleanWrapper working = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper outdated = new ReadOnlyBooleanWrapper(true);
    private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper();
    private final BooleanProperty watched = new SimpleBooleanProperty();
    private final StringProperty from = new SimpleStringProperty("");
    private final StringProperty to = new SimpleStringProperty("");
    private final BooleanProperty onlyTrouble = new SimpleBooleanProperty();
    private AtomicBoolean cancelled = new AtomicBoolean();
    private int pairs;

    /** What a moment answered. */
    record Answer(Played played, Instant at, Moment moment, List<MeshQuestions.Row> rows) {
        Answer {
            rows = List.copyOf(rows);
        }
    }

    /** What stands in the matrix: a line for each client, a column for each port of a service. */
    record Table(List<String> columns, List<Line> lines) {

        static final Table EMPTY = new Table(List.of(), List.of());

        Table {
            columns = List.copyOf(columns);
            lines = List.copyOf(lines);
        }
    }

    /** A client, and how it fares with each port that it can be asked about. */
    record Line(String from, Map<String, Cell> cells) {}

    /** How a client fares with the endpoints of a port; the worst of them says how the cell looks. */
    record Cell(List<MeshQuestions.Row> rows) {

        private static final Comparator<MeshQuestions.Row> WORST = Comparator.comparing(MatrixViewModel::state);

        Cell {
            rows = rows.stream().sorted(WORST.reversed()).toList();
        }

        MeshQuestions.Row worst() {
            return rows.get(0);
        }

        LinkState state() {
            return MatrixViewModel.state(worst());
        }

        /** Whether its endpoints fare differently. */
        boolean mixed() {
            return rows.stream().map(MatrixViewModel::state).distinct().count() > 1;
        }
    }

    /**
     * @param beside does what takes long
     * @param window brings what came of it back to whoever changes properties
     */
    public MatrixViewModel(PlayerViewModel player, Executor beside, Executor window) {
        this.player = player;
        this.beside = beside;
        this.window = window;
        for (ObservableValue<?> each : List.of(player.now(), player.played(), player.playing(), watched)) {
            each.addListener((property, before, now) -> look());
        }
        for (ObservableValue<?> each : List.of(from, to, onlyTrouble, answer)) {
            each.addListener((property, before, now) -> arrange());
        }
    }

    ReadOnlyObjectProperty<Optional<Answer>> answer() {
        return answer.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Table> table() {
        return table.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty working() {
        return working.getReadOnlyProperty();
    }

    /** Between 0 and 1, while it works. */
    ReadOnlyDoubleProperty progress() {
        return progress.getReadOnlyProperty();
    }

    /** Whether the answer is of another moment than this. */
    ReadOnlyBooleanProperty outdated() {
        return outdated.getReadOnlyProperty();
    }

    /** Whether anybody looks at it. */
    public BooleanProperty watched() {
        return watched;
    }

    /** Words that the clients are to have in their names. */
    StringProperty from() {
        return from;
    }

    /** Words that the services are to have in their names. */
    StringProperty to() {
        return to;
    }

    /** Whether only clients are shown that something is denied to, or fails. */
    BooleanProperty onlyTrouble() {
        return onlyTrouble;
    }

    /** Time between the start of the scenario and the moment that was asked. */
    Duration asked() {
        return answer.get()
                .map(told -> Duration.between(told.played().start(), told.at()))
                .orElse(Duration.ZERO);
    }

    /** Asks the current moment. */
    void ask() {
        ask(Integer.MAX_VALUE);
    }

    /** Asks the current moment, unless there are more pairs than these. */
    private void ask(int most) {
        if (working.get()) {
            return;
        }
        Played played = player.played().get();
        Run run = played.run();
        Instant at = player.now().get();
        AtomicBoolean stop = new AtomicBoolean();
        cancelled = stop;
        progress.set(0);
        working.set(true);
        beside.execute(() -> {
            Optional<Answer> told = Optional.empty();
            int there = 0;
            try {
                Moment moment = new Moment(run, at);
                List<MeshQuestions.Pair> wanted = moment.pairs();
                there = wanted.size();
                if (there <= most) {
                    told = Optional.of(new Answer(played, at, moment, moment.matrix(wanted, made -> tell(made, stop))));
                }
            } catch (RuntimeException ended) {
                if (!stop.get()) {
                    throw ended;
                }
            } finally {
                Optional<Answer> result = told;
                int found = there;
                window.execute(() -> onAnswer(result, found));
            }
        });
    }

    /** Stops asking. */
    void cancel() {
        cancelled.set(true);
    }

    /** Tells the story of a cell: the call is made once more, with somebody looking at its bytes. */
    void open(Cell cell) {
        Optional<Answer> told = answer.get();
        if (told.isEmpty() || working.get()) {
            return;
        }
        working.set(true);
        beside.execute(() -> {
            MeshQuestions.Answer story = told.get().moment().ask(cell.worst().pair());
            Wire wire = new Wire(story.call(), story.flights());
            window.execute(() -> {
                working.set(false);
                Link link = Moment.link(cell.worst().pair());
                player.selected().set(Optional.of(link).filter(player.links().links()::contains));
                player.tell(wire);
            });
        });
    }

    /** What is shown, for a spreadsheet. */
    String csv() {
        return MatrixCsv.of(shown().toList());
    }

    static LinkState state(MeshQuestions.Row row) {
        return LinkState.of(row.verdict());
    }

    private void tell(int made, AtomicBoolean stop) {
        if (stop.get()) {
            throw new CancellationException();
        }
        window.execute(() -> progress.set(made / 100.0));
    }

    private void onAnswer(Optional<Answer> told, int found) {
        working.set(false);
        pairs = found;
        if (told.isPresent()) {
            answer.set(told);
        }
        look();
    }

    private void look() {
        boolean current = answer.get()
                .filter(told -> told.played() == player.played().get()
                        && told.at().equals(player.now().get()))
                .isPresent();
        outdated.set(!current);
        boolean free = !player.playing().get() && !working.get() && !cancelled.get();
        if (watched.get() && !current && free && pairs <= ASKED_UNBIDDEN) {
            ask(ASKED_UNBIDDEN);
        }
    }

    private void arrange() {
        Map<String, Map<String, List<MeshQuestions.Row>>> lines = new TreeMap<>();
        Map<String, String> columns = new TreeMap<>();
        shown().forEach(row -> {
            columns.put(column(row), column(row));
            lines.computeIfAbsent(client(row), any -> new TreeMap<>())
                    .computeIfAbsent(column(row), any -> new ArrayList<>())
                    .add(row);
        });
        List<Line> arranged = new ArrayList<>();
        lines.forEach((client, byColumn) -> {
            Map<String, Cell> cells = new LinkedHashMap<>();
            byColumn.forEach((column, rows) -> cells.put(column, new Cell(rows)));
            arranged.add(new Line(client, cells));
        });
        table.set(new Table(List.copyOf(columns.keySet()), arranged));
    }

    private Stream<MeshQuestions.Row> shown() {
        List<MeshQuestions.Row> all = answer.get().map(Answer::rows).orElse(List.of());
        Predicate<MeshQuestions.Row> wanted = row -> matches(client(row), from.get()) && matches(column(row), to.get());
        List<String> troubled = all.stream()
                .filter(wanted.and(MatrixViewModel::isTrouble))
                .map(MatrixViewModel::client)
                .distinct()
                .toList();
        return all.stream().filter(wanted.and(row -> !onlyTrouble.get() || troubled.contains(client(row))));
    }

    private static boolean isTrouble(MeshQuestions.Row row) {
        return state(row).compareTo(LinkState.DENIED) >= 0;
    }

    private static boolean matches(String name, String words) {
        return Stream.of(words.toLowerCase(Locale.ROOT).split("\\s+"))
                .allMatch(name.toLowerCase(Locale.ROOT)::contains);
    }

    private static String client(MeshQuestions.Row row) {
        return row.pair().from().namespace() + "/" + row.pair().from().name();
    }

    private static String column(MeshQuestions.Row row) {
        return row.pair().service().namespace() + "/" + row.pair().service().name() + ":"
                + row.pair().port().number();
    }
}
