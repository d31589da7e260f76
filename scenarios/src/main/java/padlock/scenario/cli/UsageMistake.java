package padlock.scenario.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import padlock.scenario.file.Nearest;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** A command that cannot be understood, told in one line with what was probably meant and where to read on. */
final class UsageMistake {

    private UsageMistake() {}

    static String sentence(ParameterException mistake) {
        CommandLine command = mistake.getCommandLine();
        return "padlock: " + what(mistake, command) + " (see "
                + command.getCommandSpec().qualifiedName() + " --help)";
    }

    private static String what(ParameterException mistake, CommandLine command) {
        if (mistake instanceof UnmatchedArgumentException unmatched) {
            return unmatched(unmatched.getUnmatched().get(0), command);
        } else if (mistake instanceof MissingParameterException missing) {
            return missing(missing, command);
        }
        // What picocli says in front of a converter's words names the option already.
        return mistake.getMessage()
                .replaceAll("\\s*\\R\\s*", " ")
                .replaceFirst("^Invalid value for option '(\\S+)'.*?: ", "$1: ")
                .replaceFirst(
                        "^Value for option option '(\\S+)'.* in KEY=VALUE format but was (.*)$",
                        "$1: \"$2\" is not NAME=VALUE")
                .replaceFirst("^option ", "");
    }

    private static String unmatched(String word, CommandLine command) {
        boolean option = word.startsWith("-");
        boolean top = command.getParent() == null;
        List<String> known = option
                ? options(command)
                : top ? List.copyOf(command.getSubcommands().keySet()) : List.of();
        String name = word.replaceFirst("=.*", "");
        Optional<String> nearest = Nearest.to(name, known);
        String kind = option ? "there is no option " : top ? "there is no command " : "one argument too many: ";
        return kind
                + name
                + nearest.map(found -> "; did you mean " + found + "?")
                        .orElse(known.isEmpty() || option ? "" : "; there are " + String.join(", ", known));
    }

    private static List<String> options(CommandLine command) {
        return command.getCommandSpec().options().stream()
                .map(OptionSpec::longestName)
                .toList();
    }

    private static String missing(MissingParameterException missing, CommandLine command) {
        if (missing.getMessage().startsWith("Missing required parameter for option")
                && missing.getMissing().get(0) instanceof OptionSpec option) {
            return option.longestName() + " needs a value, " + option.paramLabel();
        }
        List<String> names = new ArrayList<>();
        for (ArgSpec argument : missing.getMissing()) {
            names.add(
                    argument instanceof OptionSpec option
                            ? option.longestName() + " " + option.paramLabel()
                            : argument.paramLabel());
        }
        return names.isEmpty()
                ? missing.getMessage()
                : command.getCommandName() + " needs " + String.join(" and ", names);
    }
}
