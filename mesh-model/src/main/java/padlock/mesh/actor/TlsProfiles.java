package padlock.mesh.actor;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import padlock.mesh.policy.Authority;
import padlock.mesh.policy.Credentials;
import padlock.mesh.policy.DownstreamTls;
import padlock.mesh.policy.SidecarConfig;
import padlock.mesh.policy.UpstreamTls;
import padlock.tls.handshake.ClientDemand;
import padlock.tls.handshake.ClientSettings;
import padlock.tls.handshake.KeyAgreement;
import padlock.tls.handshake.PeerTrust;
import padlock.tls.handshake.SanRule;
import padlock.tls.handshake.ServerSettings;
import padlock.tls.handshake.TlsVersion;
import padlock.tls.identity.CertifiedKey;
import padlock.tls.identity.RevocationList;

/** From what a sidecar is told to do to how its TLS endpoints are set up. */
final class TlsProfiles {

    private static final String ISTIO_HTTP_1_1 = "istio-http/1.1";
    private static final List<String> ISTIO_HTTP_2 = List.of("istio-h2", "istio", "h2");
    private static final List<String> SERVER_HTTP_ALPN = List.of("h2", "http/1.1");
    private static final List<String> SERVER_TCP_ALPN = List.of("istio-peer-exchange", "h2", "http/1.1");

    private TlsProfiles() {}

    /** How to speak to an endpoint; empty while the sidecar lacks the certificate or the roots that this takes. */
    static Optional<ClientSettings> client(UpstreamConnection.Target target, SidecarState state, Instant now) {
        UpstreamTls upstream = target.tls();
        if (upstream instanceof UpstreamTls.IstioMutual mutual) {
            return state.svid()
                    .flatMap(svid -> state.trustIn(names(mutual.subjectAltNames()))
                            .map(trust -> client(
                                    state,
                                    groups(state),
                                    alpn(mutual, target),
                                    Optional.of(mutual.serverName()),
                                    Optional.of(svid),
                                    Optional.of(trust))));
        } else if (upstream instanceof UpstreamTls.ServerOnly tls) {
            return Optional.of(client(
                    state,
                    groups(tls.ecdhCurves(), state),
                    tls.alpn(),
                    tls.serverName().or(() -> requestedHost(target)),
                    Optional.empty(),
                    trust(tls.authority(), accepted(tls.subjectAltNames(), target), state, now)));
        } else if (upstream instanceof UpstreamTls.CustomMutual mutual) {
            Optional<? extends CertifiedKey> shown = shown(mutual.credentials(), state, now);
            return shown.map(own -> client(
                    state,
                    groups(mutual.ecdhCurves(), state),
                    mutual.alpn(),
                    mutual.serverName().or(() -> requestedHost(target)),
                    Optional.of(own),
                    trust(mutual.authority(), accepted(mutual.subjectAltNames(), target), state, now)));
        }
        throw new AssertionError(upstream);
    }

    /** Istio's filter for ALPN has a sidecar offer the version that the request is in (R6.9). */
    private static List<String> alpn(UpstreamTls.IstioMutual mutual, UpstreamConnection.Target target) {
        if (!target.http()) {
            return mutual.alpn();
        }
        boolean offersVersion = mutual.httpAlpn().contains(ISTIO_HTTP_1_1);
        return target.http2() && offersVersion ? ISTIO_HTTP_2 : mutual.httpAlpn();
    }

    /** How to take mutual TLS; empty while the sidecar lacks its certificate or its roots. */
    static Optional<ServerSettings> server(SidecarConfig config, boolean http, SidecarState state) {
        List<String> prefixes = config.acceptedTrustDomains().stream()
                .map(domain -> "spiffe://" + domain + "/")
                .toList();
        return state.svid()
                .flatMap(svid -> state.trustIn(new SanRule.StartingWith(prefixes))
                        .map(trust -> new ServerSettings(
                                TlsVersion.TLS_1_2,
                                state.settings().highestTls(),
                                groups(state),
                                http ? SERVER_HTTP_ALPN : SERVER_TCP_ALPN,
                                svid,
                                Optional.of(trust))));
    }

    /**
     * How to take TLS other than the mesh's; empty while the sidecar lacks its certificate or its roots.
     *
     * @param hosts the names in a certificate outside the mesh
     */
    static Optional<ServerSettings> downstream(
            DownstreamTls tls, boolean http, List<String> hosts, SidecarState state, Instant now) {
        Optional<? extends CertifiedKey> shown = tls.credentials() == Credentials.Named.OUTSIDE
                ? Optional.of(OutsideAuthority.server(hosts, now))
                : shown(tls.credentials(), state, now);
        Optional<PeerTrust> clients =
                tls.clients().flatMap(authority -> trust(authority, tls.subjectAltNames(), state, now));
        if (shown.isEmpty() || tls.clients().isPresent() && clients.isEmpty()) {
            return Optional.empty();
        }
        boolean newest = tls.lowest().filter("TLSV1_3"::equals).isPresent();
        boolean older = tls.highest()
                .filter(version -> !version.equals("TLSV1_3") && !version.equals("TLS_AUTO"))
                .isPresent();
        return Optional.of(new ServerSettings(
                newest ? TlsVersion.TLS_1_3 : TlsVersion.TLS_1_2,
                newest
                        ? TlsVersion.TLS_1_3
                        : older ? TlsVersion.TLS_1_2 : state.settings().highestTls(),
                groups(state),
                http ? SERVER_HTTP_ALPN : SERVER_TCP_ALPN,
                shown.get(),
                clients,
                tls.certificateRequired() ? ClientDemand.REQUIRED : ClientDemand.OPTIONAL));
    }

