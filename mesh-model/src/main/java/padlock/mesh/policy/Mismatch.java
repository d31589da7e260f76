package padlock.mesh.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Why a policy did not decide, in words: which demand of each rule the request does not meet. */
final class Mismatch {

    private static final int MOST_RULES = 3;

    private Mismatch() {}

    static String of(CompiledPolicy compiled, AccessRequest request, AccessControl control) {
        if (compiled.rules().isEmpty()) {
            return "has no rule, so that none matches";
        }
        List<String> unmet = new ArrayList<>();
        boolean forIdentity = false;
        for (AccessRule rule : compiled.rules()) {
            Optional<AccessRule> held = compiled.rulesFor(request).stream()
                    .filter(each -> each.index() == rule.index())
                    .findFirst();
            if (held.isEmpty()) {
                unmet.add(rule.name() + " speaks of HTTP and is left out on TCP");
                continue;
            }
            Optional<AccessDemand> demand = held.get().unmet(request, control.paths());
            if (demand.isEmpty()) {
                return "matches too, but another comes first by name";
            }
            unmet.add(rule.name() + " by " + demand.get().field());
            forIdentity |= demand.get().speaksOfIdentity();
        }
        return "no rule matches: " + String.join(", ", unmet.subList(0, Math.min(MOST_RULES, unmet.size())))
                + (unmet.size() > MOST_RULES ? " …" : "")
                + (forIdentity && request.peer().isEmpty()
                        ? "; a connection without mutual TLS carries no identity"
                        : "");
    }
}
