package padlock.ui;

import java.util.Map;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Where no window can be shown, one sentence says why and what to do. */
final class DisplayTest {

    @Test
    void withoutADisplayThePersonIsTold() {
        assertThat(Display.obstacle("Linux", Map.of()))
                .hasValueSatisfying(sentence ->
                        assertThat(sentence).contains("DISPLAY is not set").contains("padlock --help"));
    }

    @Test
    void otherSystemsNeedNoDisplayVariable() {
        assertThat(Display.obstacle("Mac OS X", Map.of())).isEmpty();
    }

    @Test
    void theMissingPackageIsNamed() {
        assertThat(Display.missingToolkit("libgtk-3.so.0 is not there")).contains("libgtk-3-0");
    }
}
