package padlock.ui.policy;

import java.time.Instant;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import padlock.mesh.actor.Wiretap.Holding;
import padlock.mesh.history.WorkloadName;
import padlock.mesh.policy.SidecarConfig;
import padlock.mesh.resource.InstanceId;
import padlock.mesh.resource.ResourceId;
import padlock.ui.player.PlayerViewModel;

/**
 * Where each policy has a say, as the sidecars themselves hold it: not whom it is written for, but whom it decides for.
 */
final class Effects {

    private final PlayerViewModel player;

    /** A configuration is held for long, and by its very object. */
    private final Map<SidecarConfig, SortedSet<ResourceId>> known = new IdentityHashMap<>();

    Effects(PlayerViewModel player) {
        this.player = player;
        player.played().addListener((property, before, now) -> known.clear());
    }

    /** The workloads for which each policy decides something now; a policy that decides nothing is left out. */
    SortedMap<ResourceId, SortedSet<WorkloadName>> now() {
        Instant now = player.now().get();
        SortedMap<ResourceId, SortedSet<WorkloadName>> effects = new TreeMap<>();
        for (InstanceId pod : player.mesh().get().pods().keySet()) {
            player.played().get().holdings().at(pod, now).flatMap(Holding::config).stream()
                    .flatMap(config -> decidedBy(config).stream())
                    .forEach(policy -> effects.computeIfAbsent(policy, any -> new TreeSet<>())
                            .add(WorkloadName.of(pod)));
        }
        return effects;
    }

    private SortedSet<ResourceId> decidedBy(SidecarConfig config) {
        return known.computeIfAbsent(config, SidecarConfig::decidedBy);
    }
}
