package padlock.scenario.file;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Istio's rules for {@code exportTo}. */
final class ExportTo {

    private ExportTo() {}

    /** The same of a ServiceEntry or Service, which may be exported to nobody. */
    static void checkOrNobody(Node spec, String namespace, Report report) {
        List<String> exportTo = spec.texts("exportTo");
        if (!exportTo.contains("~")) {
            check(spec, namespace, report);
        } else if (exportTo.size() > 1) {
            report.problem(
                    spec.lineOf("exportTo"),
                    "cannot export service entry to no one (~) and someone",
                    "~ alone exports to nobody");
        }
    }

    /** Tells what is wrong with it, and gives the namespaces that it means. */
    static Set<String> check(Node spec, String namespace, Report report) {
        List<String> exportTo = spec.texts("exportTo");
        int line = spec.lineOf("exportTo");
        Set<String> namespaces = new LinkedHashSet<>();
        for (String entry : exportTo) {
            String meant = entry.equals(".") ? namespace : entry;
            if (!entry.equals("*") && !meant.matches("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?")) {
                report.problem(
                        line, "\"" + entry + "\" is not a namespace to export to", "known: \".\", \"*\", a namespace");
            } else if (!namespaces.add(meant)) {
                report.problem(
                        line,
                        entry.equals(".")
                                ? "duplicate entries in exportTo: . and current namespace " + namespace
                                : "duplicate entries in exportTo for entry " + entry,
                        "");
            }
        }
        if (namespaces.contains("*") && exportTo.size() > 1) {
            report.problem(
                    line, "cannot have both public (*) and non-public exportTo values for a resource", "* says it all");
        }
        return namespaces;
    }
}
