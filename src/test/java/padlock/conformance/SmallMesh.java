package padlock.conformance;

import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import padlock.mesh.actor.Settings;
import padlock.mesh.policy.Injection;
import padlock.mesh.resource.Instance;
import padlock.mesh.resource.InstanceId;
import padlock.mesh.resource.Mesh;
import padlock.mesh.resource.Resource;
import padlock.mesh.resource.Service;
import padlock.mesh.resource.Workload;
import padlock.scenario.MeshQuestions;
import padlock.scenario.file.Loaded;
import padlock.scenario.file.ManifestFiles;
import padlock.scenario.file.Manifests;
import padlock.scenario.file.Problem;

import static org.assertj.core.api.Assertions.assertThat;

/** The mesh of one row, read as manifests are; every pod runs. */
record SmallMesh(List<Resource> resources) {

    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final String UNSEEN = "(ignored: .*|not modelled: .*(tls|loadBalancer).*)";

    static Loaded<Manifests> load(List<Object> words) {
        return ManifestFiles.read(List.of("-"), MeshWords.manifests(words));
    }

    /** Refuses a mesh of which Padlock leaves out what could change an answer. */
    static SmallMesh of(List<Object> words) {
        if (words.isEmpty()) {
            return new SmallMesh(List.of());
        }
        Loaded<Manifests> loaded = load(words);
        if (loaded instanceof Loaded.Accepted<Manifests> accepted) {
            assertThat(accepted.notes()).extracting(Problem::message).noneMatch(message -> message.matches(UNSEEN));
            return new SmallMesh(accepted.value().resources());
        }
        throw new AssertionError(loaded);
    }

    Mesh mesh() {
        Mesh applied = Mesh.EMPTY;
        for (Resource resource : resources) {
            applied = applied.with(resource, START);
        }
        SortedMap<InstanceId, Instance> pods = new TreeMap<>();
        for (Workload workload : applied.workloads()) {
            InstanceId id = new InstanceId(workload.namespace(), workload.name(), 1);
            String address = "10.1.0." + (pods.size() + 1);
            pods.put(
                    id,
                    new Instance(
                            id,
                            workload,
                            address,
                            Injection.decide(workload, applied).value()));
        }
        return applied.running(pods);
    }

    MeshQuestions questions(Settings settings) {
        return new MeshQuestions(resources, START, 1, settings);
    }

    /** Finds {@code namespace/name}. */
    static Workload workload(Mesh mesh, String name) {
        return mesh.instances().get(pod(name)).workload();
    }

    /** The one pod of {@code namespace/name}. */
    static InstanceId pod(String name) {
        int slash = name.indexOf('/');
        return new InstanceId(name.substring(0, slash), name.substring(slash + 1), 1);
    }

    /** Finds the service of a full name. */
    static Service service(Mesh mesh, String host) {
        return mesh.services().stream()
                .filter(service -> service.host().equals(host))
                .findFirst()
                .orElseThrow();
    }
}
