package padlock.conformance;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import padlock.mesh.actor.MeshFact;
import padlock.mesh.actor.MeshSimulation;
import padlock.mesh.actor.Settings;
import padlock.mesh.actor.Wiretap;
import padlock.mesh.policy.Renewal;
import padlock.mesh.resource.InstanceId;
import padlock.sim.Event;

/** When certificates are renewed. */
final class RenewalQuestions {

    private RenewalQuestions() {}

    /** {@code {delay-of: a certificate, created: 0, expires: 3600, ratio: 0.5, jitter: 0.01}}; now is 0. */
    static Answer delay(Ask ask, SmallMesh small) {
        Renewal renewal = new Renewal(Double.parseDouble(ask.text("ratio")), Double.parseDouble(ask.text("jitter")));
        List<Integer> delays = Stream.of(-1.0, -0.5, 0.0, 0.5, 1.0)
                .map(stray -> renewal.after(
                        SmallMesh.START.plusSeconds(ask.number("created").orElseThrow()),
                        SmallMesh.START.plusSeconds(ask.number("expires").orElseThrow()),
                        SmallMesh.START,
                        stray))
                .map(delay -> (int) delay.toSeconds())
                .toList();
        return Answer.empty().with("earliest", Collections.min(delays)).with("latest", Collections.max(delays));
    }

    /** {@code {renewal-of: ns/workload, not-before: seconds, not-after: seconds}}, counted from when it arrives. */
    static Answer renewal(Ask ask, SmallMesh small) {
        InstanceId pod = SmallMesh.pod(ask.subject());
        Event installed = new MeshSimulation(
                        "renewal", 1, SmallMesh.START, Settings.DEFAULTS, small.resources(), Wiretap.NONE)
                .runUntil(SmallMesh.START).events().stream()
                        .filter(event -> event.fact() instanceof MeshFact.CertificateInstalled fact
                                && fact.sidecar().equals(pod))
                        .findFirst()
                        .orElseThrow();
        MeshFact.CertificateInstalled certificate = (MeshFact.CertificateInstalled) installed.fact();
        Duration after = Duration.between(installed.at(), certificate.rotatesAt());
        return Answer.empty()
                .with(
                        "lifetime",
                        Duration.between(installed.at(), certificate.notAfter()).toMinutes())
                .with(
                        "in-time",
                        after.toSeconds() >= ask.number("not-before").orElseThrow()
                                && after.toSeconds() <= ask.number("not-after").orElseThrow());
    }
}
