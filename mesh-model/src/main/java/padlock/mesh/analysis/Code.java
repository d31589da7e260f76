package padlock.mesh.analysis;

/**
 * What can be found: Istio's code where {@code istioctl analyze} has one, or had one; else Kiali's; else Padlock's own.
 */
public enum Code {
    IST0101(Level.ERROR, "a namespace, host, port, subset, gateway, label or Secret is named that does not exist"),
    IST0102(Level.INFO, "a namespace does not say whether its pods get sidecars"),
    IST0103(Level.WARNING, "a pod has no sidecar although its namespace injects them"),
    IST0106(Level.ERROR, "the API server or Istio's webhook would reject the resource"),
    IST0107(Level.WARNING, "an annotation of Istio's stands on a kind that it is not for"),
    IST0108(Level.WARNING, "an annotation looks like Istio's and is none"),
    IST0113(Level.ERROR, "a DestinationRule and the server's mode contradict each other"),
    IST0114(Level.WARNING, "a policy names a port that its workloads do not listen on"),
    IST0115(Level.ERROR, "a DestinationRule sends Istio's mutual TLS to a workload without a sidecar"),
    IST0116(Level.WARNING, "services declare different protocols for one port of a workload"),
    IST0118(Level.INFO, "the name of a service port says no protocol"),
    IST0123(Level.WARNING, "a namespace has two kinds of injection labels"),
    IST0125(Level.WARNING, "the value of an annotation of Istio's cannot be read"),
    IST0127(Level.WARNING, "an AuthorizationPolicy selects no workload with a sidecar"),
    IST0128(Level.WARNING, "a DestinationRule asks for TLS and names no CA certificates"),
    IST0129(Level.WARNING, "a port entry of a DestinationRule asks for TLS and names no CA certificates"),
    IST0133(Level.WARNING, "Istio's webhook would take the resource with a warning"),
    IST0135(Level.INFO, "an annotation is deprecated"),
    IST0136(Level.INFO, "an annotation is of an alpha feature"),
    IST0137(Level.WARNING, "services lead to one port of a workload from different ports"),
    IST0144(Level.WARNING, "a program runs as the user of the sidecar, so its traffic passes the sidecar by"),
    IST0149(Level.ERROR, "routes ask for claims of a token where no RequestAuthentication judges tokens"),
    IST0171(Level.WARNING, "a controller reported that it could not do what the resource asks"),
    IST0173(Level.ERROR, "a subset of a DestinationRule selects no pod"),
    IST0174(Level.WARNING, "the host of a DestinationRule is no service"),
    KIA0002(Level.ERROR, "two policies without a selector stand in one namespace"),
    KIA0003(Level.ERROR, "two policies select one workload"),
    KIA0004(Level.WARNING, "a policy selects no workload"),
    KIA0005(Level.ERROR, "a DestinationRule is exported to a namespace that does not exist"),
    KIA0102(Level.WARNING, "an AuthorizationPolicy names a method that HTTP does not have"),
    KIA0104(Level.ERROR, "an AuthorizationPolicy names a host that is no service"),
    KIA0105(Level.ERROR, "an AuthorizationPolicy asks for identities where mutual TLS is off"),
    KIA0106(Level.ERROR, "an AuthorizationPolicy names a service account that nobody has"),
    KIA0201(Level.WARNING, "two DestinationRules of a namespace are for one host"),
    KIA0204(Level.WARNING, "a DestinationRule without TLS settings hides one that has them"),
    KIA0205(Level.ERROR, "clients send mutual TLS in the whole mesh, and no PeerAuthentication of the mesh enables it"),
    KIA0206(Level.ERROR, "clients send mutual TLS to a whole namespace, and no PeerAuthentication there enables it"),
    KIA0207(Level.ERROR, "clients send plaintext to a whole namespace that is STRICT"),
    KIA0208(Level.ERROR, "clients send plaintext by a wide DestinationRule while the mesh is STRICT"),
    KIA0209(Level.WARNING, "a subset has no labels"),
    KIA0401(Level.ERROR, "the mesh is STRICT, auto mTLS is off and no DestinationRule makes clients send mutual TLS"),
    KIA0501(Level.ERROR, "a namespace is STRICT, auto mTLS is off and no DestinationRule makes clients send it"),
    KIA0505(Level.ERROR, "a namespace is DISABLE while a DestinationRule sends mutual TLS to it"),
    KIA0506(Level.ERROR, "the mesh is DISABLE while a DestinationRule sends mutual TLS everywhere"),
    KIA0602(Level.ERROR, "an appProtocol is no protocol that Istio knows"),
    KIA1301(Level.WARNING, "a workload is covered by no AuthorizationPolicy although others of its namespace are"),
    PAD001(Level.ERROR, "a connection between sidecars, or to one that is passed by, is predicted to fail"),
    PAD002(Level.WARNING, "a PeerAuthentication with a selector in the root namespace has no effect"),
    PAD003(Level.WARNING, "an AuthorizationPolicy names a service port where it means a port of the pod"),
    PAD004(Level.WARNING, "an identity is asked for where plaintext, which has none, can arrive"),
    PAD005(Level.WARNING, "an ALLOW rule that speaks of HTTP is dropped on a TCP port"),
    PAD006(Level.INFO, "a caller that STRICT would cut off"),
    PAD007(Level.WARNING, "a workload is STRICT where clients believe that nobody takes mutual TLS"),
    PAD008(Level.WARNING, "a headless service is called in plaintext because one of its pods has no sidecar"),
    PAD009(Level.INFO, "callers without a sidecar are refused by a STRICT port"),
    PAD010(Level.WARNING, "an annotation asks for a sidecar where only a label can"),
    PAD011(Level.WARNING, "the injection label of a namespace has a value that means no"),
    PAD012(Level.WARNING, "a pod without a sidecar bears the label of pods that have one"),
    PAD013(Level.WARNING, "a port of a service passes its sidecar by, and clients do not know"),
    PAD014(Level.WARNING, "TLS settings of a DestinationRule decide for no client"),
    PAD015(Level.WARNING, "TLS settings without a mode mean DISABLE"),
    PAD016(Level.WARNING, "a port entry of a DestinationRule drops the TLS settings above it"),
    PAD017(Level.WARNING, "a port entry of a DestinationRule is for a port that the service does not have"),
    PAD018(Level.WARNING, "a credential is named where a sidecar does not read it, so plaintext is sent"),
    PAD019(Level.WARNING, "certificates are named where Istio uses its own"),
    PAD020(Level.WARNING, "a probe of the kubelet is refused by a STRICT port"),
    PAD021(Level.WARNING, "calls to a program that speaks first hang at a sidecar"),
    PAD022(Level.ERROR, "a Secret does not hold what is named as its use");

    private final Level level;
    private final String title;

    Code(Level level, String title) {
        this.level = level;
        this.title = title;
    }

    public Level level() {
        return level;
    }

    /** What it means, in a clause. */
    public String title() {
        return title;
    }
}
