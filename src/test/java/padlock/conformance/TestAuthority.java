package padlock.conformance;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import padlock.tls.authority.CertificateSigningRequest;
import padlock.tls.authority.Issuance;
import padlock.tls.authority.SigningAuthority;
import padlock.tls.identity.Certificate;
import padlock.tls.identity.CertifiedKey;
import padlock.tls.identity.KeyAlgorithm;
import padlock.tls.identity.Seed;
import padlock.tls.identity.SigningKey;
import padlock.tls.identity.SpiffeId;
import padlock.tls.identity.Svid;
import padlock.tls.identity.TrustBundle;
import padlock.tls.identity.TrustDomain;

/** An authority of the tables, by its name; {@code mesh} is the one that tables plug into a mesh. */
record TestAuthority(String name, SigningAuthority signing) {

    static final Path PLUGGED_IN = Path.of("scenarios/catalogue/authority-plugged-in/cacerts.yaml");

    private static final Duration LIFETIME = Duration.ofDays(30);

    static TestAuthority named(String name) {
        return new TestAuthority(
                name,
                name.equals("mesh")
                        ? pluggedIn()
                        : SigningAuthority.revoking(
                                new TrustDomain(name),
                                KeyAlgorithm.EC_P256,
                                SmallMesh.START.minus(LIFETIME),
                                LIFETIME.multipliedBy(4),
                                seed(name, "authority")));
    }

    /** For an identity, or for a host. */
    CertifiedKey certify(String whom) {
        SigningKey key = SigningKey.generate(KeyAlgorithm.EC_P256, seed(whom, "key"));
        if (!whom.startsWith("spiffe://")) {
            return signing.issueForHosts(key, List.of(whom), LIFETIME, SmallMesh.START, seed(whom, "certificate"));
        }
        SpiffeId id = SpiffeId.parse(whom);
        Issuance issuance = signing.issue(
                CertificateSigningRequest.create(key, id), id, LIFETIME, SmallMesh.START, seed(whom, "certificate"));
        return new Svid(id, ((Issuance.Issued) issuance).chain(), key);
    }

    String roots() {
        return pem(signing.bundle().anchors());
    }

    /** The list that revokes what was certified for these. */
    String revoking(List<String> whom) {
        return signing.revocationList(
                        whom.stream()
                                .map(each -> certify(each).chain().get(0).serialNumber())
                                .toList(),
                        1,
                        SmallMesh.START)
                .pem();
    }

    static String pem(List<Certificate> certificates) {
        return String.join("", certificates.stream().map(Certificate::pem).toList());
    }

    static String pem(SigningKey key) {
        return "-----BEGIN PRIVATE KEY-----\n" + Base64.getMimeEncoder().encodeToString(key.pkcs8())
                + "\n-----END PRIVATE KEY-----\n";
    }

    private static SigningAuthority pluggedIn() {
        Map<String, Object> manifest = TableFiles.map(TableFiles.read(PLUGGED_IN));
        Map<String, Object> files = TableFiles.map(manifest.get("stringData"));
        return SigningAuthority.pluggedIn(
                Certificate.parsePem((String) files.get("cert-chain.pem")),
                SigningKey.parsePem((String) files.get("ca-key.pem")),
                new TrustBundle(Certificate.parsePem((String) files.get("root-cert.pem"))));
    }

    private static Seed seed(String of, String purpose) {
        return Seed.of(of.getBytes(StandardCharsets.UTF_8)).named(purpose);
    }
}
