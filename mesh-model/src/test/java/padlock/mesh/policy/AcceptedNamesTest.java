package padlock.mesh.policy;

import java.util.List;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static padlock.mesh.policy.Given.instance;
import static padlock.mesh.policy.Given.settings;
import static padlock.mesh.policy.Given.workload;

class AcceptedNamesTest {

    @Test
    void serversAreKnownByTheirServiceAccountInEveryTrustDomain() {
        assertThat(AcceptedNames.ofServers(
                        List.of(instance(workload("shop/a"), 1, true), instance(workload("shop/b"), 1, false)),
                        settings("acct@corp", List.of("old"), true)))
                .containsExactly("spiffe://acct.corp/ns/shop/sa/default", "spiffe://old/ns/shop/sa/default");
    }

    @Test
    void aNameThatIsNoWorkloadsStaysAlone() {
        assertThat(AcceptedNames.expanded(List.of("db.example.org", "spiffe://td/service/x"), List.of("old")))
                .containsExactly("db.example.org", "spiffe://td/service/x");
    }

    @Test
    void aServerLetsInTheMeshsTrustDomainAndItsAliases() {
        assertThat(AcceptedNames.trustDomains(settings("new", List.of("old", "new", "older"), true)))
                .containsExactly("new", "old", "older");
    }
}
