package padlock.ui.topology;

import java.util.List;
import org.junit.jupiter.api.Test;
import padlock.mesh.history.WorkloadName;
import padlock.ui.Opened;
import padlock.ui.player.Played;
import padlock.ui.player.Subject;

import static org.assertj.core.api.Assertions.assertThat;

/** Whoever is looked for is found by any part of the name. */
final class MeshSearchTest {

    private static final Played ARTICLE = Opened.played(Opened.manuscript("article"));
    private static final Subject BACKEND = new Subject.OfWorkload(new WorkloadName("my-app-namespace", "backend"));
    private static final Subject SERVICE = new Subject.OfService("backend.my-app-namespace.svc.cluster.local");

    private final MeshSearch search =
            new MeshSearch(MeshGraph.of(ARTICLE.meshes().end(), ARTICLE.links().links()), ARTICLE);

    @Test
    void aPartOfANameFindsWorkloadAndService() {
        assertThat(search.matching("BACK")).containsExactlyInAnyOrder(BACKEND, SERVICE);
    }

    @Test
    void whoseNameBeginsSoComesFirst() {
        assertThat(search.matching("my-app").get(0)).isEqualTo(new Subject.OfNamespace("my-app-namespace"));
    }

    @Test
    void istiodIsFoundToo() {
        assertThat(search.matching("istio")).containsExactly(new Subject.ControlPlane());
    }

    @Test
    void nothingFindsNothing() {
        assertThat(search.matching(" ")).isEmpty();
        assertThat(search.matching("nobody")).isEmpty();
    }

    @Test
    void aServiceIsSeenInThoseWhoAnswerToIt() {
        assertThat(search.drawn(SERVICE)).isEqualTo(List.of(BACKEND));
        assertThat(search.drawn(new Subject.ControlPlane())).isEqualTo(List.of(new Subject.ControlPlane()));
    }
}
