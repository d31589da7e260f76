package padlock.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import padlock.mesh.history.CallResult;
import padlock.mesh.history.CallView;
import padlock.mesh.history.Transport;

/** What a change of manifests changes: the connections that end otherwise than before. */
public record MatrixDiff(List<Change> changes, int unchanged) {

    /** What a change means to whoever relies on the connection. */
    public enum Kind {
        /** It worked, and does no longer. */
        BREAKS("breaks"),
        /** It did not work, and does now. */
        FIXES("fixes"),
        /** It worked with mutual TLS, and works in plaintext now. */
        DOWNGRADES("downgrades"),
        /** It worked in plaintext, and works with mutual TLS now. */
        UPGRADES("upgrades"),
        /** Anything else. */
        CHANGES("changes");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        /** The word of the command line. */
        public String text() {
            return text;
        }
    }

    /** A connection, by the names of a row of the matrix; a side is absent where the connection cannot be asked for. */
    public record Change(
            Connection connection, Optional<CallView.Verdict> before, Optional<CallView.Verdict> after, Kind kind) {}

    /** Who calls what, and at which endpoint; rows of the matrix are sorted by it. */
    public record Connection(String from, String to, Optional<String> endpoint) implements Comparable<Connection> {

        static Connection of(MeshQuestions.Pair pair) {
            return new Connection(
                    pair.from().namespace() + "/" + pair.from().name(),
                    pair.to(),
                    pair.endpoint().map(workload -> workload.namespace() + "/" + workload.name()));
        }

        @Override
        public int compareTo(Connection other) {
            int byFrom = from.compareTo(other.from);
            int byTo = byFrom != 0 ? byFrom : to.compareTo(other.to);
            return byTo != 0 ? byTo : endpoint.orElse("").compareTo(other.endpoint.orElse(""));
        }
    }

    public MatrixDiff {
        changes = List.copyOf(changes);
    }

    /** Compares two matrices, row by row. */
    public static MatrixDiff between(List<MeshQuestions.Row> before, List<MeshQuestions.Row> after) {
        SortedMap<Connection, CallView.Verdict> old = byConnection(before);
        SortedMap<Connection, CallView.Verdict> now = byConnection(after);
        SortedSet<Connection> all = new TreeSet<>(old.keySet());
        all.addAll(now.keySet());
        List<Change> changes = new ArrayList<>();
        for (Connection connection : all) {
            Optional<CallView.Verdict> was = Optional.ofNullable(old.get(connection));
            Optional<CallView.Verdict> is = Optional.ofNullable(now.get(connection));
            if (!was.map(MatrixDiff::seen).equals(is.map(MatrixDiff::seen))) {
                changes.add(new Change(connection, was, is, kind(was, is)));
            }
        }
        return new MatrixDiff(changes, all.size() - changes.size());
    }

    private static SortedMap<Connection, CallView.Verdict> byConnection(List<MeshQuestions.Row> rows) {
        SortedMap<Connection, CallView.Verdict> verdicts = new TreeMap<>();
        rows.forEach(row -> verdicts.put(Connection.of(row.pair()), row.verdict()));
        return verdicts;
    }

    private static Kind kind(Optional<CallView.Verdict> before, Optional<CallView.Verdict> after) {
        if (before.isEmpty() || after.isEmpty()) {
            return Kind.CHANGES;
        }
        boolean worked = works(before.get());
        boolean works = works(after.get());
        Transport was = before.get().transport();
        Transport is = after.get().transport();
        if (worked && !works) {
            return Kind.BREAKS;
        } else if (!worked && works) {
            return Kind.FIXES;
        } else if (works && was == Transport.MUTUAL_TLS && is == Transport.PLAINTEXT) {
            return Kind.DOWNGRADES;
        } else if (works && was == Transport.PLAINTEXT && is == Transport.MUTUAL_TLS) {
            return Kind.UPGRADES;
        }
        return Kind.CHANGES;
    }

    /** What a row of the matrix shows of a verdict. */
    private static List<Object> seen(CallView.Verdict verdict) {
        return List.of(verdict.transport(), verdict.result(), verdict.reason());
    }

    private static boolean works(CallView.Verdict verdict) {
        return verdict.result() == CallResult.SUCCEEDED;
    }
}
