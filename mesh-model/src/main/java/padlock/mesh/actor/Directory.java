package padlock.mesh.actor;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import padlock.mesh.policy.Hosts;
import padlock.mesh.policy.IngressTls;
import padlock.mesh.policy.Probing;
import padlock.mesh.policy.Reason;
import padlock.mesh.policy.Registry;
import padlock.mesh.resource.Instance;
import padlock.mesh.resource.InstanceId;
import padlock.mesh.resource.Mesh;
import padlock.mesh.resource.PortProtocol;
import padlock.mesh.resource.Secret;
import padlock.mesh.resource.ServerFirst;
import padlock.mesh.resource.Service;
import padlock.mesh.resource.Speech;
import padlock.mesh.resource.Workload;
import padlock.sim.ActorContext;
import padlock.sim.ActorId;
import padlock.tls.handshake.Sniff;
import padlock.tls.identity.Certificate;

/**
 * What the cluster itself answers to every pod, mesh or not: names (its DNS), service addresses (kube-proxy), and who
 * takes what arrives at a pod's address.
 *
 * @param services by fully qualified host
 * @param pods by address
 * @param authorities those outside the mesh of which Secrets tell, which strangers know as well
 */
public record Directory(SortedMap<String, Entry> services, SortedMap<String, Pod> pods, List<Certificate> authorities) {

    private static final Comparator<Entry> MOST_SPECIFIC_FIRST = Comparator.<Entry, Boolean>comparing(
                    entry -> entry.service().host().startsWith("*"))
            .thenComparing(entry -> -entry.service().host().length());

    public static final Directory EMPTY = new Directory(new TreeMap<>(), new TreeMap<>(), List.of());

    /**
     * A service and its own address; a headless one has none.
     *
     * @param publicHosts what the world's DNS leads there: the hosts for which gateways behind it listen, each possibly
     *     a wildcard
     */
    public record Entry(Service service, Optional<String> address, List<String> publicHosts) {
        public Entry {
            publicHosts = List.copyOf(publicHosts);
        }
    }

    /**
     * A running pod.
     *
     * @param told what manifests say of it: its own, and those of machines that give its address
     * @param listening the ports on which the application listens
     * @param greeting those on which it speaks first
     * @param spared those on which its sidecar is told to end TLS for it
     * @param secret with the certificate that the application shows, where it has one
     */
    public record Pod(
            Instance instance,
            List<Workload> told,
            SortedSet<Integer> listening,
            SortedSet<Integer> greeting,
            SortedSet<Integer> spared,
            Optional<Secret> secret) {

        public Pod {
            told = List.copyOf(told);
        }

        /** The manifest of it by which a service picks it. */
        Optional<Workload> as(Service service) {
            return told.stream().filter(service::selects).findFirst();
        }

        /** Whether the program takes connections on a port; somebody out in the world always does. */
        boolean listensOn(int port) {
            return World.is(instance) || listening.contains(port);
        }

        /** Who takes what arrives at a port: the sidecar, else the application. */
        ActorId door(int port) {
            return Capture.ofInbound(instance, port)
                    ? MeshIds.sidecar(instance.id())
                    : MeshIds.application(instance.id());
        }
    }

    /**
     * The port of a pod that an address and port stand for; host, port and protocol are those of the service, if there
     * is one.
     */
    record Destination(Pod pod, int targetPort, String host, int port, PortProtocol protocol) {

        Address address() {
            return new Address(pod.instance().address(), targetPort);
        }

        MeshFact.EndpointChosen chosenFor(String call, ClientSends sends, Reason unprotected) {
            return new MeshFact.EndpointChosen(
                    call,
                    host,
                    port,
                    protocol,
                    pod.instance().id(),
                    targetPort,
                    sends,
                    sends.told(List.of(unprotected)));
        }
    }

    public Directory {
        services = Collections.unmodifiableSortedMap(new TreeMap<>(services));
        pods = Collections.unmodifiableSortedMap(new TreeMap<>(pods));
        authorities = List.copyOf(authorities);
    }

    static Directory of(Mesh mesh, SortedMap<String, String> serviceAddresses) {
        SortedMap<String, Entry> services = new TreeMap<>();
        PublicHosts hosts = new PublicHosts(mesh);
        for (Service service : new Registry(mesh.services()).services()) {
            services.put(
                    service.host(),
                    new Entry(service, Optional.ofNullable(serviceAddresses.get(service.host())), hosts.of(service)));
        }
        IngressTls ingressTls = new IngressTls(mesh);
        SortedMap<String, Pod> pods = new TreeMap<>();
        for (Instance instance : mesh.instances().values()) {
            SortedSet<Integer> listening = listening(instance.workload(), mesh.services());
            if (instance.sidecar()) {
                listening.add(Probing.AGENT_PORT);
            }
            Pod pod = new Pod(
                    instance,
                    List.of(instance.workload()),
                    listening,
                    greeting(instance.workload(), listening, mesh.services()),
                    ingressTls.sparing(instance.workload()),
                    mesh.secretOf(instance.workload()));
            pods.merge(instance.address(), pod, Directory::sameMachine);
        }
        return new Directory(services, pods, authorities(mesh));
    }

