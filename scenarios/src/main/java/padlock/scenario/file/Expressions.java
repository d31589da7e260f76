package padlock.scenario.file;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Regular expressions that a person wrote. */
final class Expressions {

    private Expressions() {}

    static boolean compiles(String expression) {
        try {
            Pattern.compile(expression);
            return true;
        } catch (PatternSyntaxException notOne) {
            return false;
        }
    }
}
