package padlock.mesh.actor;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The header lines of an HTTP/1.1 message, in their order; names are compared without regard to case (RFC 9110, 5.1).
 */
record HttpHeaders(List<Line> lines) {

    record Line(String name, String value) {}

    HttpHeaders {
        lines = List.copyOf(lines);
    }

    static HttpHeaders of(String... namesAndValues) {
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            lines.add(new Line(namesAndValues[i], namesAndValues[i + 1]));
        }
        return new HttpHeaders(lines);
    }

    Optional<String> get(String name) {
        return lines.stream()
                .filter(line -> line.name().equalsIgnoreCase(name))
                .map(Line::value)
                .findFirst();
    }

    /** By name in lower case; several of one name are one, with commas. */
    SortedMap<String, String> byName() {
        SortedMap<String, String> byName = new TreeMap<>();
        lines.forEach(line ->
                byName.merge(line.name().toLowerCase(Locale.ROOT), line.value(), (one, other) -> one + "," + other));
        return byName;
    }

    /** These headers with one set, in place of all of that name. */
    HttpHeaders with(String name, String value) {
        List<Line> changed = new ArrayList<>();
        boolean placed = false;
        for (Line line : lines) {
            if (!line.name().equalsIgnoreCase(name)) {
                changed.add(line);
            } else if (!placed) {
                changed.add(new Line(line.name(), value));
                placed = true;
            }
        }
        if (!placed) {
            changed.add(new Line(name, value));
        }
        return new HttpHeaders(changed);
    }
}
