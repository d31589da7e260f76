package padlock.tls.authority;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.V2TBSCertListGenerator;
import padlock.tls.identity.Certificate;
import padlock.tls.identity.HostCertificate;
import padlock.tls.identity.KeyAlgorithm;
import padlock.tls.identity.KeyUsage;
import padlock.tls.identity.RevocationList;
import padlock.tls.identity.Seed;
import padlock.tls.identity.SigningKey;
import padlock.tls.identity.SpiffeId;
import padlock.tls.identity.TrustBundle;
import padlock.tls.identity.TrustDomain;

/** A certificate that may sign others, with its key; it issues certificates as Istio's authority does. */
public final class SigningAuthority {
    public static final Duration LONGEST_LIFETIME = Duration.ofDays(90);
    public static final Duration USUAL_LIFETIME = Duration.ofHours(24);
    /** Leaves are valid from a little before they are made, for clocks that are late. */
    public static final Duration CLOCK_SKEW_GRACE = Duration.ofMinutes(2);

    private final String organization;
    private final X500Name name;
    private final SigningKey key;
    private final Certificate certificate;
    private final List<Certificate> intermediates;
    private final TrustBundle bundle;

    private SigningAuthority(
            String organization,
            X500Name name,
            SigningKey key,
            Certificate certificate,
            List<Certificate> intermediates,
            TrustBundle bundle) {
        this.organization = organization;
        this.name = name;
        this.key = key;
        this.certificate = certificate;
        this.intermediates = intermediates;
        this.bundle = bundle;
    }

    public static SigningAuthority selfSigned(
            TrustDomain trustDomain, KeyAlgorithm algorithm, Instant now, Duration lifetime, Seed seed) {
        return root(trustDomain.name(), SigningKey.generate(algorithm, seed), now, lifetime, seed);
    }

    /** A root that may sign {@link #revocationList} too, which Istio's own may not. */
    public static SigningAuthority revoking(
            TrustDomain trustDomain, KeyAlgorithm algorithm, Instant now, Duration lifetime, Seed seed) {
        SigningKey key = SigningKey.generate(algorithm, seed);
        return root(
                CertificateProfile.revokingRoot(trustDomain.name(), now, now.plus(lifetime), key.publicKeyInfo()),
                trustDomain.name(),
                key,
                seed);
    }

    /**
     * An authority of somebody's own, as an operator plugs it in.
     *
     * @param chain from the certificate that signs, upwards; roots among them need not be sent
     * @throws IllegalArgumentException if these do not belong together
     */
    public static SigningAuthority pluggedIn(List<Certificate> chain, SigningKey key, TrustBundle roots) {
        Certificate signing = chain.get(0);
        if (!key.isFor(signing)) {
            throw new IllegalArgumentException("the private key does not belong to the certificate that is to sign");
        }
        if (!signing.authority()) {
            throw new IllegalArgumentException("the certificate that is to sign is not that of an authority");
        }
        if (!leads(signing, chain, roots)) {
            throw new IllegalArgumentException("the certificate that is to sign does not lead to any of the roots");
        }
        List<Certificate> sent = chain.stream()
                .filter(link -> !roots.anchors().contains(link))
                .distinct()
                .toList();
        return new SigningAuthority(
                signing.subject(), X500Name.getInstance(signing.subjectDer()), key, signing, sent, roots);
    }

    private static boolean leads(Certificate from, List<Certificate> chain, TrustBundle roots) {
        Certificate link = from;
        for (int steps = 0; steps <= chain.size(); steps++) {
            Certificate current = link;
            if (roots.anchors().contains(current)
                    || roots.anchors().stream().anyMatch(root -> isIssuer(root, current))) {
                return true;
            }
            Optional<Certificate> issuer =
                    chain.stream().filter(above -> isIssuer(above, current)).findFirst();
            if (issuer.isEmpty()) {
                return false;
            }
            link = issuer.get();
        }
        return false;
    }

    private static boolean isIssuer(Certificate above, Certificate below) {
        return below.namesAsIssuer(above) && below.isSignedBy(above);
    }

    private static SigningAuthority root(
            String organization, SigningKey key, Instant now, Duration lifetime, Seed seed) {
        return root(
                CertificateProfile.root(organization, now, now.plus(lifetime), key.publicKeyInfo()),
                organization,
                key,
                seed);
    }

    private static SigningAuthority root(CertificateProfile profile, String organization, SigningKey key, Seed seed) {
        Certificate certificate = profile.signedBy(profile.subject(), key, seed);
        return new SigningAuthority(
                organization, profile.subject(), key, certificate, List.of(), TrustBundle.of(certificate));
    }

    /** The same root with the same key and a new validity: whatever it signed stays good under the new one. */
    public SigningAuthority renewed(Instant now, Duration lifetime, Seed seed) {
        if (!intermediates.isEmpty()) throw new IllegalStateException("only a root renews itself");
        return root(organization, key, now, lifetime, seed);
    }

