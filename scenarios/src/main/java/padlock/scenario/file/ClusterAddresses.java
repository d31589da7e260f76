package padlock.scenario.file;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import padlock.mesh.resource.AddressBlock;

/**
 * The addresses that a cluster gave out, as {@code kubectl get -o yaml} shows them; calls write those of IPv4 alone.
 */
final class ClusterAddresses {

    private static final Pattern IPV4 = Pattern.compile("[0-9]+(\\.[0-9]+){3}");
    private static final List<String> OVER = List.of("Succeeded", "Failed");

    private ClusterAddresses() {}

    /**
     * Where a Pod is. One that is over has lost its address, though it still shows it, and one in the network of its
     * node shares the node's with others.
     */
    static Optional<String> ofPod(Node root) {
        boolean over = root.at("status", "phase")
                .flatMap(Node::text)
                .filter(OVER::contains)
                .isPresent();
        boolean ofNode = root.at("spec", "hostNetwork").flatMap(Node::flag).orElse(false);
        return over || ofNode
                ? Optional.empty()
                : root.get("status").stream()
                        .flatMap(status -> Stream.concat(
                                status.text("podIP").stream(),
                                status.items("podIPs").stream().flatMap(each -> each.text("ip").stream())))
                        .filter(ClusterAddresses::isIpv4)
                        .findFirst();
    }

    /** Where a Service is called; a headless one nowhere. */
    static List<String> ofService(Node spec) {
        return Stream.concat(spec.text("clusterIP").stream(), spec.texts("clusterIPs").stream())
                .filter(ClusterAddresses::isIpv4)
                .distinct()
                .toList();
    }

    private static boolean isIpv4(String text) {
        return IPV4.matcher(text).matches() && AddressBlock.parse(text).isPresent();
    }
}
