package padlock.scenario.file;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import padlock.mesh.resource.Workload;

import static org.assertj.core.api.Assertions.assertThat;

class WorkloadFoldingTest {

    private static final String DEPLOYMENT = controller("Deployment", "web", "");
    private static final String REPLICA_SET = controller("ReplicaSet", "web-5d4", owner("Deployment", "web"));

    @Test
    void aControllerWithItsPodsIsOneWorkloadAndThePodsDecide() {
        assertThat(folded(
                        DEPLOYMENT,
                        REPLICA_SET,
                        pod("web-5d4-a", "ReplicaSet", "web-5d4", true),
                        pod("web-5d4-b", "ReplicaSet", "web-5d4", true)))
                .containsExactly("Deployment/shop/web 2 Optional[true] app=live,pod-template-hash=5d4");
    }

    @Test
    void theDeploymentIsFoundThoughItsReplicaSetIsNotGiven() {
        assertThat(folded(pod("web-5d4-a", "ReplicaSet", "web-5d4", true), DEPLOYMENT))
                .containsExactly("Deployment/shop/web 1 Optional[true] app=live,pod-template-hash=5d4");
    }

    @Test
    void podsOfAControllerThatIsNotGivenHaveItsName() {
        assertThat(folded(
                        pod("web-5d4-a", "ReplicaSet", "web-5d4", false),
                        pod("db-0", "StatefulSet", "db", true),
                        pod("nightly-28391234-x", "Job", "nightly-28391234", true)))
                .extracting(line -> line.replaceAll(" .*", ""))
                .containsExactly("Deployment/shop/web", "StatefulSet/shop/db", "CronJob/shop/nightly");
    }

    @Test
    void podsThatDifferStayApartAndTheLargerPartHasTheName() {
        assertThat(folded(
                        DEPLOYMENT,
                        pod("web-5d4-a", "ReplicaSet", "web-5d4", false),
                        pod("web-5d4-b", "ReplicaSet", "web-5d4", true),
                        pod("web-5d4-c", "ReplicaSet", "web-5d4", true)))
                .containsExactly(
                        "Deployment/shop/web 2 Optional[true] app=live,pod-template-hash=5d4",
                        "Pod/shop/web-5d4-a 1 Optional[false] app=live,pod-template-hash=5d4");
    }

    @Test
    void aReplicaSetWithItsDeploymentIsNoWorkloadOfItsOwn() {
        assertThat(folded(REPLICA_SET, DEPLOYMENT))
                .containsExactly("Deployment/shop/web 3 Optional.empty app=template");
    }

    @Test
    void aPodWithoutAControllerIsAWorkload() {
        assertThat(folded(pod("solo", "Node", "machine", false)))
                .containsExactly("Pod/shop/solo 1 Optional[false] app=live,pod-template-hash=5d4");
    }

    @Test
    void aControllerOwnedBySomethingElseKeepsItsName() {
        assertThat(folded(controller("StatefulSet", "db", owner("Database", "db-cluster"))))
                .containsExactly("StatefulSet/shop/db 3 Optional.empty app=template");
    }

    @Test
    void theSameResourceTwiceIsTheLast() {
        assertThat(folded(DEPLOYMENT, DEPLOYMENT.replace("replicas: 3", "replicas: 5")))
                .containsExactly("Deployment/shop/web 5 Optional.empty app=template");
    }

    @Test
    void ownersInACircleDoNoHarm() {
        assertThat(folded(pod("a", "Pod", "b", true), pod("b", "Pod", "a", true)))
                .hasSize(2);
    }

    private static List<String> folded(String... manifests) {
        return Read.resources(Stream.of(manifests).collect(Collectors.joining("---\n"))).stream()
                .map(resource -> (Workload) resource)
                .map(workload -> workload.id() + " " + workload.replicas() + " " + workload.hasProxyContainer() + " "
                        + workload.labels())
                .toList();
    }

    private static String owner(String kind, String name) {
        return ", ownerReferences: [{kind: " + kind + ", name: " + name + ", controller: true}]";
    }

    private static String controller(String kind, String name, String owner) {
        return "apiVersion: apps/v1\nkind: " + kind + "\nmetadata: {name: " + name + ", namespace: shop" + owner
                + "}\nspec: {replicas: 3, template: {metadata: {labels: {app: template}}, spec: {containers: []}}}\n";
    }

    private static String pod(String name, String ownerKind, String ownerName, boolean proxy) {
        return "apiVersion: v1\nkind: Pod\nmetadata: {name: " + name
                + ", namespace: shop, labels: {app: live, pod-template-hash: 5d4}" + owner(ownerKind, ownerName)
                + "}\nspec: {containers: [{name: app}" + (proxy ? ", {name: istio-proxy}" : "") + "]}\n";
    }
}
