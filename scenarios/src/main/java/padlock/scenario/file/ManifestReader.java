package padlock.scenario.file;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import padlock.mesh.resource.MeshSettings;
import padlock.mesh.resource.Metadata;
import padlock.mesh.resource.Namespace;
import padlock.mesh.resource.Resource;
import padlock.mesh.resource.ResourceId;
import padlock.mesh.resource.ServiceAccount;

/** Reads documents as manifests: finds the kind of each, reads it, and folds at the end what belongs together. */
final class ManifestReader {

    private static final String SECURITY = "security.istio.io";
    private static final String NETWORKING = "networking.istio.io";
    private static final String DRY_RUN = "istio.io/dry-run";
    private static final List<String> KUBERNETES_GROUPS = List.of("", "apps", "batch", "extensions");
    private static final List<String> ISTIO_GROUPS = List.of(SECURITY, NETWORKING);

    /** Makes a resource of a document whose shape was checked. */
    private interface KindReader {
        Resource read(Metadata metadata, Node root, Report report);
    }

    /** A kind that Padlock models. */
    private record Kind(List<String> groups, List<String> versions, Shape shape, KindReader reader) {

        static Kind ofKubernetes(String group, Shape shape, KindReader reader) {
            return new Kind(
                    group.equals("apps") ? List.of("apps", "extensions") : List.of(group), List.of(), shape, reader);
        }
    }

    private static final String INJECTOR = "istio-sidecar-injector";
    private static final List<String> SETTINGS = List.of("istio", INJECTOR);
    private static final Map<String, Kind> KINDS = kinds();
    private static final List<String> OTHER_ISTIO_KINDS = List.of("WorkloadGroup", "EnvoyFilter", "ProxyConfig");
    private static final List<String> DECIDING_KINDS = List.of("EnvoyFilter", "NetworkPolicy");

    private final Problems problems;
    private final Optional<Review> review;
    private final List<Resource> resources = new ArrayList<>();
    private final Map<ResourceId, ResourceId> owners = new LinkedHashMap<>();
    private final Map<String, Ignored> ignored = new LinkedHashMap<>();

    ManifestReader(Problems problems) {
        this(problems, Optional.empty());
    }

    /** With a review, a mistake in a resource is no problem, but a finding of the review. */
    ManifestReader(Problems problems, Optional<Review> review) {
        this.problems = problems;
        this.review = review;
    }

