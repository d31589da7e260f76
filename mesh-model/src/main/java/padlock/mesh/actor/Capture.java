package padlock.mesh.actor;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import padlock.mesh.policy.Reason;
import padlock.mesh.resource.Instance;
import padlock.mesh.resource.Workload;

/** Which connections pass through a pod's sidecar: the annotations of the pod say, and iptables does it (R4.5). */
public final class Capture {

    private static final String PREFIX = "traffic.sidecar.istio.io/";
    private static final String EXCLUDED_RANGES = "excludeOutboundIPRanges";
    private static final String INCLUDED_RANGES = "includeOutboundIPRanges";
    private static final String EVERYWHERE = "*";
    private static final Pattern ADDRESS = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
    private static final Pattern RANGE = Pattern.compile("(?<address>" + ADDRESS + ")(/(?<bits>[0-9]{1,2}))?");
    private static final int ADDRESS_BITS = 32;
    private static final List<String> OF_THE_PROXY = List.of("15090", "15021", "15020");

    private Capture() {}

    /**
     * Whether what arrives at this port of the pod meets the sidecar. A list of ports to include makes that to exclude
     * void.
     */
    public static boolean ofInbound(Instance instance, int port) {
        String included = annotation(instance, "includeInboundPorts").orElse("*");
        boolean captured = included.equals("*")
                ? !OF_THE_PROXY.contains(Integer.toString(port)) && !lists(instance, "excludeInboundPorts", port)
                : lists(instance, "includeInboundPorts", port);
        return instance.sidecar() && (captured || instance.workload().isGateway());
    }

    /**
     * Whether what the program sends there meets the sidecar; a program that calls its own pod's address never leaves
     * it. A gateway has no program, and its calls are the proxy's own. The rules of iptables are tried in this order:
     * ports that are left out, addresses that are left out, ports that are taken, addresses that are taken.
     */
    public static boolean ofOutbound(Instance instance, String address, int port) {
        if (!instance.sidecar() || instance.workload().isGateway()) {
            return instance.sidecar();
        }
        boolean leftOut = address.equals(instance.address())
                || lists(instance, "excludeOutboundPorts", port)
                || covers(instance, EXCLUDED_RANGES, "", address);
        return !leftOut
                && (lists(instance, "includeOutboundPorts", port)
                        || covers(instance, INCLUDED_RANGES, EVERYWHERE, address));
    }

    /** Whether it takes an address to know that, and not a port alone. */
    public static boolean asksAddresses(Instance instance) {
        return annotation(instance, EXCLUDED_RANGES).isPresent()
                || annotation(instance, INCLUDED_RANGES).isPresent();
    }

    private static boolean covers(Instance instance, String annotation, String otherwise, String address) {
        return Stream.of(annotation(instance, annotation).orElse(otherwise).split(","))
                .map(String::strip)
                .anyMatch(range -> range.equals(EVERYWHERE) || covers(range, address));
    }

    /** Ranges of IPv4, {@code 10.0.0.0/8}. */
    private static boolean covers(String range, String address) {
        Matcher form = RANGE.matcher(range);
        if (!form.matches() || !ADDRESS.matcher(address).matches()) {
            return false;
        }
        int bits = Integer.parseInt(Optional.ofNullable(form.group("bits")).orElse("32"));
        return bits == 0
                || bits <= ADDRESS_BITS
                        && (number(form.group("address")) ^ number(address)) >>> ADDRESS_BITS - bits == 0;
    }

    private static long number(String address) {
        return Stream.of(address.split("\\.")).mapToLong(Long::parseLong).reduce(0, (high, low) -> high << 8 | low);
    }

    /** Why a sidecar that is there has no say. */
    static Reason reason(String question, String answer, Instance instance) {
        Workload workload = instance.workload();
        return new Reason(
                question,
                answer,
                "R4.5",
                Optional.of(new Reason.Field(workload.id(), workload.metadata().origin())),
                List.of());
    }

    private static boolean lists(Instance instance, String annotation, int port) {
        return annotation(instance, annotation).stream()
                .flatMap(text -> List.of(text.split(",")).stream())
                .anyMatch(listed -> listed.strip().equals(Integer.toString(port)));
    }

    private static Optional<String> annotation(Instance instance, String name) {
        return instance.workload().annotations().get(PREFIX + name);
    }
}