    private static List<Certificate> authorities(Mesh mesh) {
        List<Certificate> ofTheMesh = mesh.pluggedInAuthority().stream()
                .flatMap(authority -> authority.roots().anchors().stream())
                .toList();
        return mesh.secrets().stream()
                .flatMap(secret -> secret.authorities().stream())
                .flatMap(bundle -> bundle.anchors().stream())
                .filter(anchor -> !ofTheMesh.contains(anchor))
                .distinct()
                .toList();
    }

    /** Two manifests may tell of one machine, or of one pod; it listens on what each says. */
    private static Pod sameMachine(Pod one, Pod other) {
        boolean second = one.instance().workload().isMachine()
                && !other.instance().workload().isMachine();
        return second ? together(other, one) : together(one, other);
    }

    private static Pod together(Pod one, Pod other) {
        return new Pod(
                one.instance(),
                Stream.concat(one.told().stream(), other.told().stream()).toList(),
                both(one.listening(), other.listening()),
                both(one.greeting(), other.greeting()),
                both(one.spared(), other.spared()),
                one.secret().or(other::secret));
    }

    private static SortedSet<Integer> both(SortedSet<Integer> one, SortedSet<Integer> other) {
        SortedSet<Integer> ports = new TreeSet<>(one);
        ports.addAll(other);
        return ports;
    }

    /** Finds a service by its name as a pod of this namespace would write it: DNS with the usual search list. */
    public Optional<Entry> find(String name, String namespace) {
        return services.values().stream()
                .filter(entry -> entry.service().answersTo(name, namespace))
                .min(MOST_SPECIFIC_FIRST)
                .map(entry -> entry.service()
                        .aliasOf()
                        .flatMap(host -> services.values().stream()
                                .filter(other -> other.service().aliasOf().isEmpty())
                                .filter(other -> other.service().answersTo(host, namespace))
                                .min(MOST_SPECIFIC_FIRST))
                        .orElse(entry));
    }

    /** The service to which the world's DNS leads a name that the cluster does not know: one before a gateway. */
    Optional<Entry> findInPublic(String name) {
        List<Entry> entries = services.values().stream()
                .filter(entry -> entry.address().isPresent())
                .toList();
        return Hosts.mostSpecific(
                        entries.stream()
                                .flatMap(entry -> entry.publicHosts().stream())
                                .toList(),
                        name)
                .flatMap(host -> entries.stream()
                        .filter(entry -> entry.publicHosts().contains(host))
                        .findFirst());
    }

    /** The first service whose own address this is. */
    public Optional<Service> at(String address) {
        return allAt(address).findFirst();
    }

    /** The services whose own address this is; those of ServiceEntries may share one. */
    Stream<Service> allAt(String address) {
        return services.values().stream()
                .filter(entry -> entry.address().filter(address::equals).isPresent()
                        || !entry.service().aliasOf().isPresent()
                                && entry.service().isAt(address))
                .map(Entry::service);
    }

    /** The services of which programs choose the endpoint themselves that have one at this address. */
    Stream<Service> headlessAt(String address) {
        return pod(address).stream()
                .flatMap(pod -> services.values().stream()
                        .map(Entry::service)
                        .filter(service ->
                                service.passthrough() && pod.as(service).isPresent()));
    }

    public Optional<Pod> pod(String address) {
        return Optional.ofNullable(pods.get(address)).or(() -> World.at(address, greetingOutside()));
    }

    /** Whether somebody is at this address, or a service has it. */
    boolean leads(String address) {
        return pod(address).isPresent() || at(address).isPresent();
    }

    /** The ports on which ServiceEntries say that programs out in the world speak first. */
    private SortedSet<Integer> greetingOutside() {
        SortedSet<Integer> ports = new TreeSet<>();
        services.values().stream()
                .map(Entry::service)
                .filter(Service::external)
                .flatMap(service -> service.ports().stream())
                .filter(ServerFirst::behind)
                .forEach(port -> ports.add(port.number()));
        return ports;
    }

    /** Whether a program that calls there waits to be greeted: it speaks the protocol of whoever it calls. */
    boolean greets(Address called, Optional<InstanceId> preferred) {
        Optional<Service> service = atPort(called);
        return service.flatMap(found -> found.port(called.port()))
                .map(port -> ServerFirst.behind(port)
                        || destinations(service.get(), port)
                                .filter(to -> preferred
                                        .map(to.pod().instance().id()::equals)
                                        .orElse(true))
                                .anyMatch(to -> to.pod().greeting().contains(to.targetPort())))
                .orElseGet(() -> pod(called.host())
                        .filter(pod -> pod.greeting().contains(called.port()))
                        .isPresent());
    }

