package padlock.scenario.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import padlock.scenario.MeshQuestions;
import padlock.scenario.file.Loaded;
import padlock.scenario.file.Manifests;
import padlock.scenario.file.Nearest;
import padlock.scenario.file.Problem;
import padlock.scenario.report.MatrixCsv;
import padlock.scenario.report.MatrixHtml;
import padlock.scenario.report.MatrixJson;
import padlock.scenario.report.MatrixText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code padlock matrix}. */
@Command(
        name = "matrix",
        description = "Opens a connection from each workload to each port of each service: who reaches whom, and how.",
        footer = {
            "",
            "Examples:",
            "  padlock matrix mesh/",
            "  kubectl get pods,deploy,svc,peerauthentication -A -o yaml | padlock matrix - --output csv",
            "  padlock matrix mesh/ --from legacy --to shop/backend",
            "",
            "Hosts of ServiceEntries and other names for services are no rows: ask for them with padlock explain.",
            "",
            "Exit codes: 0 whatever the answer is, 3 bad input, 4 a bug."
        })
final class MatrixCommand implements Callable<Integer> {

    /** The forms of its report. */
    enum Form {
        TEXT,
        JSON,
        CSV,
        HTML
    }

    private final Console console;

    @Mixin
    private ManifestArguments manifests;

    @Option(
            names = "--from",
            paramLabel = "NS[/WORKLOAD]",
            description = "Only these clients. Example: --from shop/frontend")
    private String from;

    @Option(names = "--to", paramLabel = "NS[/SERVICE]", description = "Only these services. Example: --to shop")
    private String to;

    @Option(
            names = "--output",
            paramLabel = "text|json|csv|html",
            description = "Form of the report. Default: text. Example: --output csv")
    private Form output = Form.TEXT;

    @Mixin
    private CommonOptions common;

    MatrixCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Loaded<Manifests> loaded = manifests.read(console.surroundings());
        return console.given(loaded, output == Form.JSON, accepted -> answer(Questions.of(accepted, common)));
    }

    private int answer(MeshQuestions questions) {
        return RunFailure.naming(common.seed(), () -> {
            List<MeshQuestions.Pair> pairs = questions.pairs();
            List<Problem> problems = new ArrayList<>();
            List<MeshQuestions.Pair> asked = pairs.stream()
                    .filter(narrowed("--from", from, pairs, MatrixCommand::client, problems))
                    .filter(narrowed("--to", to, pairs, MatrixCommand::service, problems))
                    .toList();
            if (!problems.isEmpty()) {
                return console.refuse(problems, output == Form.JSON);
            }
            console.print(report(questions.matrix(asked)));
            return ExitCode.OK;
        });
    }

    private static String client(MeshQuestions.Pair pair) {
        return pair.from().namespace() + "/" + pair.from().name();
    }

    private static String service(MeshQuestions.Pair pair) {
        return pair.service().namespace() + "/" + pair.service().name();
    }

    /** Those that an option names, all of them where it is not given; an option that names nothing is a problem. */
    private static Predicate<MeshQuestions.Pair> narrowed(
            String option,
            String wanted,
            List<MeshQuestions.Pair> pairs,
            Function<MeshQuestions.Pair, String> name,
            List<Problem> problems) {
        Predicate<MeshQuestions.Pair> fits = pair -> Optional.ofNullable(wanted)
                .map(words -> name.apply(pair).equals(words) || name.apply(pair).startsWith(words + "/"))
                .orElse(true);
        if (wanted != null && pairs.stream().noneMatch(fits)) {
            List<String> known = Questions.distinct(pairs.stream()
                    .map(name)
                    .flatMap(full -> wanted.contains("/") ? Stream.of(full) : Stream.of(full.replaceFirst("/.*", "")))
                    .toList());
            problems.add(new Problem(option, 1, "\"" + wanted + "\" names nothing here", Nearest.hint(wanted, known)));
        }
        return fits;
    }

    private String report(List<MeshQuestions.Row> rows) {
        return switch (output) {
            case TEXT -> MatrixText.of(rows, console.ink(common.color), console.width());
            case JSON -> MatrixJson.of(rows);
            case CSV -> MatrixCsv.of(rows);
            case HTML -> MatrixHtml.of(rows);
        };
    }
}
