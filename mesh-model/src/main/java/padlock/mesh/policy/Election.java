package padlock.mesh.policy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import padlock.mesh.policy.Reason.Field;
import padlock.mesh.policy.Reason.Ignored;
import padlock.mesh.resource.MutualTlsMode;
import padlock.mesh.resource.PeerAuthentication;
import padlock.mesh.resource.ResourceId;

/**
 * Which of the claims on one port decides.
 *
 * <p>Istio: each scope is held by its oldest policy, and the narrowest scope that sets a mode wins; without any, the
 * mesh is PERMISSIVE. Most restrictive: every matching policy counts in every scope, also one that Istio would find too
 * young, and the strictest mode wins; of equal modes the narrowest, then the oldest is named. Selectors in the root
 * namespace count in neither.
 */
final class Election {

    private final String question;
    private final Precedence precedence;
    private final List<Claim> claims;
    private final List<Ignored> without;
    private final Map<ResourceId, Ignored> lost = new LinkedHashMap<>();

    /**
     * @param claims the oldest first within each scope
     * @param without policies that make no claim at all, and why
     */
    Election(String question, Precedence precedence, List<Claim> claims, List<Ignored> without) {
        this.question = question;
        this.precedence = precedence;
        this.claims = claims.stream().sorted(Comparator.comparing(Claim::scope)).toList();
        this.without = without;
    }

    Explained<MutualTlsMode> decide() {
        Optional<Claim> winner = precedence == Precedence.ISTIO ? narrowest() : strictest();
        winner.ifPresent(claim -> lost.remove(claim.policy().id()));
        MutualTlsMode mode =
                winner.flatMap(Claim::mode).map(located -> located.value()).orElse(MutualTlsMode.PERMISSIVE);
        List<Ignored> ignored = new ArrayList<>(lost.values());
        ignored.addAll(without);
        return new Explained<>(
                mode, List.of(new Reason(question, mode.name(), rule(winner), winner.map(this::field), ignored)));
    }

    private Optional<Claim> narrowest() {
        Map<Claim.Scope, PeerAuthentication> holders = new EnumMap<>(Claim.Scope.class);
        claims.forEach(claim -> holders.merge(
                claim.scope().heldAs(),
                claim.policy(),
                (one, other) -> Age.OLDEST_FIRST.compare(one, other) <= 0 ? one : other));
        Optional<Claim> winner = claims.stream()
                .filter(claim -> claim.policy().equals(holders.get(claim.scope().heldAs())))
                .filter(claim -> claim.mode().isPresent())
                .findFirst();
        for (Claim claim : claims) {
            PeerAuthentication holder = holders.get(claim.scope().heldAs());
            if (!claim.policy().equals(holder)) {
                loses(claim, Age.later(holder, claim.policy()));
            } else if (claim.mode().isEmpty()) {
                loses(claim, "sets no mode");
            } else {
                loses(claim, "wider scope: " + winner.orElseThrow().policy().id() + " is narrower and sets a mode");
            }
        }
        return winner;
    }

    private Optional<Claim> strictest() {
        Optional<Claim> winner = claims.stream()
                .filter(claim -> claim.mode().isPresent())
                .min(Comparator.comparing(
                        claim -> -claim.mode().orElseThrow().value().ordinal()));
        for (Claim claim : claims) {
            if (claim.mode().isEmpty()) {
                loses(claim, "sets no mode");
            } else if (claim.mode().get().value()
                    == winner.orElseThrow().mode().orElseThrow().value()) {
                loses(claim, "sets the same mode as " + winner.get().policy().id());
            } else {
                loses(claim, "less strict than " + winner.get().policy().id());
            }
        }
        return winner;
    }

    private void loses(Claim claim, String why) {
        lost.putIfAbsent(claim.policy().id(), claim.ignored(why));
    }

    private String rule(Optional<Claim> winner) {
        if (winner.isEmpty()) {
            return "R1.3";
        }
        return precedence == Precedence.ISTIO ? winner.get().scope().rule() : "most-restrictive";
    }

    private Field field(Claim winner) {
        return new Field(winner.policy().id(), winner.mode().orElseThrow().origin());
    }
}
