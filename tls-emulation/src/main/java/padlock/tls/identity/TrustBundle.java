package padlock.tls.identity;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/** The certificates that an endpoint takes as given; while roots rotate there is more than one. */
public record TrustBundle(List<Certificate> anchors) {
    public TrustBundle {
        anchors = List.copyOf(anchors);
    }

    public static TrustBundle of(Certificate... anchors) {
        return new TrustBundle(List.of(anchors));
    }

    /** What tells the anchors apart, which may all have one name: their serial numbers, in hex. */
    public List<String> serialNumbers() {
        return anchors.stream()
                .map(anchor -> anchor.serialNumber().toString(16))
                .toList();
    }

    /** This bundle's anchors, then those of the other that it does not have yet. */
    public TrustBundle and(TrustBundle other) {
        var all = new LinkedHashSet<Certificate>(anchors);
        all.addAll(other.anchors);
        return new TrustBundle(new ArrayList<>(all));
    }
}