    /** An authority below this one, as an operator plugs in: it may sign leaves but no further authorities. */
    public SigningAuthority intermediate(
            String commonName, KeyAlgorithm algorithm, Instant now, Duration lifetime, Seed seed) {
        SigningKey ownKey = SigningKey.generate(algorithm, seed);
        CertificateProfile profile = CertificateProfile.intermediate(
                organization, commonName, revokes(), now, now.plus(lifetime), ownKey.publicKeyInfo(), keyId());
        Certificate own = profile.signedBy(name, key, seed);
        var downToThis = new ArrayList<Certificate>(List.of(own));
        downToThis.addAll(intermediates);
        return new SigningAuthority(organization, profile.subject(), ownKey, own, List.copyOf(downToThis), bundle);
    }

    /** This authority, handing out another bundle with what it issues: the steps of a rotation of roots. */
    public SigningAuthority distributing(TrustBundle other) {
        return new SigningAuthority(organization, name, key, certificate, intermediates, other);
    }

    /**
     * A certificate for the caller, whatever name its request asks for; a lifetime of zero or less means the usual one.
     */
    public Issuance issue(
            CertificateSigningRequest request, SpiffeId caller, Duration lifetime, Instant now, Seed seed) {
        Duration asked = lifetime.isZero() || lifetime.isNegative() ? USUAL_LIFETIME : lifetime;
        if (!request.isSignedByItsKey()) {
            return new Issuance.Refused(
                    Issuance.Reason.BAD_REQUEST_SIGNATURE, "the request is not signed by the key it asks for");
        }
        if (asked.compareTo(LONGEST_LIFETIME) > 0) {
            return new Issuance.Refused(
                    Issuance.Reason.LIFETIME_TOO_LONG,
                    "requested TTL " + GoText.of(asked) + " is greater than the max allowed TTL "
                            + GoText.of(LONGEST_LIFETIME));
        }
        if (now.isAfter(certificate.notAfter())) {
            return new Issuance.Refused(
                    Issuance.Reason.SIGNING_CERTIFICATE_EXPIRED,
                    "signing certificate has expired at " + GoText.of(certificate.notAfter()));
        }
        return new Issuance.Issued(withIntermediates(leaf(request, caller, asked, now, seed)), bundle);
    }

    /** A certificate for a server that goes by these names. */
    public HostCertificate issueForHosts(
            SigningKey server, List<String> hosts, Duration lifetime, Instant now, Seed seed) {
        Certificate leaf = CertificateProfile.host(
                        hosts, now.minus(CLOCK_SKEW_GRACE), now.plus(lifetime), server.publicKeyInfo(), keyId())
                .signedBy(name, key, seed);
        return new HostCertificate(withIntermediates(leaf), server);
    }

    /**
     * The list of certificates of this authority that nobody is to take any more (RFC 5280 §5), good for as long as the
     * authority is; backdated as leaves are.
     */
    public RevocationList revocationList(List<BigInteger> serialNumbers, long number, Instant now) {
        var fields = new V2TBSCertListGenerator();
        fields.setSignature(Der.signatureAlgorithm(key));
        fields.setIssuer(name);
        fields.setThisUpdate(CertificateProfile.time(now.minus(CLOCK_SKEW_GRACE)));
        fields.setNextUpdate(CertificateProfile.time(certificate.notAfter()));
        for (BigInteger serialNumber : serialNumbers) {
            fields.addCRLEntry(new ASN1Integer(serialNumber), CertificateProfile.time(now), CRLReason.keyCompromise);
        }
        fields.setExtensions(new Extensions(new Extension[] {
            new Extension(Extension.authorityKeyIdentifier, false, Der.encode(new AuthorityKeyIdentifier(keyId()))),
            new Extension(Extension.cRLNumber, false, Der.encode(new ASN1Integer(number)))
        }));
        var signed = fields.generateTBSCertList();
        var list = new ASN1EncodableVector();
        list.add(signed);
        list.add(Der.signatureAlgorithm(key));
        list.add(new DERBitString(key.sign(Der.encode(signed))));
        return RevocationList.parseDer(Der.encode(new DERSequence(list)));
    }

    private Certificate leaf(
            CertificateSigningRequest request, SpiffeId caller, Duration lifetime, Instant now, Seed seed) {
        Instant wished = now.plus(lifetime);
        Instant notAfter = wished.isBefore(certificate.notAfter()) ? wished : certificate.notAfter();
        return CertificateProfile.workload(
                        caller, now.minus(CLOCK_SKEW_GRACE), notAfter, request.publicKeyInfo(), keyId())
                .signedBy(name, key, seed);
    }

    private List<Certificate> withIntermediates(Certificate leaf) {
        var chain = new ArrayList<Certificate>(List.of(leaf));
        chain.addAll(intermediates);
        return chain;
    }

    private byte[] keyId() {
        return certificate
                .subjectKeyId()
                .map(HexFormat.of()::parseHex)
                .orElseGet(() -> CertificateProfile.keyId(key.publicKeyInfo()));
    }

    /** Whether peers take its lists. */
    public boolean revokes() {
        return certificate.permits(KeyUsage.CRL_SIGN);
    }

    public TrustBundle bundle() {
        return bundle;
    }

    public Certificate certificate() {
        return certificate;
    }

    /** This certificate and those between it and its root, without the root; empty for a root. */
    public List<Certificate> intermediates() {
        return intermediates;
    }
}
