package padlock.sim;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ActorIdTest {

    @Test
    void anActorIsItsName() {
        assertThat(new ActorId("anna"))
                .hasToString("anna")
                .isEqualTo(new ActorId("anna"))
                .isLessThan(new ActorId("bert"));
    }

    @Test
    void anActorNeedsAName() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ActorId(" "));
    }
}
