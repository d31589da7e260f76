package padlock.scenario.file;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import padlock.mesh.resource.Service;
import padlock.mesh.resource.Workload;

import static org.assertj.core.api.Assertions.assertThat;

/** The addresses that a dump of a cluster shows are those that its pods and services have. */
final class ClusterAddressesTest {

    @Test
    void aPodIsWhereItsStatusSays() {
        assertThat(pods(pod("a", "{phase: Running, podIP: 10.1.2.3, podIPs: [{ip: 10.1.2.3}]}")))
                .containsExactly("10.1.2.3");
    }

    @Test
    void ofTwoFamiliesThePodHasTheAddressThatCallsCanWrite() {
        assertThat(pods(pod("a", "{podIP: 'fd00::5', podIPs: [{ip: 'fd00::5'}, {ip: 10.1.2.3}]}")))
                .containsExactly("10.1.2.3");
    }

    @Test
    void thePodsOfOneControllerKeepTheirAddresses() {
        String owned = "ownerReferences: [{kind: StatefulSet, name: db, controller: true}], ";

        assertThat(pods(pod("db-0", owned, "{podIP: 10.1.2.3}")
                        + pod("db-1", owned, "{phase: Pending}")
                        + pod("db-2", owned, "{podIP: 10.1.2.5}")))
                .containsExactly("10.1.2.3", "10.1.2.5");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{podIP: ''}",
                "{podIP: 'fd00::5'}",
                "{podIP: nowhere}",
                "{podIP: 1.2.3.400}",
                "{podIP: [10.1.2.3]}",
                "{phase: Succeeded, podIP: 10.1.2.3}",
                "{phase: Failed, podIP: 10.1.2.3}"
            })
    void aPodWithoutAnAddressOfItsOwnIsAnywhere(String status) {
        assertThat(pods(pod("a", status))).isEmpty();
    }

    @Test
    void aPodInTheNetworkOfItsNodeHasNoAddressOfItsOwn() {
        assertThat(pods(pod("a", "{podIP: 10.1.2.3}").replace("spec: {", "spec: {hostNetwork: true, ")))
                .isEmpty();
    }

    @Test
    void aServiceIsCalledAtItsClusterAddress() {
        assertThat(service("{clusterIP: 10.96.1.1, clusterIPs: [10.96.1.1, 'fd00::1']}"))
                .containsExactly("10.96.1.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{clusterIP: ''}", "{clusterIP: None, clusterIPs: [None]}", "{clusterIP: 'fd00::1'}"})
    void aServiceWithoutAClusterAddressIsCalledAnywhere(String spec) {
        assertThat(service(spec)).isEmpty();
    }

    private static List<String> pods(String manifests) {
        return ((Workload) Read.resources(manifests).get(0)).podAddresses();
    }

    private static List<String> service(String spec) {
        String manifest =
                "apiVersion: v1\nkind: Service\nmetadata: {name: cart, namespace: shop}\nspec: " + spec + "\n";
        return ((Service) Read.resources(manifest).get(0)).addresses();
    }

    private static String pod(String name, String status) {
        return pod(name, "", status);
    }

    private static String pod(String name, String metadata, String status) {
        return "apiVersion: v1\nkind: Pod\nmetadata: {" + metadata + "name: " + name
                + ", namespace: shop}\nspec: {containers: [{name: app}]}\nstatus: " + status + "\n---\n";
    }
}