    private static Map<String, Kind> kinds() {
        Map<String, Kind> kinds = new LinkedHashMap<>();
        kinds.put(
                "Namespace",
                Kind.ofKubernetes(
                        "",
                        KubernetesShapes.NAMED,
                        (metadata, root, report) -> new Namespace(
                                metadata, LabelReader.read(root.get("metadata").orElse(root), "labels", report))));
        kinds.put(
                "ServiceAccount",
                Kind.ofKubernetes(
                        "", KubernetesShapes.NAMED, (metadata, root, report) -> new ServiceAccount(metadata)));
        kinds.put("Pod", Kind.ofKubernetes("", KubernetesShapes.POD, WorkloadReader::pod));
        kinds.put("Service", Kind.ofKubernetes("", KubernetesShapes.SERVICE, ServiceReader::read));
        kinds.put("Secret", Kind.ofKubernetes("", SecretEntries.SHAPE, SecretReader::read));
        kinds.put("ConfigMap", Kind.ofKubernetes("", KubernetesShapes.CONFIG_MAP, ManifestReader::settings));
        for (String controller : List.of("Deployment", "StatefulSet", "DaemonSet", "ReplicaSet")) {
            kinds.put(controller, Kind.ofKubernetes("apps", KubernetesShapes.CONTROLLER, WorkloadReader::controller));
        }
        kinds.put("Job", Kind.ofKubernetes("batch", KubernetesShapes.CONTROLLER, WorkloadReader::controller));
        kinds.put("CronJob", Kind.ofKubernetes("batch", KubernetesShapes.CRON_JOB, WorkloadReader::cronJob));
        List<String> security = List.of("v1", "v1beta1");
        List<String> networking = List.of("v1", "v1beta1", "v1alpha3");
        kinds.put(
                "PeerAuthentication",
                new Kind(List.of(SECURITY), security, IstioShapes.PEER_AUTHENTICATION, PeerAuthenticationReader::read));
        kinds.put(
                "AuthorizationPolicy",
                new Kind(
                        List.of(SECURITY),
                        security,
                        IstioShapes.AUTHORIZATION_POLICY,
                        AuthorizationPolicyReader::read));
        kinds.put(
                "RequestAuthentication",
                new Kind(
                        List.of(SECURITY),
                        security,
                        IstioShapes.REQUEST_AUTHENTICATION,
                        RequestAuthenticationReader::read));
        kinds.put(
                "DestinationRule",
                new Kind(List.of(NETWORKING), networking, IstioShapes.DESTINATION_RULE, DestinationRuleReader::read));
        kinds.put(
                "VirtualService",
                new Kind(List.of(NETWORKING), networking, RouteShapes.VIRTUAL_SERVICE, VirtualServiceReader::read));
        kinds.put("Gateway", new Kind(List.of(NETWORKING), networking, GatewayReader.SHAPE, GatewayReader::read));
        kinds.put(
                "ServiceEntry",
                new Kind(List.of(NETWORKING), networking, RegistryShapes.SERVICE_ENTRY, ServiceEntryReader::read));
        kinds.put(
                "WorkloadEntry",
                new Kind(List.of(NETWORKING), networking, RegistryShapes.WORKLOAD_ENTRY, WorkloadEntryReader::read));
        kinds.put(
                "Sidecar", new Kind(List.of(NETWORKING), networking, RegistryShapes.SIDECAR, SidecarScopeReader::read));
        return kinds;
    }

    private static Resource settings(Metadata metadata, Node root, Report report) {
        return metadata.id().name().equals(INJECTOR)
                ? InjectorSettingsReader.read(metadata, root, report)
                : MeshSettingsReader.read(metadata, root, report);
    }

    /** Reads one document, or each item of a list. */
    void read(Node root, Report report) {
        read(root, "", "", report);
    }

    private void read(Node root, String apiVersionOfList, String kindOfList, Report report) {
        if (!(root instanceof Node.Mapping)) {
            report.problem(
                    root.line(), "this is no manifest", "a manifest is an object with apiVersion, kind and metadata");
            return;
        }
        Optional<String> kind = header(root, "kind", kindOfList, report);
        Optional<String> apiVersion = header(root, "apiVersion", apiVersionOfList, report);
        if (kind.isEmpty() || apiVersion.isEmpty()) {
            return;
        }
        boolean list = kind.get().endsWith("List")
                && (kind.get().equals("List") || root.get("items").isPresent());
        if (list) {
            readItems(root, apiVersion.get(), kind.get(), report);
        } else {
            int before = problems.count();
            readResource(root, apiVersion.get(), kind.get(), report);
            review.ifPresent(judging -> judging.resource(
                    identity(root, kind.get()),
                    root,
                    report.origin(root.line()),
                    problems.takeBeyond(before),
                    problems.takeWarnings()));
        }
    }

    /** As the person who wrote it would name it, whatever is wrong with it. */
    private static ResourceId identity(Node root, String kind) {
        Node metadata = root.get("metadata").orElse(root);
        String namespace = kind.equals("Namespace")
                ? ""
                : metadata.text("namespace").filter(name -> !name.isEmpty()).orElse("default");
        return new ResourceId(kind, namespace, metadata.text("name").orElse(""));
    }

    private static Optional<String> header(Node root, String key, String ofList, Report report) {
        Optional<Node> value = root.get(key);
        if (value.isEmpty() && ofList.isEmpty()) {
            report.problem(
                    root.line(), key + " is missing", "a manifest is an object with apiVersion, kind and metadata");
            return Optional.empty();
        }
        value.ifPresent(node -> Shape.text().check(node, key, root.lineOf(key), report));
        return value.isPresent() ? value.get().text() : Optional.of(ofList);
    }

