package padlock.scenario.report;

import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import padlock.mesh.actor.AccessLogEntry;
import padlock.mesh.actor.MeshFact;
import padlock.mesh.actor.Side;
import padlock.mesh.policy.AccessDecision;
import padlock.mesh.policy.Reason;
import padlock.sim.ActorId;
import padlock.sim.Fact;
import padlock.sim.TransmissionAltered;
import padlock.sim.TransmissionDropped;
import padlock.sim.Undeliverable;
import padlock.sim.recording.Recording;

/** What happened, in words: who, and a sentence for each fact. */
public final class Sentences {

    private static final int ENOUGH_DIGITS = 8;

    private final TraceNames names;

    private Sentences(TraceNames names) {
        this.names = names;
    }

    /** Knows everybody in this recording by name. */
    public static Sentences naming(Recording recording) {
        return new Sentences(TraceNames.of(recording));
    }

    /** The actor to whom something happened, by the name that a person would use. */
    public String actor(ActorId actor) {
        return names.actor(actor);
    }

    /** A fact in words that follow the name of the actor to whom it happened. */
    public String sentence(Fact fact) {
        if (fact instanceof MeshFact mesh) return mesh(mesh);
        else if (fact instanceof TransmissionDropped dropped) return dropped(dropped);
        else if (fact instanceof TransmissionAltered altered) return altered(altered);
        else if (fact instanceof Undeliverable undeliverable) return undeliverable(undeliverable);
        else throw new AssertionError(fact);
    }

    private String mesh(MeshFact fact) {
        if (fact instanceof MeshFact.CallStarted started) return callStarted(started);
        else if (fact instanceof MeshFact.HostUnknown unknown) return hostUnknown(unknown);
        else if (fact instanceof MeshFact.NoEndpoint none) return noEndpoint(none);
        else if (fact instanceof MeshFact.Relayed relayed) return relayed(relayed);
        else if (fact instanceof MeshFact.RouteChosen route) return routeChosen(route);
        else if (fact instanceof MeshFact.DestinationUnknown unknown) return unknown(unknown);
        else if (fact instanceof MeshFact.RouteMissing missing) return routeMissing(missing);
        else if (fact instanceof MeshFact.ClusterMissing missing) return clusterMissing(missing);
        else if (fact instanceof MeshFact.ClusterWarming warming) return clusterWarming(warming);
        else if (fact instanceof MeshFact.StrangerCertified certified) return strangerCertified(certified);
        else if (fact instanceof MeshFact.AnsweredInPlace answered) return answeredInPlace(answered);
        else if (fact instanceof MeshFact.EndpointChosen chosen) return endpointChosen(chosen);
        else if (fact instanceof MeshFact.GreetingAwaited awaited) return greetingAwaited(awaited);
        else if (fact instanceof MeshFact.NothingSaid nothing) return nothingSaid(nothing);
        else if (fact instanceof MeshFact.CallEnded ended) return callEnded(ended);
        else if (fact instanceof MeshFact.AccessDecided decided) return accessDecided(decided);
        else if (fact instanceof MeshFact.AccessLogged logged) return accessLogged(logged);
        else if (fact instanceof MeshFact.HandshakeCompleted completed) return handshakeCompleted(completed);
        else if (fact instanceof MeshFact.HandshakeRefused refused) return handshakeRefused(refused);
        else if (fact instanceof MeshFact.AlertArrivedLate late) return alertArrivedLate(late);
        else if (fact instanceof MeshFact.RecordRefused refused) return recordRefused(refused);
        else if (fact instanceof MeshFact.CertificateMissing missing) return certificateMissing(missing);
        else return connection(fact);
    }

    private String connection(MeshFact fact) {
        if (fact instanceof MeshFact.ConnectionRequested requested) return connectionRequested(requested);
        else if (fact instanceof MeshFact.ConnectionReused reused) return connectionReused(reused);
        else if (fact instanceof MeshFact.RequestForwarded forwarded) return requestForwarded(forwarded);
        else if (fact instanceof MeshFact.ConnectionAccepted accepted) return connectionAccepted(accepted);
        else if (fact instanceof MeshFact.ConnectionRefused refused) return connectionRefused(refused);
        else if (fact instanceof MeshFact.FilterChainChosen chosen) return filterChainChosen(chosen);
        else if (fact instanceof MeshFact.FilterChainMissing missing) return filterChainMissing(missing);
        else if (fact instanceof MeshFact.GatewayServerChosen chosen) return gatewayServerChosen(chosen);
        else if (fact instanceof MeshFact.GatewayServerMissing missing) return gatewayServerMissing(missing);
        else if (fact instanceof MeshFact.ProtocolError error) return protocolError(error);
        else if (fact instanceof MeshFact.ConnectionClosed closed) return connectionClosed(closed);
        else return configuration(fact);
    }

