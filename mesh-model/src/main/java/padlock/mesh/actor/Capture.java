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
    private static final String INCLUDED_INBOUND = "includeInboundPorts";
    private static final String EXCLUDED_INBOUND = "excludeInboundPorts";
    private static final String INCLUDED_OUTBOUND = "includeOutboundPorts";
    private static final String EXCLUDED_OUTBOUND = "excludeOutboundPorts";
    private static final String EXCLUDED_RANGES = "excludeOutboundIPRanges";
    private static final String INCLUDED_RANGES = "includeOutboundIPRanges";
    private static final String EVERYWHERE = "*";
    private static final Pattern ADDRESS = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
    private static final Pattern RANGE = Pattern.compile("(?<address>" + ADDRESS + ")(/(?<bits>[0-9]{1,2}))?");
    private static final int ADDRESS_BITS = 32;
    private static final List<String> OF_THE_PROXY = List.of("15090", "15021", "15020");

    private Capture() {}

    /** What leads past a sidecar that is there: an annotation, or without one what iptables does of itself. */
    private record Bypass(Optional<String> annotation) {

        static final Bypass OF_ITSELF = new Bypass(Optional.empty());

        static Optional<Bypass> by(String annotation) {
            return Optional.of(new Bypass(Optional.of(annotation)));
        }
    }

    /** Whether what arrives at this port of the pod meets the sidecar. */
    public static boolean ofInbound(Instance instance, int port) {
        return instance.sidecar() && inbound(instance, port).isEmpty();
    }

    /**
     * Whether what the program sends there meets the sidecar. A gateway has no program, and its calls are the proxy's
     * own.
     */
    public static boolean ofOutbound(Instance instance, String address, int port) {
        return instance.sidecar() && outbound(instance, address, port).isEmpty();
    }

    /** Why a sidecar that is there has no say in what arrives; what comes from the pod itself never meets it. */
    static Reason pastInbound(Instance instance, int port) {
        return reason("server mode", "none", instance, inbound(instance, port).orElse(Bypass.OF_ITSELF));
    }

    /** Why a sidecar that is there has no say in what the program sends. */
    static Reason pastOutbound(Instance instance, String address, int port) {
        return reason(
                "client transport",
                "plaintext",
                instance,
                outbound(instance, address, port).orElseThrow());
    }

    /** A list of ports to include makes that to exclude void. */
    private static Optional<Bypass> inbound(Instance instance, int port) {
        if (instance.workload().isGateway()) {
            return Optional.empty();
        } else if (!annotation(instance, INCLUDED_INBOUND).orElse(EVERYWHERE).equals(EVERYWHERE)) {
            return lists(instance, INCLUDED_INBOUND, port) ? Optional.empty() : Bypass.by(INCLUDED_INBOUND);
        } else if (OF_THE_PROXY.contains(Integer.toString(port))) {
            return Optional.of(Bypass.OF_ITSELF);
        }
        return lists(instance, EXCLUDED_INBOUND, port) ? Bypass.by(EXCLUDED_INBOUND) : Optional.empty();
    }

    /**
     * A program that calls its own pod's address never leaves it. The rules of iptables are tried in this order: ports
     * that are left out, addresses that are left out, ports that are taken, addresses that are taken.
     */
    private static Optional<Bypass> outbound(Instance instance, String address, int port) {
        if (instance.workload().isGateway()) {
            return Optional.empty();
        } else if (address.equals(instance.address())) {
            return Optional.of(Bypass.OF_ITSELF);
        } else if (lists(instance, EXCLUDED_OUTBOUND, port)) {
            return Bypass.by(EXCLUDED_OUTBOUND);
        } else if (covers(instance, EXCLUDED_RANGES, "", address)) {
            return Bypass.by(EXCLUDED_RANGES);
        }
        boolean taken =
                lists(instance, INCLUDED_OUTBOUND, port) || covers(instance, INCLUDED_RANGES, EVERYWHERE, address);
        return taken ? Optional.empty() : Bypass.by(INCLUDED_RANGES);
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

    private static Reason reason(String question, String answer, Instance instance, Bypass bypass) {
        Workload workload = instance.workload();
        Optional<Reason.Field> decidedBy =
                bypass.annotation().map(name -> Reason.Field.of(workload, workload.annotations(), PREFIX + name));
        return new Reason(question, answer, "R4.5", decidedBy, List.of());
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
