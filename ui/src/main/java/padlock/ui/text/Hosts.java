package padlock.ui.text;

/** The names of services, as people say them. */
public final class Hosts {

    /** Where every service of the mesh ends. */
    private static final String CLUSTER = ".svc.cluster.local";

    private Hosts() {}

    /** A host, with or without a port, less what all hosts of the mesh have in common. */
    public static String shortened(String host) {
        return host.replace(CLUSTER, "");
    }
}
