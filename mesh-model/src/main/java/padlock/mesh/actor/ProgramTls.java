package padlock.mesh.actor;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import padlock.mesh.resource.Instance;
import padlock.mesh.resource.Secret;
import padlock.sim.ActorContext;
import padlock.sim.ActorId;
import padlock.tls.handshake.ClientDemand;
import padlock.tls.handshake.ClientSettings;
import padlock.tls.handshake.KeyAgreement;
import padlock.tls.handshake.PeerTrust;
import padlock.tls.handshake.SanRule;
import padlock.tls.handshake.ServerSettings;
import padlock.tls.handshake.Sniff;
import padlock.tls.handshake.TlsEndpoint;
import padlock.tls.handshake.TlsVersion;
import padlock.tls.identity.RevocationList;
import padlock.tls.identity.TrustBundle;

/**
 * TLS of the programs themselves: one that calls takes any certificate, as {@code curl -k} does. What it shows is the
 * certificate of its Secret; without one a program that calls has none, and one that answers has one of an authority
 * outside the mesh.
 */
final class ProgramTls {

    private static final List<KeyAgreement> GROUPS = List.of(KeyAgreement.X25519, KeyAgreement.P256);
    private static final List<String> ALPN = List.of("http/1.1");

    private ProgramTls() {}

    /** The calling end; an address is nothing to ask for by name. */
    static TlsConversation client(
            Call call, Optional<Secret> secret, PodNetwork network, ActorId peer, ActorContext context) {
        CallTarget target = call.target();
        ClientSettings settings = new ClientSettings(
                TlsVersion.TLS_1_2,
                TlsVersion.TLS_1_3,
                GROUPS,
                target.scheme().speaksHttp() ? ALPN : List.of(),
                Optional.of(target.host()).filter(host -> !World.isAddress(host)),
                secret.flatMap(Secret::certificate),
                Optional.empty());
        TlsEndpoint endpoint =
                TlsEndpoint.client(settings, Seeds.of(context.random().named("own tls", call.name(), Side.CLIENT)));
        return new TlsConversation(call.name(), Side.CLIENT, endpoint, network, peer);
    }

    /**
     * The answering end.
     *
     * @param instance whose program it is, which may be a stranger
     * @param hello what the client asks for
     */
    static TlsConversation server(
            Tcp.Open open,
            Instance instance,
            Sniff hello,
            Directory directory,
            PodNetwork network,
            ActorContext context) {
        Instant now = context.instant();
        Optional<Secret> secret = directory.secret(instance);
        Optional<PeerTrust> clients = secret.flatMap(own -> clients(own, directory, now))
                .or(() -> Optional.of(ofStrangers(directory, now)).filter(trust -> directory.isOutside(instance)));
        ServerSettings settings = new ServerSettings(
                TlsVersion.TLS_1_2,
                TlsVersion.TLS_1_3,
                GROUPS,
                ALPN,
                secret.flatMap(Secret::certificate)
                        .orElseGet(() -> OutsideAuthority.server(directory.namesOf(instance, hello), now)),
                clients,
                ClientDemand.OPTIONAL);
        TlsEndpoint endpoint = TlsEndpoint.server(
                settings, Seeds.of(context.random().named("own tls", open.connection(), Side.SERVER)));
        return new TlsConversation(open.connection(), Side.SERVER, endpoint, network, open.client());
    }

    /** Of whom it asks who calls: those of the authority in its Secret; by one outside the mesh, strangers too. */
    private static Optional<PeerTrust> clients(Secret own, Directory directory, Instant now) {
        return own.authorities().map(roots -> {
            boolean outside = roots.anchors().stream().anyMatch(directory.authorities()::contains);
            List<RevocationList> lists = new ArrayList<>(own.revocations());
            if (outside && !lists.isEmpty()) {
                lists.addAll(OutsideAuthority.revocations(now));
            }
            return new PeerTrust(
                    outside ? roots.and(OutsideAuthority.roots(now)) : roots, new SanRule.AnyName(), lists);
        });
    }

    private static PeerTrust ofStrangers(Directory directory, Instant now) {
        return new PeerTrust(
                OutsideAuthority.roots(now).and(new TrustBundle(directory.authorities())), new SanRule.AnyName());
    }
}
