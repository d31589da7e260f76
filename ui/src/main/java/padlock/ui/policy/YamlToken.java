package padlock.ui.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A part of a YAML text that is shown in a way of its own. */
record YamlToken(int begin, int end, Kind kind) {

    private static final Pattern FORM = Pattern.compile(
            String.join(
                    "|",
                    "(?<comment>(?<=^|\\s)#.*$)",
                    "(?<separator>^(---|\\.\\.\\.)\\s*$)",
                    "(?<key>(\"[^\"\\n]*\"|'[^'\\n]*'|[A-Za-z0-9_./*-]+)(?=\\s*:(\\s|$)))",
                    "(?<string>\"(\\\\.|[^\"\\\\\\n])*\"|'[^'\\n]*')",
                    "(?<word>(?<=[\\s,\\[{:-]|^)(true|false|null|~|-?[0-9]+(\\.[0-9]+)?)(?=[\\s,\\]}]|$))",
                    "(?<mode>(?<=[\\s,\\[{:-]|^)(STRICT|PERMISSIVE|DISABLE|ISTIO_MUTUAL|MUTUAL|SIMPLE|ALLOW|DENY|CUSTOM|AUDIT)(?=[\\s,\\]}]|$))"),
            Pattern.MULTILINE);

    /** What it is. */
    enum Kind {
        COMMENT,
        SEPARATOR,
        KEY,
        STRING,
        WORD,
        MODE;

        private final String group = name().toLowerCase(Locale.ROOT);

        String style() {
            return "yaml-" + group;
        }
    }

    /** The tokens of a text, in order; between them lies what is shown plainly. */
    static List<YamlToken> of(String text) {
        List<YamlToken> tokens = new ArrayList<>();
        var matcher = FORM.matcher(text);
        while (matcher.find()) {
            MatchResult found = matcher.toMatchResult();
            for (Kind kind : Kind.values()) {
                if (matcher.group(kind.group) != null) {
                    tokens.add(new YamlToken(found.start(), found.end(), kind));
                    break;
                }
            }
        }
        return tokens;
    }
}
