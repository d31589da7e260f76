package padlock.mesh.actor;

import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import padlock.mesh.resource.Instance;
import padlock.mesh.resource.InstanceId;
import padlock.mesh.resource.Labels;
import padlock.mesh.resource.Metadata;
import padlock.mesh.resource.Origin;
import padlock.mesh.resource.ResourceId;
import padlock.mesh.resource.Workload;

/** Everybody outside the cluster of whom no manifest tells: whatever address is called there, a program answers. */
final class World {

    /** Private networks, where the cluster is itself. */
    private static final Pattern INSIDE = Pattern.compile("(10|127|0|192\\.168|172\\.(1[6-9]|2[0-9]|3[01]))\\..*");

    private static final Pattern ADDRESS = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");

    /** What names of which no manifest tells resolve to, where something says that they do resolve. */
    static final String SOMEWHERE = "203.0.113.1";

    static final InstanceId ID = new InstanceId("outside", "world", 1);

    private static final Workload PROGRAM = new Workload(
            new Metadata(
                    new ResourceId("Workload", ID.namespace(), ID.workload()),
                    Optional.empty(),
                    new Origin("built-in", 1)),
            Labels.NONE,
            Labels.NONE,
            "",
            1,
            List.of(),
            false,
            Optional.of(false));

    private World() {}

    static boolean is(Instance instance) {
        return instance.id().equals(ID);
    }

    /** Whether somebody wrote an address and not a name. */
    static boolean isAddress(String host) {
        return ADDRESS.matcher(host).matches();
    }

    /**
     * Who is at an address; nobody, if it is one of the cluster's own.
     *
     * @param greeting the ports on which programs there speak first
     */
    static Optional<Directory.Pod> at(String address, SortedSet<Integer> greeting) {
        return isAddress(address) && !INSIDE.matcher(address).matches()
                ? Optional.of(new Directory.Pod(
                        new Instance(ID, PROGRAM, address, false),
                        List.of(PROGRAM),
                        new TreeSet<>(),
                        greeting,
                        new TreeSet<>(),
                        Optional.empty()))
                : Optional.empty();
    }

    /** The program that answers at every one of these addresses. */
    static Application program(Directory directory, Wiretap wiretap) {
        return new Application(new Instance(ID, PROGRAM, "0.0.0.0", false), List.of(), directory, wiretap);
    }
}
