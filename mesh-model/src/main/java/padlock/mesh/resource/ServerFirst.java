package padlock.mesh.resource;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import padlock.mesh.resource.Service.ServicePort;

/**
 * Which programs speak first: a client of theirs connects, and waits to be greeted. No manifest says so, but what a
 * port is called does, or its number: a port {@code tcp-mysql}, a container's port 3306 (R7.7).
 */
public final class ServerFirst {

    /** Protocols that begin with a greeting of the server. */
    private static final List<String> PROTOCOLS =
            List.of("mysql", "mariadb", "smtp", "ftp", "ssh", "sftp", "pop3", "imap", "vnc", "nats", "telnet");

    /** What the port of Istio's own echo server is called on which it speaks first. */
    private static final List<String> ECHO = List.of("tcp-server", "auto-tcp-server");

    /** Where those protocols are at home. */
    private static final List<Integer> NUMBERS = List.of(21, 22, 23, 25, 110, 143, 587, 3306, 4222, 5900);

    private ServerFirst() {}

    /** Whether whoever listens behind this port of a service speaks first. */
    public static boolean behind(ServicePort port) {
        return leavesOpenWhoBegins(port.protocol())
                && (port.protocol() == PortProtocol.MYSQL || isNamed(port.name()) || NUMBERS.contains(port.number()));
    }

    /** Whether the program of this workload speaks first on a port, by its containers and by the services before it. */
    public static boolean on(Workload workload, int port, List<Service> services) {
        List<ServicePort> before = services.stream()
                .filter(service -> service.selects(workload))
                .flatMap(service -> service.ports().stream())
                .filter(each -> each.target().on(workload).equals(Optional.of(port)))
                .toList();
        return before.stream().anyMatch(ServerFirst::behind)
                || before.stream().allMatch(each -> leavesOpenWhoBegins(each.protocol()))
                        && workload.ports().stream()
                                .filter(declared -> declared.number() == port)
                                .anyMatch(ServerFirst::isOf);
    }

    private static boolean isOf(Workload.ContainerPort port) {
        return isNamed(port.name()) || NUMBERS.contains(port.number());
    }

    /** In HTTP and TLS the client does. */
    private static boolean leavesOpenWhoBegins(PortProtocol protocol) {
        return protocol.handling() != PortProtocol.Handling.HTTP && !protocol.isTls();
    }

    private static boolean isNamed(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return ECHO.contains(lower) || Arrays.stream(lower.split("[-_.]")).anyMatch(PROTOCOLS::contains);
    }
}