    private void readItems(Node root, String apiVersion, String kind, Report report) {
        String kindOfItems = kind.substring(0, kind.length() - "List".length());
        root.get("items")
                .ifPresent(items -> Shape.list(Shape.anything()).check(items, "items", root.lineOf("items"), report));
        root.items("items").forEach(item -> read(item, kindOfItems.isEmpty() ? "" : apiVersion, kindOfItems, report));
    }

    private void readResource(Node root, String apiVersion, String kind, Report report) {
        int slash = apiVersion.indexOf('/');
        String group = slash < 0 ? "" : apiVersion.substring(0, slash);
        String version = apiVersion.substring(slash + 1);
        Optional<Kind> known = Optional.ofNullable(KINDS.get(kind));
        if (kind.equals("Secret") && apiVersion.equals("v1") && PluggedInAuthorityReader.concerns(root)) {
            readAuthority(root, report);
        } else if (known.filter(found -> found.groups().contains(group)).isPresent()) {
            readKnown(root, version, kind, known.get(), report);
        } else if (known.isPresent() && (isOurs(group) || group.endsWith("istio.io"))) {
            String right = known.get().groups().get(0);
            report.problem(
                    root.lineOf("apiVersion"),
                    "there is no " + kind + " in apiVersion \"" + apiVersion + "\"",
                    "known: " + String.join(", ", apiVersions(right, known.get())));
        } else if (!refusesUnknown(root, group, kind, report)) {
            ignore(root, apiVersion, kind, report);
        }
    }

    private static boolean isOurs(String group) {
        return KUBERNETES_GROUPS.contains(group) || ISTIO_GROUPS.contains(group);
    }

    private static List<String> apiVersions(String group, Kind kind) {
        List<String> versions = kind.versions().isEmpty() ? List.of("v1") : kind.versions();
        return versions.stream()
                .map(version -> group.isEmpty() ? version : group + "/" + version)
                .toList();
    }

    /** Kinds that exist nowhere, but look as if they should. */
    private static boolean refusesUnknown(Node root, String group, String kind, Report report) {
        int line = root.lineOf("kind");
        String meshWide =
                "a mesh-wide policy is a PeerAuthentication without selector in the root namespace (istio-system)";
        if (kind.equalsIgnoreCase("MeshPeerAuthentication")) {
            report.problem(line, "there is no kind " + kind, meshWide);
            return true;
        }
        if (group.equals("authentication.istio.io")) {
            report.problem(
                    line,
                    "the kind " + kind + " of authentication.istio.io was removed in Istio 1.6",
                    kind.equals("MeshPolicy") ? meshWide : "write a PeerAuthentication of " + SECURITY + "/v1");
            return true;
        }
        if (!isOurs(group) || OTHER_ISTIO_KINDS.contains(kind)) {
            return false;
        }
        Optional<String> nearest = KINDS.keySet().stream()
                .filter(candidate -> Nearest.slips(candidate, kind) <= 2)
                .findFirst();
        if (nearest.isPresent() || ISTIO_GROUPS.contains(group)) {
            report.problem(
                    line,
                    "there is no kind " + kind,
                    nearest.map(word -> "did you mean " + word + "?")
                            .orElseGet(() -> Nearest.hint(kind, OTHER_ISTIO_KINDS)));
            return true;
        }
        return false;
    }

