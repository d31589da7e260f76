package padlock.ui.topology;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import padlock.mesh.history.Link;
import padlock.mesh.history.WorkloadName;

import static org.assertj.core.api.Assertions.assertThat;

/** The picture of a mesh is legible: nothing lies on anything else. */
final class MeshLayoutTest {

    private static final MeshGraph TWELVE = twelveServices();

    @Test
    void twoBoxesNeverOverlap() {
        List<MeshLayout.Box> boxes =
                new ArrayList<>(MeshLayout.of(TWELVE).nodes().values());
        for (int i = 0; i < boxes.size(); i++) {
            for (int j = 0; j < i; j++) {
                assertThat(overlap(boxes.get(i), boxes.get(j))).isFalse();
            }
        }
    }

    @Test
    void noLabelLiesOnAWorkload() {
        MeshLayout layout = MeshLayout.of(TWELVE);
        assertThat(layout.routes().values())
                .allSatisfy(route -> assertThat(layout.nodes().values()).noneMatch(box -> overlap(route.label(), box)));
    }

    @Test
    void aWorkloadLiesInItsNamespace() {
        MeshLayout layout = MeshLayout.of(TWELVE);
        TWELVE.workloads()
                .forEach(workload -> assertThat(contains(
                                layout.namespaces().get(workload.namespace()),
                                layout.nodes().get(workload.toString())))
                        .as(workload.toString())
                        .isTrue());
    }

    @Test
    void whoLooksAfterTheMeshStandsAboveAllOfIt() {
        MeshLayout layout = MeshLayout.of(TWELVE);
        List<MeshLayout.Box> system = List.of(layout.controlPlane(), layout.authority());
        assertThat(overlap(system.get(0), system.get(1))).isFalse();
        assertThat(layout.namespaces().values())
                .allSatisfy(namespace -> assertThat(system).noneMatch(box -> overlap(namespace, box)));
    }

    @Test
    void aLineLeavesABoxAtItsBorder() {
        MeshLayout.Box box = new MeshLayout.Box(0, 0, 40, 20);
        assertThat(box.edge(new MeshLayout.Point(120, 10))).isEqualTo(new MeshLayout.Point(40, 10));
        assertThat(box.edge(new MeshLayout.Point(20, -90))).isEqualTo(new MeshLayout.Point(20, 0));
        assertThat(box.edge(new MeshLayout.Point(22, 11))).isEqualTo(new MeshLayout.Point(22, 11));
    }

    @Test
    void largerTypeHasMoreRoom() {
        MeshLayout usual = MeshLayout.of(TWELVE);
        MeshLayout large = MeshLayout.of(TWELVE, 21);
        String name = TWELVE.workloads().findFirst().orElseThrow().toString();
        assertThat(large.nodes().get(name).width())
                .isEqualTo(1.5 * usual.nodes().get(name).width());
        assertThat(large.routes().values())
                .allSatisfy(route -> assertThat(route.label().height()).isGreaterThanOrEqualTo(21 * 1.5));
    }

    @Test
    void connectionsOfACollapsedNamespaceEndAtItsBoxAndAreOneArrowForEachOtherEnd() {
        MeshGraph collapsed = TWELVE.collapsing(new TreeSet<>(List.of("shop")));
        MeshLayout layout = MeshLayout.of(collapsed);
        assertThat(layout.nodes()).containsKey("shop").doesNotContainKey("shop/service0");
        assertThat(collapsed.edges())
                .extracting(MeshGraph.Edge::name)
                .doesNotHaveDuplicates()
                .contains("shop > back1/service1");
        List<Link> drawn = new ArrayList<>(collapsed.within("shop"));
        collapsed.edges().forEach(edge -> drawn.addAll(edge.links()));
        assertThat(drawn).containsExactlyInAnyOrderElementsOf(TWELVE.links());
    }

    @Test
    void expandingBringsBackTheSamePicture() {
        MeshGraph collapsed = TWELVE.collapsing(new TreeSet<>(List.of("shop")));
        assertThat(MeshLayout.of(collapsed.collapsing(new TreeSet<>()))).isEqualTo(MeshLayout.of(TWELVE));
    }

