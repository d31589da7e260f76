package padlock.scenario.cli;

import picocli.CommandLine.Option;

/** {@code --output} of the commands whose report is a text or JSON. */
final class TextOrJson {

    /** The forms of a report. */
    enum Form {
        TEXT,
        JSON
    }

    @Option(
            names = "--output",
            paramLabel = "text|json",
            description = "Form of the report. Default: text. Example: --output json")
    private Form output = Form.TEXT;

    boolean isJson() {
        return output == Form.JSON;
    }
}