    private void readKnown(Node root, String version, String name, Kind kind, Report report) {
        if (!kind.versions().isEmpty() && !kind.versions().contains(version)) {
            report.problem(
                    root.lineOf("apiVersion"),
                    name + " has no version \"" + version + "\"",
                    "known: " + String.join(", ", apiVersions(kind.groups().get(0), kind)));
            return;
        }
        boolean otherConfigMap = name.equals("ConfigMap")
                && root.at("metadata", "name")
                        .flatMap(Node::text)
                        .filter(SETTINGS::contains)
                        .isEmpty();
        if (otherConfigMap) {
            return;
        }
        int before = problems.count();
        kind.shape().check(root, "", root.line(), report);
        Metadata metadata = name.equals("Namespace")
                ? MetadataReader.clusterWide(name, root, report)
                : MetadataReader.namespaced(name, root, report);
        if (kind.groups().get(0).endsWith("istio.io")) {
            refuseDryRun(root, name, metadata, report);
        }
        Resource resource = kind.reader().read(metadata, root, report);
        if (problems.count() == before) {
            resources.add(resource);
            owner(root, metadata).ifPresent(owner -> owners.put(resource.id(), owner));
        }
    }

    /** The one Secret that the authority looks for. */
    private void readAuthority(Node root, Report report) {
        int before = problems.count();
        SecretEntries.SHAPE.check(root, "", root.line(), report);
        Metadata metadata = MetadataReader.namespaced("Secret", root, report);
        if (problems.count() == before) {
            PluggedInAuthorityReader.read(metadata, root, report).ifPresent(resources::add);
        }
    }

    private static void refuseDryRun(Node root, String kind, Metadata metadata, Report report) {
        Optional<Node> annotations = root.at("metadata", "annotations");
        if (!kind.equals("AuthorizationPolicy")
                && annotations.flatMap(found -> found.get(DRY_RUN)).isPresent()) {
            report.problem(
                    annotations.get().lineOf(DRY_RUN),
                    metadata.id().namespace() + "/" + metadata.id().name() + " has unsupported annotation " + DRY_RUN
                            + ", please remove the annotation",
                    "");
        }
    }

    private static Optional<ResourceId> owner(Node root, Metadata metadata) {
        return root.get("metadata").stream()
                .flatMap(found -> found.items("ownerReferences").stream())
                .filter(reference ->
                        reference.get("controller").flatMap(Node::flag).orElse(false))
                .findFirst()
                .flatMap(reference -> reference
                        .text("kind")
                        .flatMap(kind -> reference
                                .text("name")
                                .map(name -> new ResourceId(kind, metadata.id().namespace(), name))));
    }

    private void ignore(Node root, String apiVersion, String kind, Report report) {
        ignored.merge(
                apiVersion + " " + kind,
                new Ignored(apiVersion, kind, 1, report.origin(root.line())),
                (first, next) -> new Ignored(apiVersion, kind, first.count() + 1, first.first()));
    }

    /** All that was read so far, of which something may be missing if there are problems. */
    Manifests manifests() {
        ignored.values()
                .forEach(kind -> problems.note(
                        kind.first(),
                        "ignored: " + kind.kind() + " (" + kind.apiVersion() + ")"
                                + (kind.count() > 1 ? ", " + kind.count() + " of them" : ""),
                        DECIDING_KINDS.contains(kind.kind()) ? "it could change an answer" : ""));
        return new Manifests(WorkloadFolding.fold(withoutOtherSettings(), owners), List.copyOf(ignored.values()));
    }

    /** The ConfigMap in {@code istio-system} counts, else the only one of that name. */
    private List<Resource> withoutOtherSettings() {
        List<MeshSettings> settings = resources.stream()
                .filter(MeshSettings.class::isInstance)
                .map(MeshSettings.class::cast)
                .toList();
        List<String> namespaces =
                settings.stream().map(each -> each.id().namespace()).distinct().toList();
        Optional<String> chosen = namespaces.size() == 1
                ? namespaces.stream().findFirst()
                : namespaces.stream().filter("istio-system"::equals).findFirst();
        if (namespaces.size() > 1 && chosen.isEmpty()) {
            settings.forEach(each -> problems.note(
                    each.metadata().origin(),
                    "not used: " + each.id() + " is one of several ConfigMaps named istio",
                    "none of them is in istio-system"));
        }
        return resources.stream()
                .filter(resource -> !(resource instanceof MeshSettings)
                        || chosen.filter(resource.id().namespace()::equals).isPresent())
                .toList();
    }
}
