package padlock.conformance;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The cases of one rule set. A file has {@code rows} and, where many rows share theirs, {@code meshes} by name. */
record Table(String name, List<Row> rows) {

    private static final List<String> WORDS =
            List.of("id", "rule", "source", "because", "mesh", "ask", "expect", "checks");

    /**
     * One case.
     *
     * @param rule the number in the semantics that Padlock follows
     * @param mesh resources in the words of {@link MeshWords}
     */
    record Row(String id, String rule, List<Object> mesh, List<Check> checks) {}

    /** One question and its answer; of the answer only what {@code expect} names counts. */
    record Check(String name, Map<String, Object> ask, Map<String, Object> expect) {}

    static List<Table> all() {
        return TableFiles.files(TableFiles.FOLDER.resolve("tables")).stream()
                .map(Table::read)
                .toList();
    }

    static Table read(Path file) {
        Map<String, Object> content = TableFiles.map(TableFiles.read(file));
        Map<String, Object> meshes = TableFiles.map(content.get("meshes"));
        List<Row> rows = TableFiles.list(content.get("rows")).stream()
                .map(row -> row(TableFiles.map(row), meshes))
                .toList();
        return new Table(file.getFileName().toString(), rows);
    }

    private static Row row(Map<String, Object> row, Map<String, Object> meshes) {
        String id = (String) row.get("id");
        if (!WORDS.containsAll(row.keySet()) || !row.containsKey("source")) {
            throw new IllegalArgumentException("row " + id + " has " + row.keySet());
        }
        return new Row(id, (String) row.get("rule"), mesh(row.get("mesh"), meshes, id), checks(row));
    }

    /** A text stands for a mesh of that name. */
    private static List<Object> mesh(Object written, Map<String, Object> meshes, String id) {
        List<Object> mesh = new ArrayList<>();
        for (Object item : TableFiles.list(written)) {
            if (!(item instanceof String name)) {
                mesh.add(item);
            } else if (meshes.containsKey(name)) {
                mesh.addAll(TableFiles.list(meshes.get(name)));
            } else {
                throw new IllegalArgumentException("row " + id + " wants a mesh \"" + name + "\"");
            }
        }
        return mesh;
    }

    private static List<Check> checks(Map<String, Object> row) {
        if (!row.containsKey("checks")) {
            return List.of(check("", row));
        }
        List<Object> checks = TableFiles.list(row.get("checks"));
        return IntStream.range(0, checks.size())
                .mapToObj(number -> check("check " + (number + 1), TableFiles.map(checks.get(number))))
                .toList();
    }

    private static Check check(String name, Map<String, Object> written) {
        Map<String, Object> expect = TableFiles.map(written.get("expect"));
        if (expect.isEmpty()) {
            throw new IllegalArgumentException("nothing is expected of " + written);
        }
        return new Check(name, TableFiles.map(written.get("ask")), expect);
    }
}
