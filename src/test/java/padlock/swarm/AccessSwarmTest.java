package padlock.swarm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import padlock.mesh.policy.AccessControl;
import padlock.mesh.policy.AccessControls;
import padlock.mesh.policy.AccessDecision;
import padlock.mesh.policy.AccessRequest;
import padlock.mesh.policy.Explained;
import padlock.mesh.resource.Mesh;
import padlock.mesh.resource.Resource;
import padlock.scenario.Scenario;
import padlock.scenario.file.Loaded;
import padlock.scenario.file.ManifestFiles;
import padlock.scenario.file.Manifests;
import padlock.sim.RandomSource;

import static org.assertj.core.api.Assertions.assertThat;

/** AuthorizationPolicies by chance, judged by a second reading of the rules. {@code -Dseed=N} tries one set alone. */
final class AccessSwarmTest {

    private static final long SETS = 300;
    private static final int REQUESTS = 40;
    private static final Set<String> SEEN = new TreeSet<>();

    static LongStream seeds() {
        return Seeds.first(SETS);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyRequestIsDecidedAsTheRulesRead(long seed) throws JsonProcessingException {
        RandomSource chance = RandomSource.of(seed).named("access");
        List<Map<String, Object>> policies = RandomAccess.policies(chance.named("policies"));
        AccessControl control = control(policies);
        for (int i = 0; i < REQUESTS; i++) {
            AccessRequest request = RandomAccess.request(chance.named("request", i));
            AccessReading reading = new AccessReading(policies, request);
            Explained<AccessDecision> explained = control.decide(request);
            SEEN.add(reading.decision().replaceAll("\\d|p\\d", ""));

            assertThat(told(explained))
                    .as(
                            "%s of %s%n%s",
                            request,
                            new ObjectMapper().writeValueAsString(policies),
                            Seeds.again(AccessSwarmTest.class, seed))
                    .isEqualTo(reading.decision() + " " + reading.trials());
        }
    }

    /** Policies of which none ever decides would prove nothing. */
    @AfterAll
    static void everyKindOfDecisionIsSeen() {
        if (Seeds.areMany()) {
            assertThat(SEEN)
                    .contains("allowed", "denied none", "denied ns[shop]-policy[]-rule[]")
                    .contains("denied istio-ext-authz-nobody-ns[shop]-policy[]-rule[]-deny-due-to-bad-CUSTOM-action");
        }
    }

    private static String told(Explained<AccessDecision> explained) {
        String decision =
                explained.value() instanceof AccessDecision.Denied denied ? "denied " + denied.policy() : "allowed";
        List<String> trials = explained.reasons().stream()
                .filter(reason -> reason.question().startsWith("dry run of "))
                .map(reason -> reason.question().substring("dry run of ".length()) + " " + reason.answer())
                .toList();
        return decision + " " + trials;
    }

    private static AccessControl control(List<Map<String, Object>> policies) throws JsonProcessingException {
        List<Object> items = new ArrayList<>(policies);
        items.add(Map.of(
                "apiVersion",
                "v1",
                "kind",
                "ConfigMap",
                "metadata",
                Map.of("name", "istio", "namespace", "istio-system"),
                "data",
                Map.of("mesh", "trustDomainAliases: [" + RandomAccess.TRUST_DOMAINS.get(1) + "]")));
        items.add(Map.of(
                "apiVersion",
                "v1",
                "kind",
                "Pod",
                "metadata",
                Map.of("name", "till", "namespace", RandomAccess.NAMESPACE, "labels", RandomAccess.LABELS)));
        String text = new ObjectMapper().writeValueAsString(Map.of("apiVersion", "v1", "kind", "List", "items", items));
        Loaded<Manifests> loaded =
                ManifestFiles.read(List.of("-"), new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        if (!(loaded instanceof Loaded.Accepted<Manifests> accepted)) {
            throw new AssertionError(text + " " + loaded);
        }
        Mesh mesh = Mesh.EMPTY;
        for (Resource resource : accepted.value().resources()) {
            mesh = mesh.with(resource, Scenario.DEFAULT_START);
        }
        return new AccessControls(mesh).of(mesh.workloads().get(0));
    }
}