    private String configuration(MeshFact fact) {
        if (fact instanceof MeshFact.InstanceStarted started) return instanceStarted(started);
        else if (fact instanceof MeshFact.InstanceStopped stopped) return instanceStopped(stopped);
        else if (fact instanceof MeshFact.PrecedenceRead read) return precedenceRead(read);
        else if (fact instanceof MeshFact.ResourceStored stored) return resourceStored(stored);
        else if (fact instanceof MeshFact.ResourceDeleted deleted) return resourceDeleted(deleted);
        else if (fact instanceof MeshFact.PolicyStored stored) return policyStored(stored);
        else if (fact instanceof MeshFact.PolicyDeleted deleted) return policyDeleted(deleted);
        else if (fact instanceof MeshFact.PolicyReached reached) return policyReached(reached);
        else if (fact instanceof MeshFact.ConfigPushed pushed) return configPushed(pushed);
        else if (fact instanceof MeshFact.ConfigApplied applied) return configApplied(applied);
        else if (fact instanceof MeshFact.ControlPlaneLost) return "loses the control plane, and calls it again";
        else return certificates(fact);
    }

    private String certificates(MeshFact fact) {
        if (fact instanceof MeshFact.RootCreated root) return rootCreated(root);
        else if (fact instanceof MeshFact.AuthorityPluggedIn given) return pluggedIn(given);
        else if (fact instanceof MeshFact.RootsKept kept) return "keeps its roots: " + kept.why();
        else if (fact instanceof MeshFact.RootsChanged changed) return rootsChanged(changed);
        else if (fact instanceof MeshFact.RootsTrusted trusted) return "trusts " + roots(trusted.roots());
        else if (fact instanceof MeshFact.RevocationsGiven given)
            return "is given the lists of " + String.join(" and ", given.authorities()) + ", which revoke "
                    + revoked(given.revoked());
        else if (fact instanceof MeshFact.RevocationsHeeded heeded)
            return "heeds lists that revoke " + revoked(heeded.revoked());
        else if (fact instanceof MeshFact.CertificateRequested requested) return certificateRequested(requested);
        else if (fact instanceof MeshFact.CertificateRequestRetried retried)
            return "gets no answer from the authority, and asks again (" + retried.attempt() + ")";
        else if (fact instanceof MeshFact.CertificateRevoked revoked)
            return "revokes certificate " + revoked.serialNumber() + " of " + revoked.identity();
        else if (fact instanceof MeshFact.CertificateStolen stolen) return certificateStolen(stolen);
        else if (fact instanceof MeshFact.CertificateIssued issued) return certificateIssued(issued);
        else if (fact instanceof MeshFact.CertificateDenied denied) return certificateDenied(denied);
        else if (fact instanceof MeshFact.CertificateInstalled installed) return certificateInstalled(installed);
        else if (fact instanceof MeshFact.FaultBegan began) return "begins: " + InWords.fault(began.fault());
        else if (fact instanceof MeshFact.FaultEnded ended) return "ends: " + InWords.fault(ended.fault());
        else if (fact instanceof MeshFact.Overheard overheard) return overheard(overheard);
        else throw new AssertionError(fact);
    }

    // Calls.

    private String callStarted(MeshFact.CallStarted started) {
        return "calls " + started.target() + " with " + started.method() + " (" + started.call() + ")";
    }

    private String hostUnknown(MeshFact.HostUnknown unknown) {
        return "finds no host " + unknown.host() + " (" + unknown.call() + ")";
    }

    private String noEndpoint(MeshFact.NoEndpoint none) {
        return "finds no pod behind " + none.host() + ":" + none.port() + " (" + none.call() + ")";
    }

    private String relayed(MeshFact.Relayed relayed) {
        return "leads what " + relayed.connection() + " asks on as " + relayed.call();
    }

    private String routeChosen(MeshFact.RouteChosen route) {
        return "routes " + route.call() + because(route.reasons());
    }

    private String unknown(MeshFact.DestinationUnknown unknown) {
        return unknown.call() + ": the sidecar knows nobody at " + unknown.destination()
                + " and leads the call nowhere";
    }