    private static ClientSettings client(
            SidecarState state,
            List<KeyAgreement> groups,
            List<String> alpn,
            Optional<String> serverName,
            Optional<? extends CertifiedKey> credentials,
            Optional<PeerTrust> trust) {
        return new ClientSettings(
                TlsVersion.TLS_1_2, state.settings().highestTls(), groups, alpn, serverName, credentials, trust);
    }

    /** Those of the mesh's settings, as far as there are such; else Istio's choice. */
    private static List<KeyAgreement> groups(List<String> curves, SidecarState state) {
        List<KeyAgreement> known =
                curves.stream().flatMap(curve -> curve(curve).stream()).toList();
        return known.isEmpty() ? groups(state) : known;
    }

    /** By the name that the mesh's settings have for it; empty for one that no endpoint here speaks. */
    private static Optional<KeyAgreement> curve(String name) {
        return switch (name) {
            case "X25519" -> Optional.of(KeyAgreement.X25519);
            case "P-256" -> Optional.of(KeyAgreement.P256);
            case "X25519MLKEM768" -> Optional.of(KeyAgreement.X25519_MLKEM768);
            default -> Optional.empty();
        };
    }

    private static List<KeyAgreement> groups(SidecarState state) {
        KeyAgreement first = state.settings().keyAgreement();
        return first == KeyAgreement.P256 ? List.of(KeyAgreement.P256) : List.of(first, KeyAgreement.P256);
    }

    /** Where a rule names nobody, the certificate must carry the host that the program asked for (R6.8). */
    private static List<String> accepted(List<String> subjectAltNames, UpstreamConnection.Target target) {
        return requestedHost(target).map(List::of).orElse(subjectAltNames);
    }

    private static Optional<String> requestedHost(UpstreamConnection.Target target) {
        return target.requestedHost().filter(host -> target.tls().expectsRequestedHost());
    }

    private static SanRule names(List<String> accepted) {
        return accepted.isEmpty() ? new SanRule.AnyName() : new SanRule.OneOf(accepted);
    }

    /** Empty while the sidecar lacks its certificate. */
    private static Optional<? extends CertifiedKey> shown(Credentials credentials, SidecarState state, Instant now) {
        if (credentials instanceof Credentials.InSecret secret) {
            return Optional.of(secret.certificate());
        }
        return credentials == Credentials.Named.WORKLOAD ? state.svid() : Optional.of(OutsideAuthority.client(now));
    }

    /** Empty where anybody is believed. */
    private static Optional<PeerTrust> trust(Authority authority, List<String> names, SidecarState state, Instant now) {
        if (authority instanceof Authority.Named named) {
            return trust(named, names(names), state, now);
        } else if (authority instanceof Authority.Revoking revoking) {
            List<RevocationList> lists = Authority.MESH_REVOCATIONS.equals(revoking.list())
                    ? state.revocations()
                    : OutsideAuthority.revocations(now);
            return trust(revoking.authority(), names(names), state, now)
                    .map(trust -> new PeerTrust(trust.bundle(), trust.names(), lists));
        } else if (authority instanceof Authority.InSecret secret) {
            return Optional.of(trust(secret, names(names), state, now));
        }
        throw new AssertionError(authority);
    }

    private static Optional<PeerTrust> trust(
            Authority.Named authority, SanRule names, SidecarState state, Instant now) {
        return switch (authority) {
            case ANY -> Optional.empty();
            case MESH -> state.trustIn(names);
            case PUBLIC, OUTSIDE -> Optional.of(new PeerTrust(OutsideAuthority.roots(now), names));
        };
    }

    /**
     * Whose certificates strangers have nobody can tell; whoever is told of an authority outside the mesh is taken to
     * have been told of theirs.
     */
    private static PeerTrust trust(Authority.InSecret secret, SanRule names, SidecarState state, Instant now) {
        boolean ofTheMesh = state.roots()
                .filter(roots -> roots.anchors().containsAll(secret.roots().anchors()))
                .isPresent();
        if (ofTheMesh) {
            return new PeerTrust(secret.roots(), names, secret.revocations());
        }
        List<RevocationList> lists = new ArrayList<>(secret.revocations());
        if (!lists.isEmpty()) {
            lists.addAll(OutsideAuthority.revocations(now));
        }
        return new PeerTrust(secret.roots().and(OutsideAuthority.roots(now)), names, lists);
    }
}
