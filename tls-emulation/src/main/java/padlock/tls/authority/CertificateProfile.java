package padlock.tls.authority;

import java.math.BigInteger;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1UTCTime;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERPrintableString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;
import org.bouncycastle.crypto.digests.SHA1Digest;
import padlock.tls.identity.Certificate;
import padlock.tls.identity.Seed;
import padlock.tls.identity.SigningKey;
import padlock.tls.identity.SpiffeId;

/** What a certificate of each kind says, with its extensions in the order in which Go's crypto/x509 writes them. */
record CertificateProfile(
        X500Name subject, Instant notBefore, Instant notAfter, byte[] publicKeyInfo, List<Extension> extensions) {
    private static final int SERIAL_BITS = 128;
    private static final DateTimeFormatter UTC_TIME = DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'", Locale.ROOT);
    private static final DateTimeFormatter GENERALIZED_TIME =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmss'Z'", Locale.ROOT);

    /** Only keyCertSign, no name but the organization, not backdated; Go adds the key's identifier. */
    static CertificateProfile root(String organization, Instant notBefore, Instant notAfter, byte[] publicKeyInfo) {
        return root(organization, KeyUsage.keyCertSign, notBefore, notAfter, publicKeyInfo);
    }

    /** A root that may also sign lists of what it revokes; Istio's own does not. */
    static CertificateProfile revokingRoot(
            String organization, Instant notBefore, Instant notAfter, byte[] publicKeyInfo) {
        return root(organization, KeyUsage.keyCertSign | KeyUsage.cRLSign, notBefore, notAfter, publicKeyInfo);
    }

    private static CertificateProfile root(
            String organization, int usage, Instant notBefore, Instant notAfter, byte[] publicKeyInfo) {
        return new CertificateProfile(
                name(organization),
                notBefore,
                notAfter,
                publicKeyInfo,
                List.of(
                        extension(Extension.keyUsage, true, new KeyUsage(usage)),
                        extension(Extension.basicConstraints, true, new BasicConstraints(true)),
                        extension(
                                Extension.subjectKeyIdentifier,
                                false,
                                new SubjectKeyIdentifier(keyId(publicKeyInfo)))));
    }

    /** As Istio's tools make it; below a root that may sign lists, it may do so too. */
    static CertificateProfile intermediate(
            String organization,
            String name,
            boolean revoking,
            Instant notBefore,
            Instant notAfter,
            byte[] publicKeyInfo,
            byte[] signerKeyId) {
        int signing =
                KeyUsage.digitalSignature | KeyUsage.nonRepudiation | KeyUsage.keyEncipherment | KeyUsage.keyCertSign;
        var usage = new KeyUsage(revoking ? signing | KeyUsage.cRLSign : signing);
        return new CertificateProfile(
                name(organization, name),
                notBefore,
                notAfter,
                publicKeyInfo,
                List.of(
                        extension(Extension.keyUsage, true, usage),
                        extension(Extension.basicConstraints, true, new BasicConstraints(0)),
                        extension(
                                Extension.subjectKeyIdentifier, false, new SubjectKeyIdentifier(keyId(publicKeyInfo))),
                        extension(Extension.authorityKeyIdentifier, false, new AuthorityKeyIdentifier(signerKeyId))));
    }

    static CertificateProfile workload(
            SpiffeId id, Instant notBefore, Instant notAfter, byte[] publicKeyInfo, byte[] signerKeyId) {
        return leaf(
                new GeneralNames(new GeneralName(GeneralName.uniformResourceIdentifier, id.toString())),
                notBefore,
                notAfter,
                publicKeyInfo,
                signerKeyId);
    }

    static CertificateProfile host(
            List<String> hosts, Instant notBefore, Instant notAfter, byte[] publicKeyInfo, byte[] signerKeyId) {
        GeneralName[] names = hosts.stream()
                .map(host -> new GeneralName(GeneralName.dNSName, host))
                .toArray(GeneralName[]::new);
        return leaf(new GeneralNames(names), notBefore, notAfter, publicKeyInfo, signerKeyId);
    }

    /** The subject is empty, therefore the alternative name is critical; keyEncipherment even for keys that cannot. */
    private static CertificateProfile leaf(
            GeneralNames names, Instant notBefore, Instant notAfter, byte[] publicKeyInfo, byte[] signerKeyId) {
        return new CertificateProfile(
                new X500Name(new RDN[0]),
                notBefore,
                notAfter,
                publicKeyInfo,
                List.of(
                        extension(
                                Extension.keyUsage,
                                true,
                                new KeyUsage(KeyUsage.digitalSignature | KeyUsage.keyEncipherment)),
                        extension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(new KeyPurposeId[] {
                            KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth
                        })),
                        extension(Extension.basicConstraints, true, new BasicConstraints(false)),
                        extension(Extension.authorityKeyIdentifier, false, new AuthorityKeyIdentifier(signerKeyId)),
                        extension(Extension.subjectAlternativeName, true, names)));
    }

    Certificate signedBy(X500Name issuer, SigningKey key, Seed seed) {
        var fields = new V3TBSCertificateGenerator();
        fields.setSerialNumber(new ASN1Integer(serialNumber(seed)));
        fields.setSignature(Der.signatureAlgorithm(key));
        fields.setIssuer(issuer);
        fields.setSubject(subject);
        fields.setStartDate(time(notBefore));
        fields.setEndDate(time(notAfter));
        fields.setSubjectPublicKeyInfo(SubjectPublicKeyInfo.getInstance(publicKeyInfo));
        fields.setExtensions(new Extensions(extensions.toArray(Extension[]::new)));
        var signed = fields.generateTBSCertificate();
        var certificate = new ASN1EncodableVector();
        certificate.add(signed);
        certificate.add(Der.signatureAlgorithm(key));
        certificate.add(new DERBitString(key.sign(Der.encode(signed))));
        return Certificate.parseDer(Der.encode(new DERSequence(certificate)));
    }

    private static BigInteger serialNumber(Seed seed) {
        return new BigInteger(SERIAL_BITS, seed.named("serial number").stream()).max(BigInteger.ONE);
    }

    /** RFC 5280 §4.1.2.5: two digits for the year until 2049, then four. */
    static Time time(Instant instant) {
        var utc = instant.atOffset(ZoneOffset.UTC);
        return utc.getYear() >= 1950 && utc.getYear() < 2050
                ? new Time(new ASN1UTCTime(UTC_TIME.format(utc)))
                : new Time(new ASN1GeneralizedTime(GENERALIZED_TIME.format(utc)));
    }

    private static X500Name name(String organization, String... commonName) {
        var parts = new ArrayList<RDN>();
        parts.add(new RDN(BCStyle.O, text(organization)));
        for (String name : commonName) parts.add(new RDN(BCStyle.CN, text(name)));
        return new X500Name(parts.toArray(RDN[]::new));
    }

    private static ASN1Encodable text(String value) {
        return DERPrintableString.isPrintableString(value) ? new DERPrintableString(value) : new DERUTF8String(value);
    }

    /** RFC 5280 §4.2.1.2, method 1. */
    static byte[] keyId(byte[] publicKeyInfo) {
        byte[] bits = SubjectPublicKeyInfo.getInstance(publicKeyInfo)
                .getPublicKeyData()
                .getOctets();
        var digest = new SHA1Digest();
        digest.update(bits, 0, bits.length);
        byte[] id = new byte[digest.getDigestSize()];
        digest.doFinal(id, 0);
        return id;
    }

    private static Extension extension(ASN1ObjectIdentifier oid, boolean critical, ASN1Encodable value) {
        return new Extension(oid, critical, Der.encode(value));
    }
}
