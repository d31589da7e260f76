package padlock.conformance;

import java.time.Duration;
import padlock.mesh.actor.MeshFact;
import padlock.mesh.actor.MeshSimulation;
import padlock.mesh.actor.Settings;
import padlock.mesh.actor.Wiretap;
import padlock.mesh.resource.InstanceId;
import padlock.sim.Event;

/** When certificates are renewed. */
final class RenewalQuestions {

    private RenewalQuestions() {}

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
