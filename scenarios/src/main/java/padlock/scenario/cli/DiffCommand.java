package padlock.scenario.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import padlock.scenario.MatrixDiff;
import padlock.scenario.MeshQuestions;
import padlock.scenario.file.Loaded;
import padlock.scenario.file.ManifestFiles;
import padlock.scenario.file.Manifests;
import padlock.scenario.file.Problem;
import padlock.scenario.report.DiffJson;
import padlock.scenario.report.DiffText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code padlock diff}. */
@Command(
        name = "diff",
        description =
                "Says what a change of manifests changes: which connections break, work again, lose or gain mutual TLS.",
        footer = {
            "",
            "Examples:",
            "  padlock diff --before mesh/ --after mesh/ strict.yaml",
            "  padlock diff --before today.yaml --after tomorrow.yaml --fail-on downgrades --output json",
            "",
            "Exit codes: 0 nothing that --fail-on names, 1 something does, 3 bad input, 4 a bug."
        })
final class DiffCommand implements Callable<Integer> {

    /** What ends with exit code 1; each includes those before it. */
    enum FailOn {
        NEVER(List.of()),
        BREAKS(List.of(MatrixDiff.Kind.BREAKS)),
        DOWNGRADES(List.of(MatrixDiff.Kind.BREAKS, MatrixDiff.Kind.DOWNGRADES)),
        CHANGES(List.of(MatrixDiff.Kind.values()));

        private final List<MatrixDiff.Kind> kinds;

        FailOn(List<MatrixDiff.Kind> kinds) {
            this.kinds = kinds;
        }

        boolean names(MatrixDiff.Change change) {
            return kinds.contains(change.kind());
        }
    }

    private final Console console;

    @Option(
            names = "--before",
            paramLabel = "MANIFEST",
            arity = "1..*",
            required = true,
            description = "Files, folders or globs as they are now. Example: --before mesh/")
    private List<String> before;

    @Option(
            names = "--after",
            paramLabel = "MANIFEST",
            arity = "1..*",
            required = true,
            description = "The same as they are to be. Example: --after mesh/ strict.yaml")
    private List<String> after;

    @Option(
            names = "--fail-on",
            paramLabel = "breaks|downgrades|changes|never",
            description = "What ends with exit code 1, each including those before it. Default: breaks."
                    + " Example: --fail-on downgrades")
    private FailOn failOn = FailOn.BREAKS;

    @Mixin
    private TextOrJson output;

    @Mixin
    private CommonOptions common;

    DiffCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Loaded<Manifests> old =
                ManifestFiles.read(before, console.surroundings().in());
        Loaded<Manifests> now = ManifestFiles.read(after, console.surroundings().in());
        if (old instanceof Loaded.Accepted<Manifests> readBefore
                && now instanceof Loaded.Accepted<Manifests> readAfter) {
            console.notes(once(readBefore.notes(), readAfter.notes()));
            return compare(Questions.of(readBefore.value(), common), Questions.of(readAfter.value(), common));
        }
        return console.refuse(once(problems(old), problems(now)), output.isJson());
    }

    private int compare(MeshQuestions old, MeshQuestions now) {
        return RunFailure.naming(common.seed(), () -> {
            MatrixDiff diff = MatrixDiff.between(old.matrix(old.pairs()), now.matrix(now.pairs()));
            console.print(
                    output.isJson()
                            ? DiffJson.of(diff)
                            : DiffText.of(diff, console.ink(common.color), console.width()));
            return diff.changes().stream().anyMatch(failOn::names) ? ExitCode.FAILED : ExitCode.OK;
        });
    }

    private static List<Problem> problems(Loaded<Manifests> loaded) {
        return loaded instanceof Loaded.Rejected<Manifests> rejected ? rejected.problems() : List.of();
    }

    /** What both sides have in common is said once. */
    private static List<Problem> once(List<Problem> first, List<Problem> second) {
        List<Problem> all = new ArrayList<>(first);
        second.stream().filter(problem -> !first.contains(problem)).forEach(all::add);
        return all;
    }
}
