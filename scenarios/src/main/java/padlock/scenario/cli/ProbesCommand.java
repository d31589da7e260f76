package padlock.scenario.cli;

import java.util.List;
import java.util.concurrent.Callable;
import padlock.scenario.MeshQuestions;
import padlock.scenario.ProbeQuestions;
import padlock.scenario.file.Loaded;
import padlock.scenario.file.Manifests;
import padlock.scenario.file.Nearest;
import padlock.scenario.file.Problem;
import padlock.scenario.report.ProbesJson;
import padlock.scenario.report.ProbesText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code padlock probes}. */
@Command(
        name = "probes",
        description = "Asks each liveness, readiness and startup probe as the kubelet would, and says why it fails.",
        footer = {
            "",
            "Examples:",
            "  padlock probes mesh/ strict.yaml",
            "  padlock probes mesh/ --of shop/backend --output json",
            "",
            "The kubelet has no sidecar. The injector leads its probes to Istio's agent, unless a pod says otherwise.",
            "",
            "Exit codes: 0 whatever the answer is, 3 bad input, 4 a bug."
        })
final class ProbesCommand implements Callable<Integer> {

    private final Console console;

    @Mixin
    private ManifestArguments manifests;

    @Option(
            names = "--of",
            paramLabel = "NS/WORKLOAD",
            description = "Only the probes of this workload. Example: --of shop/backend")
    private String of;

    @Mixin
    private TextOrJson output;

    @Mixin
    private CommonOptions common;

    ProbesCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Loaded<Manifests> loaded = manifests.read(console.surroundings());
        return console.given(loaded, output.isJson(), accepted -> answer(Questions.of(accepted, common)));
    }

    private int answer(MeshQuestions questions) {
        List<String> known = questions.workloadNames();
        if (of != null && !known.contains(of)) {
            Problem problem = new Problem("--of", 1, "there is no workload " + of, Nearest.hint(of, known));
            return console.refuse(List.of(problem), output.isJson());
        }
        return RunFailure.naming(common.seed(), () -> {
            List<ProbeQuestions.Answer> answers = ProbeQuestions.of(questions).stream()
                    .filter(answer -> of == null || of.equals(name(answer)))
                    .toList();
            console.print(
                    output.isJson()
                            ? ProbesJson.of(answers)
                            : ProbesText.of(answers, console.ink(common.color), console.width()));
            return ExitCode.OK;
        });
    }

    private static String name(ProbeQuestions.Answer answer) {
        return answer.workload().namespace() + "/" + answer.workload().name();
    }
}