    /** What the program of a pod speaks on a port. */
    Speech speech(Instance instance, int port) {
        if (pod(instance.address()).filter(pod -> pod.spared().contains(port)).isPresent()) {
            return Speech.PLAINTEXT;
        }
        return World.is(instance)
                ? Speech.ofStrangers(port)
                : Speech.on(
                        instance.workload(),
                        port,
                        services.values().stream().map(Entry::service).toList());
    }

    /** The Secret with the certificate that a program shows. */
    Optional<Secret> secret(Instance instance) {
        return pod(instance.address()).flatMap(Pod::secret);
    }

    /** Whether somebody is outside the mesh, by all that tells of them. */
    boolean isOutside(Instance instance) {
        return World.is(instance)
                || instance.workload().isMachine() && before(instance).anyMatch(Service::external);
    }

    /**
     * The names that a program goes by: those of the services before it, else its address. Of a whole domain it has the
     * name that is asked for, as has a stranger.
     */
    List<String> namesOf(Instance instance, Sniff hello) {
        List<String> names = new ArrayList<>(before(instance)
                .flatMap(service -> service.writtenNames().stream())
                .distinct()
                .toList());
        if (hello instanceof Sniff.Hello asked) {
            asked.serverName()
                    .filter(name -> World.is(instance)
                            || Hosts.mostSpecific(names, name).isPresent())
                    .filter(name -> !names.contains(name))
                    .ifPresent(names::add);
        }
        return names.isEmpty() ? List.of(instance.address()) : names;
    }

    private Stream<Service> before(Instance instance) {
        List<Workload> told = pod(instance.address()).map(Pod::told).orElse(List.of(instance.workload()));
        return services.values().stream()
                .map(Entry::service)
                .filter(service -> told.stream().anyMatch(service::selects));
    }

    /** Who takes what is sent to an address of a pod; nobody, if no pod has it. */
    Optional<ActorId> door(Address address) {
        return pod(address.host()).map(pod -> pod.door(address.port()));
    }

    /** The pods behind a service, in the order of their names. */
    public List<Pod> behind(Service service) {
        return pods.values().stream()
                .filter(pod -> pod.as(service).isPresent())
                .sorted((one, other) ->
                        one.instance().id().compareTo(other.instance().id()))
                .toList();
    }

    /** What kube-proxy makes of an address: of a service's, one of its pods, which is drawn unless one is preferred. */
    Optional<Destination> resolve(Address address, String call, Optional<InstanceId> preferred, ActorContext context) {
        Optional<Service> service = pods.containsKey(address.host())
                ? Optional.empty()
                : atPort(address)
                        .or(() -> at(address.host()))
                        .filter(found -> found.discovery() != Service.Discovery.AS_CALLED);
        if (service.isEmpty()) {
            return pod(address.host())
                    .map(pod -> new Destination(
                            pod, address.port(), address.host(), address.port(), PortProtocol.UNDECLARED));
        }
        List<Destination> destinations = service.get().port(address.port()).stream()
                .flatMap(port -> destinations(service.get(), port))
                .toList();
        return destinations.stream()
                .filter(to -> preferred.filter(to.pod().instance().id()::equals).isPresent())
                .findFirst()
                .or(() -> destinations.stream()
                        .skip(pick(destinations.size(), call, 0, context))
                        .findFirst());
    }

    private Optional<Service> atPort(Address address) {
        return allAt(address.host())
                .filter(service -> service.port(address.port()).isPresent())
                .findFirst();
    }

    /** One of so many, for an attempt of a call. */
    static long pick(int choices, String call, int attempt, ActorContext context) {
        return choices == 0
                ? 0
                : context.random().named("endpoint", call, attempt).below(choices);
    }

    private Stream<Destination> destinations(Service service, Service.ServicePort port) {
        return behind(service).stream()
                .flatMap(pod -> pod.as(service).flatMap(port.target()::on).stream()
                        .map(number -> new Destination(pod, number, service.host(), port.number(), port.protocol())));
    }

    private static SortedSet<Integer> greeting(
            Workload workload, SortedSet<Integer> listening, List<Service> services) {
        SortedSet<Integer> ports = new TreeSet<>();
        listening.stream()
                .filter(port -> ServerFirst.on(workload, port, services))
                .forEach(ports::add);
        return ports;
    }

    private static SortedSet<Integer> listening(Workload workload, List<Service> services) {
        SortedSet<Integer> ports = new TreeSet<>();
        workload.ports().forEach(port -> ports.add(port.number()));
        services.stream()
                .filter(service -> service.selects(workload))
                .flatMap(service -> service.ports().stream())
                .flatMap(port -> port.target().on(workload).stream())
                .forEach(ports::add);
        return ports;
    }
}