    private String greetingAwaited(MeshFact.GreetingAwaited awaited) {
        return "is connected and waits to be greeted (" + awaited.call() + ")";
    }

    private String nothingSaid(MeshFact.NothingSaid nothing) {
        return "never learned what " + nothing.call() + " speaks" + because(nothing.reasons());
    }

    private String routeMissing(MeshFact.RouteMissing missing) {
        return "has no route for it to " + missing.host() + ":" + missing.port() + " (" + missing.call() + ")";
    }

    private String clusterMissing(MeshFact.ClusterMissing missing) {
        return "knows no cluster " + missing.cluster() + " (" + missing.call() + ")" + because(missing.reasons());
    }

    private String clusterWarming(MeshFact.ClusterWarming warming) {
        return "has no healthy upstream for it: " + warming.cluster() + " waits for a Secret (" + warming.call() + ")";
    }

    private String strangerCertified(MeshFact.StrangerCertified certified) {
        return "knows the client of " + certified.connection() + " as " + certified.subject()
                + ", which is no workload";
    }

    private String answeredInPlace(MeshFact.AnsweredInPlace answered) {
        return "answers " + answered.status() + " itself (" + answered.call() + ")";
    }

    private String endpointChosen(MeshFact.EndpointChosen chosen) {
        return "sends " + chosen.call() + " to " + names.pod(chosen.endpoint()) + " port " + chosen.targetPort() + " "
                + InWords.sends(chosen.sends()) + because(chosen.reasons());
    }

    private String callEnded(MeshFact.CallEnded ended) {
        String ending = switch (ended.ending()) {
            case ANSWERED -> "has its answer";
            case NO_SUCH_HOST -> "gives up without a host";
            case REFUSED -> "is refused";
            case RESET -> "sees a reset";
            case CLOSED -> "sees the connection closed";
            case TIMED_OUT -> "gives up waiting";
        };
        return ending + " (" + ended.call() + "): " + ended.printed().strip().replaceAll("\\s*\\R\\s*", " ⏎ ");
    }

    // Connections.

    private String connectionRequested(MeshFact.ConnectionRequested requested) {
        return "opens connection " + requested.connection() + " from " + requested.from() + " to " + requested.to();
    }

    private String connectionReused(MeshFact.ConnectionReused reused) {
        return "takes connection " + reused.connection() + " again for " + reused.call();
    }

    private String requestForwarded(MeshFact.RequestForwarded forwarded) {
        return "forwards " + forwarded.call() + " as request " + forwarded.request() + " of " + forwarded.connection();
    }

    private String connectionAccepted(MeshFact.ConnectionAccepted accepted) {
        String port = " on port " + accepted.port();
        return "accepts " + accepted.connection() + port
                + accepted.mode()
                        .map(mode -> ", which is " + mode + because(accepted.reasons()))
                        .orElse("");
    }

    private String connectionRefused(MeshFact.ConnectionRefused refused) {
        return "refuses " + refused.connection() + ": nothing listens on port " + refused.port();
    }

    private String filterChainChosen(MeshFact.FilterChainChosen chosen) {
        return "takes " + chosen.connection() + " by filter chain " + chosen.chain();
    }

    private String filterChainMissing(MeshFact.FilterChainMissing missing) {
        return "resets " + missing.connection() + ": no filter chain of port " + missing.port() + ", which is "
                + missing.mode() + ", takes " + (missing.tls() ? "this TLS" : "plaintext");
    }

    private String gatewayServerChosen(MeshFact.GatewayServerChosen chosen) {
        return "takes " + chosen.connection() + " on port " + chosen.port() + because(chosen.reasons());
    }

    private String gatewayServerMissing(MeshFact.GatewayServerMissing missing) {
        return "resets " + missing.connection() + ": no server of port " + missing.port() + " is for "
                + (missing.tls() ? missing.serverName().orElse("TLS without a name") : "plaintext")
                + because(missing.reasons());
    }

    private String protocolError(MeshFact.ProtocolError error) {
        return "cannot read " + error.connection() + ": port " + error.port() + " speaks plain HTTP";
    }

    private String connectionClosed(MeshFact.ConnectionClosed closed) {
        return switch (closed.why()) {
            case DONE -> "closes " + closed.connection() + ", which is done";
            case BY_PEER -> "finds " + closed.connection() + " closed by the " + other(closed.side());
            case DRAINED -> "closes " + closed.connection() + ": its configuration was replaced 45s ago";
            case IDLE -> "closes " + closed.connection() + ", unused for an hour";
            case OUTDATED -> "closes " + closed.connection() + ": this endpoint is spoken to in another way now";
            case REFUSED -> "closes " + closed.connection() + ", refused";
            case TIMED_OUT -> "closes " + closed.connection() + ": no answer in time";
            case FAILED -> "closes " + closed.connection() + ", which failed";
        };
    }

