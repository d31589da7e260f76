package padlock.mesh.resource;

import java.util.Optional;

/**
 * Which workloads a policy is for. One that names targets (gateways, waypoints) is for no sidecar, whatever it selects.
 *
 * @param selector empty selects everything
 * @param targets where {@code targetRefs} stand
 */
public record Attachment(Optional<Labels> selector, Optional<Origin> targets) {

    public static final Attachment TO_ALL = new Attachment(Optional.empty(), Optional.empty());

    public Attachment {
        selector = selector.filter(labels -> !labels.isEmpty());
    }

    public static Attachment selecting(Labels labels) {
        return new Attachment(Optional.of(labels), Optional.empty());
    }
}
