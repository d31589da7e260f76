package padlock.scenario.report;

import padlock.scenario.Run;
import padlock.scenario.Verdict;

/** Expectations as test cases, for a build server; what is inconclusive counts as skipped. */
public final class JUnitXml {

    private JUnitXml() {}

    public static String of(RunReport report) {
        Run run = report.run();
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        xml.append("<testsuite name=\"").append(escape(run.scenario().name()));
        xml.append("\" tests=\"").append(run.expectations().size());
        xml.append("\" failures=\"").append(count(run, Verdict.Failed.class));
        xml.append("\" errors=\"0\" skipped=\"").append(count(run, Verdict.Inconclusive.class));
        xml.append("\" time=\"0\">\n  <properties>\n");
        property("seed", Long.toString(run.recording().seed()), xml);
        property("fingerprint", run.recording().fingerprint(), xml);
        property("end", run.recording().end().toString(), xml);
        xml.append("  </properties>\n");
        run.expectations().forEach(judged -> testCase(run, judged, xml));
        return xml.append("</testsuite>\n").toString();
    }

    private static long count(Run run, Class<? extends Verdict> kind) {
        return run.expectations().stream()
                .filter(judged -> kind.isInstance(judged.verdict()))
                .count();
    }

    private static void property(String name, String value, StringBuilder xml) {
        xml.append("    <property name=\"")
                .append(name)
                .append("\" value=\"")
                .append(escape(value))
                .append("\"/>\n");
    }

    private static void testCase(Run run, Run.Judged judged, StringBuilder xml) {
        String evidence = escape(judged.verdict().evidence());
        xml.append("  <testcase classname=\"").append(escape(run.scenario().name()));
        xml.append("\" name=\"").append(escape(judged.expectation().name())).append("\" time=\"0\">\n");
        if (judged.verdict() instanceof Verdict.Failed) {
            xml.append("    <failure message=\"").append(evidence).append("\">");
            xml.append(escape(judged.expectation().origin().toString())).append("</failure>\n");
        } else if (judged.verdict() instanceof Verdict.Inconclusive) {
            xml.append("    <skipped message=\"inconclusive: ").append(evidence).append("\"/>\n");
        } else {
            xml.append("    <system-out>").append(evidence).append("</system-out>\n");
        }
        xml.append("  </testcase>\n");
    }

    /** For text and for attributes; what XML cannot hold at all becomes a replacement character. */
    static String escape(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach(character -> {
            switch (character) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\n', '\t' -> escaped.append("&#").append(character).append(';');
                default -> escaped.appendCodePoint(isXml(character) ? character : 0xFFFD);
            }
        });
        return escaped.toString();
    }

    private static boolean isXml(int character) {
        return character >= 0x20 && !(character >= 0xD800 && character <= 0xDFFF) && character < 0xFFFE
                || character >= 0x10000;
    }
}
