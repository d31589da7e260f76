package padlock.mesh.actor;

import java.util.List;
import java.util.Optional;
import padlock.sim.ActorContext;
import padlock.sim.ActorId;
import padlock.tls.handshake.ClientDemand;
import padlock.tls.handshake.ClientSettings;
import padlock.tls.handshake.KeyAgreement;
import padlock.tls.handshake.PeerTrust;
import padlock.tls.handshake.SanRule;
import padlock.tls.handshake.ServerSettings;
import padlock.tls.handshake.TlsEndpoint;
import padlock.tls.handshake.TlsVersion;
import padlock.tls.identity.Certificate;
import padlock.tls.identity.TrustBundle;

/**
 * TLS of the programs themselves: one that calls takes any certificate, as {@code curl -k} does, and has none; one that
 * answers shows a certificate of an authority outside the mesh.
 */
final class ProgramTls {

    private static final List<KeyAgreement> GROUPS = List.of(KeyAgreement.X25519, KeyAgreement.P256);
    private static final List<String> ALPN = List.of("http/1.1");

    private ProgramTls() {}

    /** The calling end; an address is nothing to ask for by name. */
    static TlsConversation client(Call call, PodNetwork network, ActorId peer, ActorContext context) {
        CallTarget target = call.target();
        ClientSettings settings = new ClientSettings(
                TlsVersion.TLS_1_2,
                TlsVersion.TLS_1_3,
                GROUPS,
                target.scheme().speaksHttp() ? ALPN : List.of(),
                Optional.of(target.host()).filter(host -> !World.isAddress(host)),
                Optional.empty(),
                Optional.empty());
        TlsEndpoint endpoint =
                TlsEndpoint.client(settings, Seeds.of(context.random().named("own tls", call.name(), Side.CLIENT)));
        return new TlsConversation(call.name(), Side.CLIENT, endpoint, network, peer);
    }

    /**
     * The answering end.
     *
     * @param hosts the names that it goes by
     * @param demand whether it asks who calls; empty if it does not
     * @param authorities whose certificates it takes, beside those of the one outside the mesh
     */
    static TlsConversation server(
            Tcp.Open open,
            List<String> hosts,
            Optional<ClientDemand> demand,
            List<Certificate> authorities,
            PodNetwork network,
            ActorContext context) {
        ServerSettings settings = new ServerSettings(
                TlsVersion.TLS_1_2,
                TlsVersion.TLS_1_3,
                GROUPS,
                ALPN,
                OutsideAuthority.server(hosts, context.instant()),
                demand.map(asked -> new PeerTrust(
                        OutsideAuthority.roots(context.instant()).and(new TrustBundle(authorities)),
                        new SanRule.AnyName())),
                demand.orElse(ClientDemand.OPTIONAL));
        TlsEndpoint endpoint = TlsEndpoint.server(
                settings, Seeds.of(context.random().named("own tls", open.connection(), Side.SERVER)));
        return new TlsConversation(open.connection(), Side.SERVER, endpoint, network, open.client());
    }
}
