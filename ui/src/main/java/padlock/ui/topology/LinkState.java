package padlock.ui.topology;

import java.util.Optional;
import padlock.mesh.history.CallResult;
import padlock.mesh.history.CallView;
import padlock.mesh.history.Transport;

/** How a connection stands: each state has a colour, a line, an icon and a word of its own. */
public enum LinkState {
    IDLE("idle"),
    MUTUAL_TLS("mutual-tls"),
    TLS("tls"),
    PLAINTEXT("plaintext"),
    DENIED("denied"),
    FAILED("failed");

    private final String word;

    LinkState(String word) {
        this.word = word;
    }

    /** The key of its texts, and the end of its style class. */
    public String word() {
        return word;
    }

    /** The state that the last call of a connection leaves it in. */
    public static LinkState of(Optional<CallView> last) {
        return last.map(CallView::verdict).map(LinkState::of).orElse(IDLE);
    }

    /** The state that a verdict stands for. */
    public static LinkState of(CallView.Verdict verdict) {
        if (verdict.result() == CallResult.DENIED) {
            return DENIED;
        }
        if (verdict.result() == CallResult.FAILED) {
            return FAILED;
        }
        return verdict.transport() == Transport.MUTUAL_TLS
                ? MUTUAL_TLS
                : verdict.transport() == Transport.TLS ? TLS : PLAINTEXT;
    }
}
