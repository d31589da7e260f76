package padlock.mesh.policy;

import java.util.Optional;
import padlock.mesh.resource.Located;
import padlock.mesh.resource.MutualTlsMode;
import padlock.mesh.resource.PeerAuthentication;

/** What one PeerAuthentication says of a port in one scope; an empty mode inherits. */
record Claim(Scope scope, PeerAuthentication policy, Optional<Located<MutualTlsMode>> mode) {

    /** How far a claim reaches, the narrowest first. */
    enum Scope {
        PORT("R3.7"),
        WORKLOAD("R3.6"),
        NAMESPACE("R3.6"),
        MESH("R3.6");

        private final String rule;

        Scope(String rule) {
            this.rule = rule;
        }

        String rule() {
            return rule;
        }

        /** Ports are claimed by the workload's policy, so one policy holds both scopes (R3.7). */
        Scope heldAs() {
            return this == PORT ? WORKLOAD : this;
        }
    }

    static Reason.Ignored ignored(PeerAuthentication policy, String why) {
        return ignored(policy, policy.mode(), why);
    }

    Reason.Ignored ignored(String why) {
        return ignored(policy, mode, why);
    }

    private static Reason.Ignored ignored(
            PeerAuthentication policy, Optional<Located<MutualTlsMode>> mode, String why) {
        return new Reason.Ignored(
                new Reason.Field(
                        policy.id(),
                        mode.map(Located::origin).orElse(policy.metadata().origin())),
                why);
    }
}