    // Handshakes.

    private String handshakeCompleted(MeshFact.HandshakeCompleted completed) {
        String peer = completed.peer().map(id -> " with " + id).orElse(" with a peer that shows no identity");
        return "has shaken hands on " + completed.connection() + peer + ": " + completed.version() + ", "
                + completed.cipherSuite()
                + completed.group().map(group -> ", " + group).orElse("");
    }

    private String handshakeRefused(MeshFact.HandshakeRefused refused) {
        String reason = refused.reason().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        String alert = refused.alert().map(sent -> ", alert " + sent).orElse("");
        String detail = refused.detail().isEmpty() ? "" : " (" + refused.detail() + ")";
        String verb = refused.byPeer()
                ? "is refused by the " + other(refused.side()) + " on "
                : "refuses the " + other(refused.side()) + " on ";
        return verb + refused.connection() + ": " + reason + detail + alert;
    }

    private String alertArrivedLate(MeshFact.AlertArrivedLate late) {
        return "learns late that the " + other(late.side()) + " refused " + late.connection() + ": alert "
                + late.alert();
    }

    private String recordRefused(MeshFact.RecordRefused refused) {
        return "finds a record altered on its way and breaks off with " + refused.alert() + " (" + refused.connection()
                + ")";
    }

    private String certificateMissing(MeshFact.CertificateMissing missing) {
        return "has no certificate yet for " + missing.connection();
    }

    // Access.

    private String accessDecided(MeshFact.AccessDecided decided) {
        String request = "request " + decided.request() + " of " + decided.connection() + because(decided.reasons());
        if (decided.decision() instanceof AccessDecision.Allowed) {
            return "allows " + request;
        } else if (decided.decision() instanceof AccessDecision.Denied denied) {
            return "denies " + request + ", matched policy " + denied.policy();
        } else if (decided.decision() instanceof AccessDecision.DeniedByProvider denied) {
            return (denied.reached() ? "is told by " : "cannot ask ")
                    + denied.provider()
                    + (denied.reached() ? " to deny " : " about ")
                    + request;
        } else if (decided.decision() instanceof AccessDecision.TokenRejected rejected) {
            return "rejects the token of " + request + ": " + rejected.text();
        }
        throw new AssertionError(decided.decision());
    }

    private String accessLogged(MeshFact.AccessLogged logged) {
        AccessLogEntry entry = logged.entry();
        String what = logged.side() == Side.CLIENT
                ? logged.connection()
                : "request " + logged.request() + " of " + logged.connection();
        return "logs " + what + ": " + entry.status() + " " + entry.flags().orElse("-") + " "
                + entry.details().orElse("-") + " " + entry.termination().orElse("-") + " \""
                + entry.transportFailure().orElse("-") + "\"";
    }

    // Configuration.

    private String instanceStarted(MeshFact.InstanceStarted started) {
        return "runs " + names.pod(started.instance()) + " at " + started.address() + " as " + started.serviceAccount()
                + (started.sidecar() ? ", with a sidecar" : ", without a sidecar") + because(started.reasons());
    }

    private String instanceStopped(MeshFact.InstanceStopped stopped) {
        return "stops " + names.pod(stopped.instance());
    }

    private String precedenceRead(MeshFact.PrecedenceRead read) {
        return switch (read.precedence()) {
            case ISTIO -> "reads PeerAuthentication as Istio does: the narrowest scope wins";
            case MOST_RESTRICTIVE -> "reads PeerAuthentication so that the strictest mode wins";
        };
    }

    private String resourceStored(MeshFact.ResourceStored stored) {
        return "stores " + stored.resource();
    }

    private String resourceDeleted(MeshFact.ResourceDeleted deleted) {
        return "deletes " + deleted.resource();
    }

    private String policyStored(MeshFact.PolicyStored stored) {
        return (stored.replaced() ? "is replaced: " : "is stored: ") + stored.policy() + ", for "
                + RunText.many(stored.sidecars(), "sidecar");
    }

    private String policyDeleted(MeshFact.PolicyDeleted deleted) {
        return "is deleted: " + deleted.policy() + ", of which " + RunText.many(deleted.sidecars(), "sidecar")
                + " must learn";
    }

