package padlock.mesh.resource;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import padlock.mesh.resource.Service.ServicePort;

/** Whether a program speaks TLS of its own on a port, as what tells of the port has it. */
public enum Speech {
    PLAINTEXT,
    TLS,
    /** Nobody knows: it answers as it is spoken to. */
    EITHER;

    /** Where everybody out in the world speaks TLS. */
    private static final int HTTPS_PORT = 443;

    private static final int HTTP_PORT = 80;

    private static final Pattern NAME_OF_TLS = Pattern.compile("(https|tls)(-.*)?");

    /**
     * What the program of this workload speaks on a port: what services declare, else what its container's port is
     * called, which counts for more where it has a Secret to speak TLS with. Of a machine outside the mesh, and of a
     * pod with a Secret that stands for one, nobody can tell but by the ports that everybody knows; another pod that an
     * entry selects is what it is.
     */
    public static Speech on(Workload workload, int port, List<Service> services) {
        List<Service> before = services.stream()
                .filter(service -> service.selects(workload))
                .filter(service -> service.ports().stream().anyMatch(each -> leadsTo(each, workload, port)))
                .toList();
        List<ServicePort> declared = before.stream()
                .flatMap(service -> service.ports().stream())
                .filter(each -> leadsTo(each, workload, port))
                .toList();
        boolean namedSo = workload.ports().stream()
                .filter(each -> each.number() == port)
                .anyMatch(each -> NAME_OF_TLS.matcher(each.name()).matches());
        boolean certified = !workload.secrets().isEmpty();
        if (declared.stream().anyMatch(each -> each.protocol().isTls())) {
            return TLS;
        } else if ((workload.isMachine() || certified) && before.stream().anyMatch(Service::external)) {
            return outside(port, declared);
        }
        return namedSo && (certified || declared.stream().allMatch(each -> each.protocol() == PortProtocol.UNDECLARED))
                ? TLS
                : PLAINTEXT;
    }

    /** What somebody speaks of whom no manifest tells. */
    public static Speech ofStrangers(int port) {
        return port == HTTPS_PORT ? TLS : EITHER;
    }

    private static Speech outside(int port, List<ServicePort> declared) {
        boolean http = declared.stream().anyMatch(each -> each.protocol().handling() == PortProtocol.Handling.HTTP);
        return port == HTTP_PORT && http ? PLAINTEXT : ofStrangers(port);
    }

    private static boolean leadsTo(ServicePort port, Workload workload, int number) {
        return port.target().on(workload).equals(Optional.of(number));
    }

    /** Whether it takes what begins with a ClientHello. */
    public boolean takesTls() {
        return this != PLAINTEXT;
    }

    /** Whether it takes what begins otherwise. */
    public boolean takesPlaintext() {
        return this != TLS;
    }
}
