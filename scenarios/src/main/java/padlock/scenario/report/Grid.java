package padlock.scenario.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import padlock.mesh.history.CallReason;
import padlock.mesh.history.CallView;
import padlock.scenario.MeshQuestions;

/** Who reaches whom, as a table: a row for each client, a column for each port of a service, a word where they meet. */
final class Grid {

    private final List<MeshQuestions.Row> rows;
    private final ShortNames names;
    private final Set<String> columns = new LinkedHashSet<>();
    private final Map<String, SortedMap<String, List<Cell>>> cells = new LinkedHashMap<>();

    Grid(List<MeshQuestions.Row> rows) {
        this.rows = rows;
        this.names = new ShortNames(
                rows.stream()
                        .map(MeshQuestions.Row::pair)
                        .flatMap(pair -> Stream.concat(Stream.of(pair.from()), pair.endpoint().stream()))
                        .map(workload -> new ShortNames.Named(workload.namespace(), workload.name()))
                        .toList(),
                rows.stream()
                        .map(row -> row.pair().service())
                        .map(service -> new ShortNames.Named(service.namespace(), service.name()))
                        .toList());
        rows.forEach(this::add);
    }

    private void add(MeshQuestions.Row row) {
        columns.add(column(row));
        Cell cell = InWords.briefly(row.verdict());
        List<Cell> here = cells.computeIfAbsent(client(row), name -> new TreeMap<>())
                .computeIfAbsent(column(row), name -> new ArrayList<>());
        if (!here.contains(cell)) {
            here.add(cell);
        }
    }

    static String from(MeshQuestions.Pair pair) {
        return pair.from().namespace() + "/" + pair.from().name();
    }

    static Optional<String> endpoint(MeshQuestions.Pair pair) {
        return pair.endpoint().map(workload -> workload.namespace() + "/" + workload.name());
    }

    private String client(MeshQuestions.Row row) {
        return names.workload(row.pair().from().namespace(), row.pair().from().name());
    }

    private String column(MeshQuestions.Row row) {
        return names.host(row.pair().service().host()) + ":" + row.pair().port().number();
    }

    /** With a line of names above; endpoints of one service that fare differently share a cell. */
    List<List<Cell>> table() {
        List<List<Cell>> table = new ArrayList<>();
        List<Cell> header = new ArrayList<>();
        header.add(Cell.weak("from \\ to"));
        columns.forEach(column -> header.add(new Cell(column, Tone.STRONG)));
        table.add(header);
        cells.forEach((client, byColumn) -> {
            List<Cell> line = new ArrayList<>();
            line.add(new Cell(client, Tone.STRONG));
            columns.forEach(column -> line.add(joined(byColumn.getOrDefault(column, List.of()))));
            table.add(line);
        });
        return table;
    }

    private static Cell joined(List<Cell> cells) {
        if (cells.isEmpty()) {
            return Cell.weak("-");
        }
        Tone tone = cells.stream().map(Cell::tone).distinct().count() == 1
                ? cells.get(0).tone()
                : Tone.WARNING;
        return new Cell(cells.stream().map(Cell::text).collect(Collectors.joining("/")), tone);
    }

    /** A line for each connection. */
    List<List<Cell>> list() {
        List<List<Cell>> list = new ArrayList<>();
        list.add(List.of(
                Cell.weak("from"), Cell.weak("to"), Cell.weak("endpoint"), Cell.weak("over"), Cell.weak("outcome")));
        for (MeshQuestions.Row row : rows) {
            CallView.Verdict verdict = row.verdict();
            list.add(List.of(
                    Cell.of(client(row)),
                    Cell.of(column(row)),
                    Cell.of(row.pair()
                            .endpoint()
                            .map(endpoint -> names.workload(endpoint.namespace(), endpoint.name()))
                            .orElse("-")),
                    Cell.of(InWords.transport(verdict.transport())),
                    InWords.outcome(verdict)));
        }
        return list;
    }

    /** What the words in the cells mean, and why connections failed: word, how often, sentence. */
    List<List<Cell>> legend() {
        SortedMap<CallReason, Integer> reasons = new TreeMap<>();
        Map<Cell, Integer> words = new LinkedHashMap<>();
        for (MeshQuestions.Row row : rows) {
            CallView.Verdict verdict = row.verdict();
            if (verdict.reason() == CallReason.OK) {
                words.merge(InWords.briefly(verdict), 1, Integer::sum);
            } else {
                reasons.merge(verdict.reason(), 1, Integer::sum);
            }
        }
        List<List<Cell>> legend = new ArrayList<>();
        words.forEach((word, count) -> legend.add(List.of(word, count(count), Cell.weak(meaning(word.text())))));
        reasons.forEach((reason, count) ->
                legend.add(List.of(new Cell(reason.text(), Tone.BAD), count(count), Cell.weak(InWords.why(reason)))));
        return legend;
    }

    private static Cell count(int count) {
        return Cell.of("×" + count);
    }

    private static String meaning(String word) {
        return switch (word) {
            case "mTLS" -> "encrypted; both sides showed a certificate";
            case "TLS" -> "encrypted; the server alone showed a certificate";
            case "plaintext" -> "it works, and anyone on the way can read it";
            default -> throw new AssertionError(word);
        };
    }
}