    @Test
    void theSameMeshIsDrawnTheSameWay() {
        assertThat(MeshLayout.of(TWELVE)).isEqualTo(MeshLayout.of(twelveServices()));
    }

    @Test
    void aNameThatNobodyHasStandsOutsideOfEveryNamespace() {
        Link lost = new Link(new WorkloadName("shop", "service0"), "nowhere:80", Optional.empty());
        MeshGraph graph = new MeshGraph(TWELVE.namespaces(), List.of("nowhere:80"), List.of(lost));
        MeshLayout layout = MeshLayout.of(graph);
        assertThat(layout.namespaces().values())
                .noneMatch(namespace -> overlap(namespace, layout.nodes().get("nowhere:80")));
    }

    @Test
    void twoHundredWorkloadsInTenNamespacesHaveAllTheirPlace() {
        MeshLayout layout = MeshLayout.of(twoHundredWorkloads());
        assertThat(layout.nodes()).hasSize(200);
        assertThat(layout.routes()).hasSize(480);
    }

    @Test
    void aMeshTooLargeToBeReadIsShownAsItsNamespacesFirst() {
        MeshGraph large = twoHundredWorkloads();
        MeshGraph first = large.atFirst();
        assertThat(first.isLarge()).isFalse();
        assertThat(MeshLayout.of(first).nodes().keySet())
                .containsExactlyElementsOf(large.namespaces().keySet());
    }

    @Test
    void aMeshThatCanBeReadIsShownWholeAtOnce() {
        assertThat(TWELVE.atFirst()).isEqualTo(TWELVE);
    }

    private static MeshGraph twoHundredWorkloads() {
        SortedMap<String, List<WorkloadName>> namespaces = new TreeMap<>();
        List<WorkloadName> all = new ArrayList<>();
        IntStream.range(0, 200).forEach(i -> {
            WorkloadName name = new WorkloadName("team-" + i % 10, "service-" + i);
            all.add(name);
            namespaces
                    .computeIfAbsent(name.namespace(), any -> new ArrayList<>())
                    .add(name);
        });
        List<Link> links = new ArrayList<>();
        for (int i = 0; i < 160; i++) {
            int next = (i / 40 + 1) * 40;
            for (int j : new int[] {i % 40, (i * 7 + 1) % 40, (i * 3 + 2) % 40}) {
                links.add(new Link(
                        all.get(i), "service-" + (next + j) + "#" + links.size(), Optional.of(all.get(next + j))));
            }
        }
        return new MeshGraph(namespaces, List.of(), links);
    }

    private static MeshGraph twelveServices() {
        SortedMap<String, List<WorkloadName>> namespaces = new TreeMap<>();
        List<WorkloadName> all = new ArrayList<>();
        IntStream.range(0, 12).forEach(i -> {
            WorkloadName name = new WorkloadName(i % 3 == 0 ? "shop" : "back" + i % 2, "service" + i);
            all.add(name);
            namespaces
                    .computeIfAbsent(name.namespace(), any -> new ArrayList<>())
                    .add(name);
        });
        List<Link> links = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            for (int j : new int[] {(i * 5 + 1) % 12, (i + 3) % 12}) {
                if (i != j) {
                    links.add(new Link(all.get(i), "service" + j + ":80", Optional.of(all.get(j))));
                }
            }
        }
        return new MeshGraph(namespaces, List.of(), links);
    }

    private static boolean overlap(MeshLayout.Box one, MeshLayout.Box other) {
        return one.x() < other.x() + other.width()
                && other.x() < one.x() + one.width()
                && one.y() < other.y() + other.height()
                && other.y() < one.y() + one.height();
    }

    private static boolean contains(MeshLayout.Box outer, MeshLayout.Box inner) {
        return outer.x() <= inner.x()
                && outer.y() <= inner.y()
                && inner.x() + inner.width() <= outer.x() + outer.width()
                && inner.y() + inner.height() <= outer.y() + outer.height();
    }
}
