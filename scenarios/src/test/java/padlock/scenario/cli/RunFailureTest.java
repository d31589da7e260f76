package padlock.scenario.cli;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class RunFailureTest {

    @Test
    void aBugInARunNamesTheSeed() {
        assertThatThrownBy(() -> RunFailure.naming(7, () -> {
                    throw new AssertionError("two minds");
                }))
                .isInstanceOfSatisfying(RunFailure.class, failure -> {
                    assertThat(failure.seed()).isEqualTo(7);
                    assertThat(failure.getCause()).hasMessage("two minds");
                });
    }
}
