package padlock.scenario.file;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** The words that files use for the constants of an enum. */
final class Words {

    private Words() {}

    static <E> Optional<E> among(E[] constants, Function<E, String> word, String text) {
        return Stream.of(constants)
                .filter(constant -> word.apply(constant).equals(text))
                .findFirst();
    }

    static <E> List<String> of(E[] constants, Function<E, String> word) {
        return Stream.of(constants).map(word).toList();
    }
}
