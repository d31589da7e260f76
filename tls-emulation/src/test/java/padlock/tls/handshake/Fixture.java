package padlock.tls.handshake;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import padlock.tls.authority.CertificateSigningRequest;
import padlock.tls.authority.Issuance;
import padlock.tls.authority.SigningAuthority;
import padlock.tls.identity.KeyAlgorithm;
import padlock.tls.identity.Seed;
import padlock.tls.identity.SigningKey;
import padlock.tls.identity.SpiffeId;
import padlock.tls.identity.Svid;
import padlock.tls.identity.TrustBundle;
import padlock.tls.identity.TrustDomain;

/** A small mesh: one trust domain, orders calls payments. */
final class Fixture {
    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    static final Duration DAY = Duration.ofDays(1);
    static final TrustDomain MESH = new TrustDomain("cluster.local");
    static final SpiffeId ORDERS = SpiffeId.parse("spiffe://cluster.local/ns/shop/sa/orders");
    static final SpiffeId PAYMENTS = SpiffeId.parse("spiffe://cluster.local/ns/shop/sa/payments");
    static final String SNI = "outbound_.8080_._.payments.shop.svc.cluster.local";
    static final Seed SEED = Seed.of("a mesh for tests".getBytes(StandardCharsets.UTF_8));

    private Fixture() {}

    static SigningAuthority authority(String name, KeyAlgorithm algorithm) {
        return SigningAuthority.selfSigned(
                MESH, algorithm, NOW.minus(DAY), Duration.ofDays(3650), SEED.named("authority", name));
    }

    static Svid svid(
            SigningAuthority authority, SpiffeId id, KeyAlgorithm algorithm, Instant issued, Duration lifetime) {
        Seed seed = SEED.named("svid", id.toString());
        SigningKey key = SigningKey.generate(algorithm, seed);
        var issuance = authority.issue(CertificateSigningRequest.create(key, id), id, lifetime, issued, seed);
        return new Svid(id, ((Issuance.Issued) issuance).chain(), key);
    }

    static Svid svid(SigningAuthority authority, SpiffeId id) {
        return svid(authority, id, KeyAlgorithm.EC_P256, NOW, DAY);
    }

    static PeerTrust expecting(TrustBundle bundle, SpiffeId peer) {
        return new PeerTrust(bundle, new SanRule.OneOf(List.of(peer.toString())));
    }

    static PeerTrust inMesh(TrustBundle bundle) {
        return new PeerTrust(bundle, new SanRule.StartingWith(List.of("spiffe://cluster.local/")));
    }

    static ClientSettings client(TlsVersion highest, Svid svid, PeerTrust trust) {
        return new ClientSettings(
                TlsVersion.TLS_1_2,
                highest,
                List.of(KeyAgreement.X25519, KeyAgreement.P256),
                List.of("istio-peer-exchange", "istio"),
                Optional.of(SNI),
                Optional.of(svid),
                Optional.of(trust));
    }

    static ClientSettings withoutCertificate(ClientSettings settings) {
        return new ClientSettings(
                settings.lowest(),
                settings.highest(),
                settings.groups(),
                settings.alpn(),
                settings.serverName(),
                Optional.empty(),
                settings.trust());
    }

    static ServerSettings server(Svid svid, PeerTrust trust) {
        return new ServerSettings(
                TlsVersion.TLS_1_2,
                TlsVersion.TLS_1_3,
                List.of(KeyAgreement.X25519, KeyAgreement.P256),
                List.of("istio-peer-exchange", "h2", "http/1.1"),
                svid,
                Optional.of(trust));
    }

    static Pipe pipe(ClientSettings client, ServerSettings server) {
        return pipe(client, server, SEED);
    }

    static Pipe pipe(ClientSettings client, ServerSettings server, Seed seed) {
        return Pipe.between(
                TlsEndpoint.client(client, seed.named("client")),
                TlsEndpoint.server(server, seed.named("server")),
                NOW);
    }
}
