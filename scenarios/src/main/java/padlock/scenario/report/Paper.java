package padlock.scenario.report;

import java.util.ArrayList;
import java.util.List;

/** A terminal's page that is written from top to bottom; nothing on it is wider than its width. */
final class Paper {

    private static final String GAP = "  ";
    private static final String CUT = "…";
    private static final int NARROWEST_COLUMN = 8;

    private final Ink ink;
    private final int width;
    private final StringBuilder text = new StringBuilder();

    Paper(Ink ink, int width) {
        this.ink = ink;
        this.width = width;
    }

    /** An empty line, and a heading. */
    void heading(String words) {
        blank();
        line(new Cell(words, Tone.STRONG));
    }

    void blank() {
        text.append('\n');
    }

    void line(Cell cell) {
        paragraph(0, 0, cell);
    }

    /** Words that are broken where the line ends; the lines after the first stand further in. */
    void paragraph(int indent, int hanging, Cell cell) {
        int in = indent;
        for (String line : broken(cell.text(), width - indent, width - hanging)) {
            text.append(" ".repeat(in)).append(ink.paint(cell.tone(), line)).append('\n');
            in = hanging;
        }
    }

    void table(int indent, List<List<Cell>> rows) {
        rows(indent, rows).forEach(this::ready);
    }

    /** A line that was made by {@link #rows}. */
    void ready(String line) {
        text.append(line).append('\n');
    }

    /** The lines of a table with aligned columns; a column that is too wide is cut. */
    List<String> rows(int indent, List<List<Cell>> rows) {
        List<Integer> widths = fitting(width - indent, widths(rows));
        return rows.stream().map(row -> " ".repeat(indent) + row(row, widths)).toList();
    }

    /** How wide a table is before anything is cut. */
    static int widthOf(List<List<Cell>> rows) {
        return sum(widths(rows));
    }

    private String row(List<Cell> row, List<Integer> widths) {
        StringBuilder line = new StringBuilder();
        int pending = 0;
        for (int column = 0; column < row.size(); column++) {
            String words = cut(row.get(column).text(), widths.get(column));
            if (!words.isEmpty()) {
                line.append(" ".repeat(pending))
                        .append(ink.paint(row.get(column).tone(), words));
                pending = 0;
            }
            pending += widths.get(column) - words.length() + GAP.length();
        }
        return line.toString();
    }

    private static List<Integer> widths(List<List<Cell>> rows) {
        List<Integer> widths = new ArrayList<>();
        for (List<Cell> row : rows) {
            for (int column = 0; column < row.size(); column++) {
                int wide = row.get(column).text().length();
                if (column == widths.size()) {
                    widths.add(wide);
                } else {
                    widths.set(column, Math.max(widths.get(column), wide));
                }
            }
        }
        return widths;
    }

    private static List<Integer> fitting(int width, List<Integer> wanted) {
        List<Integer> widths = new ArrayList<>(wanted);
        while (sum(widths) > width) {
            int widest = 0;
            for (int column = 1; column < widths.size(); column++) {
                widest = widths.get(column) > widths.get(widest) ? column : widest;
            }
            if (widths.get(widest) <= NARROWEST_COLUMN) {
                break;
            }
            widths.set(widest, widths.get(widest) - 1);
        }
        return widths;
    }

    private static int sum(List<Integer> widths) {
        int columns = widths.stream().mapToInt(Integer::intValue).sum();
        return columns + GAP.length() * Math.max(0, widths.size() - 1);
    }

    private static String cut(String words, int width) {
        return words.length() <= width ? words : words.substring(0, Math.max(0, width - 1)) + CUT;
    }

    private static List<String> broken(String words, int first, int later) {
        List<String> lines = new ArrayList<>();
        String rest = words.strip();
        int room = first;
        while (rest.length() > room) {
            int space = rest.lastIndexOf(' ', room);
            int end = space > 0 ? space : room;
            lines.add(rest.substring(0, end).stripTrailing());
            rest = rest.substring(end).stripLeading();
            room = later;
        }
        lines.add(rest);
        return lines;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
