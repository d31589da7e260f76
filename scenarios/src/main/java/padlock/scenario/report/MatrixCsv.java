package padlock.scenario.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import padlock.mesh.history.CallView;
import padlock.scenario.MeshQuestions;

/** Who reaches whom, for a spreadsheet: RFC 4180, with a line of names first. */
public final class MatrixCsv {

    private static final String HEADER = "from,to,endpoint,transport,result,reason,status\r\n";

    private MatrixCsv() {}

    public static String of(List<MeshQuestions.Row> rows) {
        return rows.stream().map(MatrixCsv::record).collect(Collectors.joining("", HEADER, ""));
    }

    private static String record(MeshQuestions.Row row) {
        CallView.Verdict verdict = row.verdict();
        List<String> fields = new ArrayList<>();
        fields.add(Grid.from(row.pair()));
        fields.add(row.pair().to());
        fields.add(Grid.endpoint(row.pair()).orElse(""));
        Stream.of(
                        verdict.transport().text(),
                        verdict.result().text(),
                        verdict.reason().text())
                .forEach(fields::add);
        fields.add(row.status().map(String::valueOf).orElse(""));
        return fields.stream().map(MatrixCsv::quoted).collect(Collectors.joining(",", "", "\r\n"));
    }

    static String quoted(String field) {
        boolean plain = field.chars().noneMatch(character -> ",\"\r\n".indexOf(character) >= 0);
        return plain ? field : "\"" + field.replace("\"", "\"\"") + "\"";
    }
}
