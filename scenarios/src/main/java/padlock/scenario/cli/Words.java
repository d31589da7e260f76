package padlock.scenario.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import padlock.mesh.policy.Precedence;
import padlock.scenario.file.Durations;
import padlock.scenario.file.Nearest;
import padlock.tls.handshake.Rules;
import padlock.tls.handshake.TlsVersion;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** What may stand behind an option; a word that may not is answered with those that may. */
final class Words {

    private Words() {}

    static void register(CommandLine line) {
        line.registerConverter(Color.class, of(Color.values()));
        line.registerConverter(Precedence.class, of(Precedence.values()));
        line.registerConverter(TextOrJson.Form.class, of(TextOrJson.Form.values()));
        line.registerConverter(RunCommand.Form.class, of(RunCommand.Form.values()));
        line.registerConverter(MatrixCommand.Form.class, of(MatrixCommand.Form.values()));
        line.registerConverter(AnalyzeCommand.FailOn.class, of(AnalyzeCommand.FailOn.values()));
        line.registerConverter(DiffCommand.FailOn.class, of(DiffCommand.FailOn.values()));
        line.registerConverter(VerifyCommand.Role.class, of(VerifyCommand.Role.values()));
        line.registerConverter(Rules.class, of(Rules.values()));
        line.registerConverter(TlsVersion.class, Words::tls);
        line.registerConverter(Instant.class, Words::instant);
        line.registerConverter(Duration.class, Words::duration);
        line.registerConverter(Long.class, Words::number);
    }

    /** The constants of an enum in small letters. */
    private static <E extends Enum<E>> ITypeConverter<E> of(E[] constants) {
        return text -> Stream.of(constants)
                .filter(constant -> word(constant).equals(text))
                .findFirst()
                .orElseThrow(
                        () -> not(text, Stream.of(constants).map(Words::word).toList()));
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static TypeConversionException not(String text, List<String> known) {
        Optional<String> nearest = Nearest.to(text, known);
        return new TypeConversionException("\"" + text + "\" is not one of " + String.join(", ", known)
                + nearest.map(word -> " (did you mean " + word + "?)").orElse(""));
    }

    private static TlsVersion tls(String text) {
        return switch (text) {
            case "1.2" -> TlsVersion.TLS_1_2;
            case "1.3" -> TlsVersion.TLS_1_3;
            default -> throw not(text, List.of("1.2", "1.3"));
        };
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException notAnInstant) {
            throw new TypeConversionException(
                    "\"" + text + "\" is not an instant (an instant is 2026-01-01T00:00:00Z)");
        }
    }

    private static Duration duration(String text) {
        return Durations.parse(text)
                .orElseThrow(() ->
                        new TypeConversionException("\"" + text + "\" is not a duration (" + Durations.HINT + ")"));
    }

    private static Long number(String text) {
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException notANumber) {
            throw new TypeConversionException("\"" + text + "\" is not a whole number");
        }
    }
}
