package padlock.scenario.file;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import padlock.mesh.resource.Labels;
import padlock.mesh.resource.Metadata;
import padlock.mesh.resource.Resource;
import padlock.mesh.resource.ResourceId;
import padlock.mesh.resource.Workload;

/**
 * Makes one workload of a controller and what it made. Where Pods are given, they decide; Pods of one controller that
 * differ in what matters to a connection stay apart, the larger part under the controller's name.
 */
final class WorkloadFolding {

    private static final String POD = "Pod";
    private static final Pattern JOB_OF_CRON_JOB = Pattern.compile("(.+)-[0-9]{8,10}");
    private static final String TEMPLATE_HASH = "pod-template-hash";
    /** Labels by which Kubernetes tells the Pods of one controller apart. */
    private static final List<String> LABELS_OF_ONE_POD = List.of(
            TEMPLATE_HASH,
            "controller-revision-hash",
            "pod-template-generation",
            "statefulset.kubernetes.io/pod-name",
            "apps.kubernetes.io/pod-index",
            "batch.kubernetes.io/controller-uid",
            "batch.kubernetes.io/job-name",
            "batch.kubernetes.io/job-completion-index",
            "controller-uid",
            "job-name");

    private final Map<ResourceId, ResourceId> owners;
    private final Map<ResourceId, Workload> given = new LinkedHashMap<>();

    /** What must be equal for Pods to be replicas of each other. */
    private record Likeness(
            Labels labels,
            String serviceAccount,
            List<Workload.ContainerPort> ports,
            boolean hostNetwork,
            Optional<Boolean> hasProxyContainer) {

        static Likeness of(Workload pod) {
            SortedMap<String, String> labels = new TreeMap<>(pod.labels().pairs());
            LABELS_OF_ONE_POD.forEach(labels::remove);
            return new Likeness(
                    new Labels(labels), pod.serviceAccount(), pod.ports(), pod.hostNetwork(), pod.hasProxyContainer());
        }
    }

    private WorkloadFolding(List<Resource> resources, Map<ResourceId, ResourceId> owners) {
        this.owners = owners;
        for (Resource resource : resources) {
            if (resource instanceof Workload workload) {
                given.put(workload.id(), workload);
            }
        }
    }

    /** The resources with each family of workloads folded into its place, where its first member stood. */
    static List<Resource> fold(List<Resource> resources, Map<ResourceId, ResourceId> owners) {
        WorkloadFolding folding = new WorkloadFolding(resources, owners);
        Map<ResourceId, List<Workload>> families = new LinkedHashMap<>();
        for (Workload workload : folding.given.values()) {
            families.computeIfAbsent(folding.head(workload), head -> new ArrayList<>())
                    .add(workload);
        }
        Set<ResourceId> told = new HashSet<>();
        List<Resource> folded = new ArrayList<>();
        for (Resource resource : resources) {
            if (!(resource instanceof Workload workload)) {
                folded.add(resource);
            } else if (told.add(folding.head(workload))) {
                ResourceId head = folding.head(workload);
                folded.addAll(folding.family(head, families.get(head)));
            }
        }
        return folded;
    }

    /** The controller at the top, whether its manifest is given or only known by the names that it gave. */
    private ResourceId head(Workload workload) {
        Set<ResourceId> seen = new LinkedHashSet<>();
        ResourceId head = workload.id();
        while (seen.add(head)) {
            ResourceId current = head;
            head = Optional.ofNullable(owners.get(current))
                    .filter(owner -> follows(current, owner))
                    .or(() -> given.containsKey(current) ? Optional.empty() : maker(current, workload.labels()))
                    .orElse(current);
        }
        return seen.size() > 1 && owners.containsKey(head) && seen.contains(owners.get(head)) ? workload.id() : head;
    }

    /** A Pod belongs to whatever made it; the owner of other things counts only if it is a workload. */
    private boolean follows(ResourceId owned, ResourceId owner) {
        if (given.containsKey(owner)) {
            return true;
        }
        return switch (owned.kind()) {
            case POD -> !owner.kind().equals("Node");
            case "ReplicaSet" -> owner.kind().equals("Deployment");
            case "Job" -> owner.kind().equals("CronJob");
            default -> false;
        };
    }

    /** The controller behind one that is not given, by the name that Kubernetes makes. */
    private static Optional<ResourceId> maker(ResourceId absent, Labels podLabels) {
        if (absent.kind().equals("ReplicaSet")) {
            return podLabels
                    .get(TEMPLATE_HASH)
                    .filter(hash -> absent.name().endsWith("-" + hash))
                    .map(hash -> absent.name().substring(0, absent.name().length() - hash.length() - 1))
                    .map(name -> new ResourceId("Deployment", absent.namespace(), name));
        }
        Matcher job = JOB_OF_CRON_JOB.matcher(absent.name());
        return absent.kind().equals("Job") && job.matches()
                ? Optional.of(new ResourceId("CronJob", absent.namespace(), job.group(1)))
                : Optional.empty();
    }

    private List<Workload> family(ResourceId head, List<Workload> members) {
        List<Workload> pods = members.stream()
                .filter(member -> member.id().kind().equals(POD))
                .toList();
        if (!pods.isEmpty()) {
            return ofPods(head, pods);
        }
        Workload controller = Optional.ofNullable(given.get(head))
                .orElseGet(() -> members.stream()
                        .max(Comparator.comparingInt(Workload::replicas))
                        .orElseThrow());
        return List.of(renamed(controller, head, controller.metadata(), controller.replicas()));
    }

    private List<Workload> ofPods(ResourceId head, List<Workload> pods) {
        Map<Likeness, List<Workload>> alike = new LinkedHashMap<>();
        pods.forEach(pod -> alike.computeIfAbsent(Likeness.of(pod), likeness -> new ArrayList<>())
                .add(pod));
        List<List<Workload>> groups = new ArrayList<>(alike.values());
        groups.sort(
                Comparator.comparingInt((List<Workload> group) -> group.size()).reversed());
        List<Workload> workloads = new ArrayList<>();
        for (List<Workload> group : groups) {
            Workload first = group.get(0);
            boolean leads = workloads.isEmpty();
            ResourceId id = leads ? head : first.id();
            Metadata metadata =
                    leads ? Optional.ofNullable(given.get(head)).orElse(first).metadata() : first.metadata();
            workloads.add(shared(renamed(first, id, metadata, group.size()), group));
        }
        return workloads;
    }

    private static Workload shared(Workload workload, List<Workload> pods) {
        return workload.described(
                        shared(pods.stream().map(Workload::labels).toList()),
                        shared(pods.stream().map(Workload::annotations).toList()))
                .withPodsAt(pods.stream()
                        .flatMap(pod -> pod.podAddresses().stream())
                        .toList());
    }

    private static Labels shared(List<Labels> all) {
        SortedMap<String, String> pairs = new TreeMap<>(all.get(0).pairs());
        all.forEach(labels -> pairs.entrySet().retainAll(labels.pairs().entrySet()));
        return new Labels(pairs, all.get(0).origins());
    }

    private static Workload renamed(Workload workload, ResourceId id, Metadata metadata, int replicas) {
        return workload.replicated(new Metadata(id, metadata.creationTimestamp(), metadata.origin()), replicas);
    }
}
