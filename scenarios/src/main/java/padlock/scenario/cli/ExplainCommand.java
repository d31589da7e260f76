package padlock.scenario.cli;

import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import padlock.mesh.actor.Call;
import padlock.scenario.MeshQuestions;
import padlock.scenario.file.Loaded;
import padlock.scenario.file.Manifests;
import padlock.scenario.report.ExplainJson;
import padlock.scenario.report.ExplainText;
import padlock.scenario.report.Explanation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code padlock explain}. */
@Command(
        name = "explain",
        description = "Opens one connection, and says why it ended as it did.",
        footer = {
            "",
            "Examples:",
            "  padlock explain mesh/ --from shop/frontend --to http://backend:8080/cart",
            "  padlock explain mesh/ strict.yaml --from legacy/cron --to tcp://db.shop:5432 --output json",
            "  padlock explain mesh/ --from shop/frontend --to grpc://cart:7070/shop.Cart/Add",
            "  padlock explain mesh/ --from legacy/cron --to https://vault.shop:8200",
            "",
            "Exit codes: 0 whatever the answer is, 3 bad input, 4 a bug."
        })
final class ExplainCommand implements Callable<Integer> {

    private final Console console;

    @Mixin
    private ManifestArguments manifests;

    @Option(
            names = "--from",
            required = true,
            paramLabel = "NS/WORKLOAD|NS/sa/NAME",
            description = "Who calls: a workload, or a service account. Example: --from shop/frontend")
    private String from;

    @Option(
            names = "--to",
            required = true,
            paramLabel = "URL",
            description = "What is called, as the caller would write it. Example: --to http://backend:8080/cart")
    private String to;

    @Option(
            names = "--endpoint",
            paramLabel = "NS/WORKLOAD",
            description =
                    "Which workload behind the service answers. Default: the first. Example: --endpoint shop/backend")
    private String endpoint;

    @Option(
            names = "--method",
            paramLabel = "M",
            description = "HTTP method; gRPC is always POST. Default: GET. Example: --method POST")
    private String method;

    @Option(
            names = "--header",
            paramLabel = "NAME=VALUE",
            description = "A header of the request, Host too; may be given again. Example: --header x-user=ada")
    private SortedMap<String, String> headers = new TreeMap<>();

    @Option(
            names = "--after",
            paramLabel = "DURATION",
            description =
                    "Call this long after the start. Default: when all pushes have settled. Example: --after 250ms")
    private Duration after = MeshQuestions.SETTLED;

    @Option(
            names = "--transcript",
            description = "Show every byte that crossed the wire, and what it means. Example: --transcript")
    private boolean transcript;

    @Mixin
    private TextOrJson output;

    @Mixin
    private CommonOptions common;

    ExplainCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Loaded<Manifests> loaded = manifests.read(console.surroundings());
        return console.given(loaded, output.isJson(), accepted -> answer(Questions.of(accepted, common)));
    }

    private int answer(MeshQuestions questions) {
        Optional<String> asked = Optional.ofNullable(method);
        Ends ends = new Ends(questions, from, to, Optional.ofNullable(endpoint), asked);
        if (!ends.problems().isEmpty()) {
            return console.refuse(ends.problems(), output.isJson());
        }
        return RunFailure.naming(common.seed(), () -> {
            Call call = new Call("call", "call", ends.target(), asked.orElse("GET"), headers, ends.answering());
            MeshQuestions.Answer answer = questions.ask(ends.caller(), call, after);
            console.print(report(new Explanation(answer, ends.service(), transcript)));
            return ExitCode.OK;
        });
    }

    private String report(Explanation explanation) {
        return output.isJson()
                ? ExplainJson.of(explanation)
                : ExplainText.of(explanation, console.ink(common.color), console.width());
    }
}