    private String policyReached(MeshFact.PolicyReached reached) {
        return "is in effect on " + reached.reached() + " of " + RunText.many(reached.sidecars(), "sidecar") + ": "
                + reached.policy();
    }

    private String configPushed(MeshFact.ConfigPushed pushed) {
        return "pushes revision " + pushed.revision() + " to " + names.sidecar(pushed.sidecar());
    }

    private String configApplied(MeshFact.ConfigApplied applied) {
        return "acts by revision " + applied.revision();
    }

    // Certificates.

    private String rootCreated(MeshFact.RootCreated root) {
        return "makes a root certificate, " + root.subject() + ", good until " + root.notAfter();
    }

    private static String pluggedIn(MeshFact.AuthorityPluggedIn given) {
        return "signs with what is plugged in, " + given.subject() + ", good until " + given.notAfter() + ", under "
                + roots(given.roots());
    }

    private static String rootsChanged(MeshFact.RootsChanged changed) {
        return "signs with root " + shortened(changed.signing()) + ", and has everybody trust "
                + roots(changed.trusted());
    }

    private static String roots(List<String> serialNumbers) {
        return (serialNumbers.size() == 1 ? "root " : "roots ")
                + serialNumbers.stream().map(Sentences::shortened).collect(Collectors.joining(" and "));
    }

    private static String revoked(List<String> serialNumbers) {
        return serialNumbers.isEmpty()
                ? "nothing"
                : (serialNumbers.size() == 1 ? "certificate " : "certificates ")
                        + serialNumbers.stream().map(Sentences::shortened).collect(Collectors.joining(" and "));
    }

    private String certificateRequested(MeshFact.CertificateRequested requested) {
        return "asks for a certificate for " + requested.identity();
    }

    private String certificateIssued(MeshFact.CertificateIssued issued) {
        return "issues " + shortened(issued.serialNumber()) + " to " + issued.identity() + ", good from "
                + issued.notBefore() + " until " + issued.notAfter();
    }

    private String certificateDenied(MeshFact.CertificateDenied denied) {
        return "denies a certificate to " + denied.identity() + ": " + denied.why();
    }

    private String overheard(MeshFact.Overheard overheard) {
        String what = switch (overheard.reading()) {
            case PLAINTEXT -> "all that it says";
            case HANDSHAKE -> "its handshake, but no secret";
            case ENCRYPTED -> "nothing but encrypted records";
        };
        return "is overheard (" + overheard.connection() + "): the eavesdropper reads " + what;
    }

    private String certificateInstalled(MeshFact.CertificateInstalled installed) {
        return "holds certificate " + shortened(installed.serialNumber()) + " as " + installed.identity()
                + ", good until " + installed.notAfter() + ", and renews it at "
                + installed.rotatesAt().truncatedTo(ChronoUnit.SECONDS);
    }

    private String certificateStolen(MeshFact.CertificateStolen stolen) {
        return "shows the stolen certificate " + shortened(stolen.serialNumber()) + " of " + stolen.identity()
                + ", good until " + stolen.notAfter();
    }

    // The network.

    private String dropped(TransmissionDropped dropped) {
        return "loses message " + dropped.number() + " to " + names.actor(dropped.to()) + " (" + dropped.channel()
                + "): " + dropped.reason();
    }

    private String altered(TransmissionAltered altered) {
        return "has message " + altered.number() + " to " + names.actor(altered.to()) + " (" + altered.channel()
                + ") changed on its way";
    }

    private String undeliverable(Undeliverable undeliverable) {
        return "is sent " + undeliverable.message() + ", but does not run";
    }

    // Words.

    /** Enough of a serial number to tell certificates apart. */
    private static String shortened(String serialNumber) {
        int enough = Math.min(ENOUGH_DIGITS, serialNumber.length());
        return serialNumber.substring(0, enough) + "…";
    }

    private static String other(Side side) {
        return side == Side.CLIENT ? "server" : "client";
    }

    /** The rules that led here, each with the resource that decided. */
    private static String because(List<Reason> reasons) {
        String rules = reasons.stream().map(Sentences::rule).collect(Collectors.joining("; "));
        return rules.isEmpty() ? "" : " (" + rules + ")";
    }

    private static String rule(Reason reason) {
        Optional<String> resource = reason.decidedBy().map(field -> " " + field.resource());
        return reason.rule() + resource.orElse("");
    }
}
