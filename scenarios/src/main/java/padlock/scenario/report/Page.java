package padlock.scenario.report;

import java.util.List;
import java.util.Locale;

/** An HTML page that needs nothing but itself. */
final class Page {

    private static final String STYLE = """
            :root { color-scheme: light dark; --ink: #1d2430; --paper: #fff; --weak: #5b6675; --line: #d8dee6;
              --good: #0b6b3a; --warning: #8a5300; --bad: #b3261e; }
            @media (prefers-color-scheme: dark) { :root { --ink: #e4e8ee; --paper: #14181f; --weak: #9aa6b5; --line: #323b48;
              --good: #5fd08f; --warning: #f0b45c; --bad: #ff8a80; } }
            body { margin: 2rem auto; max-width: 72rem; padding: 0 1rem; color: var(--ink); background: var(--paper);
              font: 16px/1.5 system-ui, sans-serif; }
            h1 { margin-bottom: 0; } h2 { margin-top: 2rem; font-size: 1.15rem; }
            .scroll { overflow-x: auto; }
            table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
            th, td { padding: .25rem .75rem .25rem 0; text-align: left; border-bottom: 1px solid var(--line); vertical-align: top; }
            tr.change td { font-weight: 600; padding-top: .75rem; }
            .good { color: var(--good); } .warning { color: var(--warning); } .bad { color: var(--bad); }
            .weak { color: var(--weak); } .strong { font-weight: 600; }
            """;

    private final StringBuilder html = new StringBuilder();

    Page(String title) {
        html.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        html.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>");
        html.append(escape(title))
                .append("</title>\n<style>\n")
                .append(STYLE)
                .append("</style>\n</head>\n<body>\n<h1>");
        html.append(escape(title)).append("</h1>\n");
    }

    void heading(String words) {
        html.append("<h2>").append(escape(words)).append("</h2>\n");
    }

    void paragraph(Cell cell) {
        html.append("<p")
                .append(style(cell.tone()))
                .append('>')
                .append(escape(cell.text()))
                .append("</p>\n");
    }

    /** A table with a line of names first. */
    void table(List<List<Cell>> rows) {
        beginTable();
        rows.stream().limit(1).forEach(row -> row(row, "th"));
        rows.stream().skip(1).forEach(row -> row(row, "td"));
        endTable();
    }

    void beginTable() {
        html.append("<div class=\"scroll\"><table>\n");
    }

    void row(List<Cell> row) {
        row(row, "td");
    }

    private void row(List<Cell> row, String element) {
        html.append("<tr>");
        for (Cell cell : row) {
            html.append('<').append(element).append(style(cell.tone())).append('>');
            html.append(escape(cell.text())).append("</").append(element).append('>');
        }
        html.append("</tr>\n");
    }

    void wideRow(Cell cell, int columns) {
        html.append("<tr class=\"change\"><td colspan=\"").append(columns).append("\">");
        html.append(escape(cell.text())).append("</td></tr>\n");
    }

    void endTable() {
        html.append("</table></div>\n");
    }

    private static String style(Tone tone) {
        return tone == Tone.PLAIN ? "" : " class=\"" + tone.name().toLowerCase(Locale.ROOT) + "\"";
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    @Override
    public String toString() {
        return html + "</body>\n</html>\n";
    }
}
