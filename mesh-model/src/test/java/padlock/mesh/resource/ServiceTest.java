package padlock.mesh.resource;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class ServiceTest {

    private static final Origin ORIGIN = new Origin("service.yaml", 1);

    @ParameterizedTest
    @CsvSource({
        "backend, shop, true",
        "backend, other, false",
        "backend.shop, other, true",
        "backend.shop.svc, other, true",
        "backend.shop.svc.cluster.local, other, true",
        "backend.other, shop, false",
        "backend.shop.svc.cluster, shop, false",
        "shop, shop, false"
    })
    void aServiceIsMeantByItsNameAsAPodOfTheNamespaceWouldWriteIt(String name, String namespace, boolean meant) {
        assertThat(service(Optional.of(Labels.of(Map.of("app", "backend")))).answersTo(name, namespace))
                .isEqualTo(meant);
    }

    @Test
    void aServiceSelectsPodsOfItsOwnNamespaceOnly() {
        Service service = service(Optional.of(Labels.of(Map.of("app", "backend"))));

        assertThat(service.selects(workload("shop", "backend"))).isTrue();
        assertThat(service.selects(workload("other", "backend"))).isFalse();
        assertThat(service.selects(workload("shop", "frontend"))).isFalse();
    }

    @Test
    void aServiceWithoutASelectorSelectsNobody() {
        assertThat(service(Optional.empty()).selects(workload("shop", "backend")))
                .isFalse();
        assertThat(service(Optional.of(Labels.NONE)).selects(workload("shop", "backend")))
                .isFalse();
    }

    @Test
    void aNamedTargetPortIsThatOfTheContainer() {
        Service.TargetPort target = new Service.TargetPort.Named("web");

        assertThat(target.on(workload("shop", "backend"))).contains(8080);
        assertThat(new Service.TargetPort.Named("admin").on(workload("shop", "backend")))
                .isEmpty();
    }

    private static Service service(Optional<Labels> selector) {
        return new Service(
                new Metadata(new ResourceId("Service", "shop", "backend"), Optional.empty(), ORIGIN),
                selector,
                List.of(),
                false);
    }

    private static Workload workload(String namespace, String app) {
        return new Workload(
                new Metadata(new ResourceId("Deployment", namespace, app), Optional.empty(), ORIGIN),
                Labels.of(Map.of("app", app)),
                Labels.NONE,
                "default",
                1,
                List.of(new Workload.ContainerPort("web", 8080)),
                false,
                Optional.empty());
    }
}
