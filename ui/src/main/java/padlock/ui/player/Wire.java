package padlock.ui.player;

import java.util.List;
import padlock.mesh.history.CallView;
import padlock.mesh.history.ToldFlight;

/** A call, and all that crossed the wire for it. */
public record Wire(CallView call, List<ToldFlight> flights) {
    public Wire {
        flights = List.copyOf(flights);
    }
}
