package padlock.conformance;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import padlock.mesh.actor.AccessLogEntry;
import padlock.mesh.actor.Call;
import padlock.mesh.actor.CallTarget;
import padlock.mesh.actor.MeshFact;
import padlock.mesh.actor.MeshSimulation;
import padlock.mesh.actor.Settings;
import padlock.mesh.actor.Side;
import padlock.mesh.actor.Wiretap;
import padlock.mesh.history.CallView;
import padlock.mesh.resource.InstanceId;
import padlock.scenario.MeshQuestions;
import padlock.sim.recording.Recording;
import padlock.tls.handshake.TlsVersion;

/** Calls over real handshakes, and what happens at the start of a mesh. */
final class CallQuestions {

    private static final Pattern POD = Pattern.compile("\\{(.+?)}");

    private CallQuestions() {}

    /**
     * {@code {call: http://orders, from: ns/workload, endpoint: ns/workload, token: {claims}, headers: {…}}};
     * {@code {ns/workload}} in the URL stands for the address of that pod. {@code tls: "1.2"} is the highest version
     * that sidecars offer.
     */
    static Answer call(Ask ask, SmallMesh small) {
        MeshQuestions questions =
                small.questions(ask.find("tls").map(CallQuestions::highestTls).orElse(Settings.DEFAULTS));
        InstanceId from = SmallMesh.pod(ask.text("from"));
        CallTarget target = CallTarget.parse(
                POD.matcher(ask.subject()).replaceAll(pod -> address(SmallMesh.pod(pod.group(1)), small)));
        Optional<InstanceId> endpoint =
                ask.find("endpoint").map(SmallMesh::pod).or(() -> questions.firstEndpoint(target, from.namespace()));
        SortedMap<String, String> headers = new TreeMap<>(ask.pairs("headers"));
        Map<String, Object> token = TableFiles.map(ask.words().get("token"));
        if (!token.isEmpty()) {
            headers.put("Authorization", TestIssuer.bearer(token));
        }
        Call call = new Call("call", "call", target, "GET", headers, endpoint);
        return answer(questions.ask(from, call, MeshQuestions.SETTLED).call());
    }

    /** What a call came to, and what each party sees of it. */
    static Answer answer(CallView view) {
        return Answer.empty()
                .with("transport", view.verdict().transport().text())
                .with("result", view.verdict().result().text())
                .with("reason", view.verdict().reason().text())
                .with("refused-by", view.verdict().refusedBy().map(Side::name))
                .with("status", view.status())
                .with("sends", view.route().map(route -> route.sends().text()))
                .with("application", view.printed())
                .with("client-log", view.clientLog().map(AccessLogEntry::line))
                .with("server-log", view.serverLog().map(AccessLogEntry::line));
    }

    private static Settings highestTls(String version) {
        return Settings.DEFAULTS.withHighestTls(TlsVersion.valueOf("TLS_" + version.replace('.', '_')));
    }

    private static String address(InstanceId pod, SmallMesh small) {
        return facts(small, MeshFact.InstanceStarted.class)
                .filter(started -> started.instance().equals(pod))
                .findFirst()
                .orElseThrow()
                .address();
    }

    private static <F extends MeshFact> Stream<F> facts(SmallMesh small, Class<F> kind) {
        Recording recording = new MeshSimulation(
                        "start", 1, SmallMesh.START, Settings.DEFAULTS, small.resources(), Wiretap.NONE)
                .runUntil(SmallMesh.START);
        return recording.events().stream()
                .map(event -> event.fact())
                .filter(kind::isInstance)
                .map(kind::cast);
    }
}
