package padlock.ui.details;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import padlock.mesh.history.Link;
import padlock.mesh.history.WorkloadName;
import padlock.mesh.policy.Reason;
import padlock.ui.Opened;
import padlock.ui.player.Played;
import padlock.ui.player.PlayerViewModel;
import padlock.ui.player.Subject;
import padlock.ui.story.Story;
import padlock.ui.text.Texts;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever is pointed at tells what it knows now, and why. */
final class DetailsTest {

    private static final Played ARTICLE = Opened.played(Opened.manuscript("article"));
    private static final WorkloadName BACKEND = new WorkloadName("my-app-namespace", "backend");
    private static final String HOST = "backend.my-app-namespace.svc.cluster.local";

    private final PlayerViewModel player = new PlayerViewModel(ARTICLE);
    private final DetailsViewModel model = new DetailsViewModel(player);

    @Test
    void nothingIsToldBeforeAnythingIsPointedAt() {
        assertThat(model.now()).isEmpty();
    }

    @Test
    void aWorkloadTellsItsModeAndTheLineOfThePolicyThatGivesIt() {
        player.toMoment(Duration.ofSeconds(135));
        player.pointAt(new Subject.OfWorkload(BACKEND));
        Story.Line port = line("details.accepts", "port 8080");
        assertThat(port.text()).isEqualTo("port 8080: STRICT");
        assertThat(port.decidedBy())
                .map(Reason.Field::resource)
                .hasValueSatisfying(
                        policy -> assertThat(policy).hasToString("PeerAuthentication/istio-system/default"));
        assertThat(port.note()).contains("mesh-strict.yaml:8");
    }

    @Test
    void whatIsToldIsWhatHoldsWhereThePlayHeadStands() {
        player.pointAt(new Subject.OfWorkload(BACKEND));
        assertThat(line("details.accepts", "port 8080").text()).isEqualTo("port 8080: PERMISSIVE");
        player.toMoment(Duration.ofSeconds(135));
        assertThat(line("details.accepts", "port 8080").text()).isEqualTo("port 8080: STRICT");
        player.toStart();
        assertThat(line("details.accepts", "port 8080").text()).isEqualTo("port 8080: PERMISSIVE");
    }

    @Test
    void aWorkloadShowsItsCertificateAndWhomItTrusts() {
        player.pointAt(new Subject.OfWorkload(BACKEND));
        String serial = player.mesh().get().pods().values().stream()
                .filter(pod -> WorkloadName.of(pod.id()).equals(BACKEND))
                .map(pod -> pod.certificate().orElseThrow().serialNumber())
                .findFirst()
                .orElseThrow();
        assertThat(words("details.certificate"))
                .contains("spiffe://cluster.local/ns/my-app-namespace/sa/backend")
                .contains(serial)
                .contains("issued by O=cluster.local");
        assertThat(words("details.trusts")).contains("O=cluster.local");
    }

    @Test
    void aProgramWithoutASidecarHoldsNoConfiguration() {
        player.pointAt(new Subject.OfWorkload(new WorkloadName("legacy", "cron")));
        assertThat(words("details.what")).contains(Texts.of("details.no-sidecar"));
        assertThat(chapters()).doesNotContain(Texts.of("details.accepts"), Texts.of("details.certificate"));
    }

    @Test
    void aConnectionTellsWhatBothEndsAreToldToDo() {
        player.toMoment(Duration.ofSeconds(135));
        player.pointAt(new Subject.OfLink(link("frontend")));
        assertThat(words("details.client-now")).contains("mutual TLS");
        assertThat(words("details.server-now")).contains("port 8080: STRICT");
        assertThat(model.now().orElseThrow().link()).contains(link("frontend"));
    }

    @Test
    void aServiceLeadsToWhoStandsBehindIt() {
        player.pointAt(new Subject.OfService(HOST));
        assertThat(line("details.behind", "port 8080").about()).contains(new Subject.OfWorkload(BACKEND));
        assertThat(words("details.calls")).contains("legacy/cron");
    }

    @Test
    void theControlPlaneNamesTheSidecarsThatAreBehind() {
        player.toNextChange();
        player.pointAt(new Subject.ControlPlane());
        assertThat(words("details.behind-the-times")).contains("my-app-namespace/backend");
        player.toMoment(player.elapsed().plusSeconds(5));
        assertThat(chapters()).doesNotContain(Texts.of("details.behind-the-times"));
        assertThat(words("details.policies")).contains("PeerAuthentication/istio-system/default");
    }

    @Test
    void theAuthorityTellsWhoTrustsItsRoot() {
        player.pointAt(new Subject.Authority());
        assertThat(words("details.trusted")).contains("2 of 2");
        assertThat(words("details.next-rotations")).contains("my-app-namespace/frontend");
    }

    @Test
    void aNamespaceListsItsPods() {
        player.pointAt(new Subject.OfNamespace("legacy"));
        assertThat(words("details.workloads")).contains("cron").contains(Texts.of("mesh.bare"));
    }

    private static Link link(String from) {
        return ARTICLE.links().links().stream()
                .filter(link -> link.from().name().equals(from)
                        && link.endpoint().filter(BACKEND::equals).isPresent())
                .findFirst()
                .orElseThrow();
    }

    private List<String> chapters() {
        return model.now().orElseThrow().chapters().stream()
                .map(Story.Chapter::heading)
                .toList();
    }

    private Story.Line line(String chapter, String begin) {
        return chapter(chapter).lines().stream()
                .filter(line -> line.text().startsWith(begin))
                .findFirst()
                .orElseThrow();
    }

    private String words(String chapter) {
        return chapter(chapter).lines().stream().map(Story.Line::text).collect(Collectors.joining("\n"));
    }

    private Story.Chapter chapter(String key) {
        return model.now().orElseThrow().chapters().stream()
                .filter(chapter -> chapter.heading().equals(Texts.of(key)))
                .findFirst()
                .orElseThrow();
    }
}
