package padlock.mesh.actor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
