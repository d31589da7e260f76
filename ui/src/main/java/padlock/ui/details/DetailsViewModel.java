package padlock.ui.details;

import java.util.Optional;
import padlock.ui.player.PlayerViewModel;

/** What is told of what the person pointed at last, as it is where the play head stands. */
public final class DetailsViewModel {

    private final PlayerViewModel player;

    public DetailsViewModel(PlayerViewModel player) {
        this.player = player;
    }

    Optional<Details> now() {
        Moment moment = new Moment(
                player.played().get(), player.mesh().get(), player.now().get());
        return player.subject().get().map(subject -> Details.of(subject, moment));
    }
}
