package padlock.tls.identity;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1IA5String;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1UTCTime;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.bouncycastle.asn1.x509.Time;

/** What stands in a certificate, read once and completely, so that no later question can meet malformed bytes. */
record CertificateFields(
        int version,
        DistinguishedName subject,
        byte[] subjectDer,
        DistinguishedName issuer,
        BigInteger serialNumber,
        Instant notBefore,
        Instant notAfter,
        Map<String, Value> extensions,
        List<String> uriSans,
        List<String> dnsSans,
        boolean authority,
        Optional<Integer> pathLength,
        List<KeyUsage> keyUsage,
        List<String> extendedKeyUsage,
        Optional<String> subjectKeyId,
        Optional<String> authorityKeyId,
        List<DistributionPoint> distributionPoints,
        byte[] publicKeyInfo,
        byte[] signedPart,
        byte[] signatureAlgorithm,
        String signatureAlgorithmName,
        boolean sameAlgorithmInAndOut,
        byte[] signature) {
    /** An extension's value. */
    record Value(boolean critical, byte[] value) {}

    private static final String NOT_ONE = "this is not an X.509 certificate: ";

    static CertificateFields read(byte[] der) {
        try {
            return read(der, org.bouncycastle.asn1.x509.Certificate.getInstance(ASN1Primitive.fromByteArray(der)));
        } catch (IOException | RuntimeException malformed) {
            throw new IllegalArgumentException(NOT_ONE + reason(malformed));
        }
    }

    private static String reason(Exception malformed) {
        return malformed.getMessage() == null ? "its bytes make no sense" : malformed.getMessage();
    }

    private static CertificateFields read(byte[] der, org.bouncycastle.asn1.x509.Certificate certificate)
            throws IOException {
        if (certificate == null) throw new IllegalArgumentException("there are no bytes");
        TBSCertificate signed = certificate.getTBSCertificate();
        Map<String, Value> extensions = extensions(signed.getExtensions());
        Optional<BasicConstraints> constraints =
                value(extensions, Extension.basicConstraints).map(BasicConstraints::getInstance);
        List<GeneralName> names = value(extensions, Extension.subjectAlternativeName)
                .map(GeneralNames::getInstance)
                .map(all -> Arrays.asList(all.getNames()))
                .orElse(List.of());
        return new CertificateFields(
                signed.getVersionNumber(),
                DistinguishedName.of(signed.getSubject()),
                signed.getSubject().getEncoded(),
                DistinguishedName.of(signed.getIssuer()),
                signed.getSerialNumber().getValue(),
                instant(signed.getStartDate()),
                instant(signed.getEndDate()),
                extensions,
                texts(names, GeneralName.uniformResourceIdentifier),
                texts(names, GeneralName.dNSName),
                constraints.map(BasicConstraints::isCA).orElse(false),
                constraints.flatMap(CertificateFields::pathLength),
                value(extensions, Extension.keyUsage)
                        .map(CertificateFields::keyUsage)
                        .orElse(List.of()),
                value(extensions, Extension.extendedKeyUsage)
                        .map(CertificateFields::extendedKeyUsage)
                        .orElse(List.of()),
                value(extensions, Extension.subjectKeyIdentifier)
                        .map(id -> Hex.of(ASN1OctetString.getInstance(id).getOctets())),
                value(extensions, Extension.authorityKeyIdentifier).flatMap(CertificateFields::authorityKeyId),
                value(extensions, Extension.cRLDistributionPoints)
                        .map(points -> DistributionPoint.of(points, signed.getIssuer()))
                        .orElse(List.of()),
                signed.getSubjectPublicKeyInfo().getEncoded(),
                signedPart(der),
                certificate.getSignatureAlgorithm().getEncoded(),
                PublicKeys.nameOf(certificate.getSignatureAlgorithm()),
                certificate.getSignatureAlgorithm().equals(signed.getSignature()),
                certificate.getSignature().getOctets());
    }

    private static Map<String, Value> extensions(Extensions all) {
        var byOid = new LinkedHashMap<String, Value>();
        if (all == null) return byOid;
        for (ASN1ObjectIdentifier oid : all.getExtensionOIDs()) {
            Extension extension = all.getExtension(oid);
            byOid.put(
                    oid.getId(),
                    new Value(extension.isCritical(), extension.getExtnValue().getOctets()));
        }
        return Collections.unmodifiableMap(byOid);
    }

    private static Optional<ASN1Primitive> value(Map<String, Value> extensions, ASN1ObjectIdentifier oid) {
        Value found = extensions.get(oid.getId());
        if (found == null) return Optional.empty();
        try {
            return Optional.of(ASN1Primitive.fromByteArray(found.value()));
        } catch (IOException malformed) {
            throw new IllegalArgumentException("extension " + oid + " cannot be read");
        }
    }

    private static List<String> texts(List<GeneralName> names, int kind) {
        return names.stream()
                .filter(name -> name.getTagNo() == kind)
                .map(name -> ASN1IA5String.getInstance(name.getName()).getString())
                .toList();
    }

    private static Optional<Integer> pathLength(BasicConstraints constraints) {
        BigInteger length = constraints.getPathLenConstraint();
        if (length == null) return Optional.empty();
        if (length.signum() < 0) throw new IllegalArgumentException("its path length is negative");
        return Optional.of(length.bitLength() < Integer.SIZE ? length.intValue() : Integer.MAX_VALUE);
    }

    private static List<KeyUsage> keyUsage(ASN1Primitive value) {
        byte[] bits = ASN1BitString.getInstance(value).getBytes();
        var usages = new ArrayList<KeyUsage>();
        for (KeyUsage usage : KeyUsage.values()) {
            int position = usage.ordinal();
            if (position / 8 < bits.length && (bits[position / 8] & 0x80 >> position % 8) != 0) usages.add(usage);
        }
        return List.copyOf(usages);
    }

    private static List<String> extendedKeyUsage(ASN1Primitive value) {
        return Arrays.stream(ExtendedKeyUsage.getInstance(value).getUsages())
                .map(CertificateFields::name)
                .toList();
    }

    private static String name(KeyPurposeId purpose) {
        if (purpose.equals(KeyPurposeId.id_kp_serverAuth)) return "serverAuth";
        if (purpose.equals(KeyPurposeId.id_kp_clientAuth)) return "clientAuth";
        if (purpose.equals(KeyPurposeId.anyExtendedKeyUsage)) return "anyExtendedKeyUsage";
        return purpose.getId();
    }

    static Optional<String> authorityKeyId(ASN1Encodable value) {
        return Optional.ofNullable(AuthorityKeyIdentifier.getInstance(value).getKeyIdentifierOctets())
                .map(Hex::of);
    }

    /** RFC 5280 §4.1.2.5 leaves one form of each kind of time: with seconds, without fractions, in UTC. */
    private static Instant instant(Time time) throws IOException {
        ASN1Primitive value = time.toASN1Primitive();
        byte[] encoded = value.getEncoded();
        String text = new String(encoded, 2, encoded.length - 2, StandardCharsets.US_ASCII);
        String digits = value instanceof ASN1UTCTime ? (text.compareTo("50") < 0 ? "20" : "19") + text : text;
        if (!digits.matches("[0-9]{14}Z"))
            throw new IllegalArgumentException("its time " + text + " is not in UTC to the second");
        try {
            return LocalDateTime.of(
                            number(digits, 0, 4),
                            number(digits, 4, 6),
                            number(digits, 6, 8),
                            number(digits, 8, 10),
                            number(digits, 10, 12),
                            number(digits, 12, 14))
                    .toInstant(ZoneOffset.UTC);
        } catch (DateTimeException noSuchTime) {
            throw new IllegalArgumentException("its time " + text + " does not exist");
        }
    }

    private static int number(String digits, int from, int to) {
        return Integer.parseInt(digits, from, to, 10);
    }

    /** The bytes as they were signed; encoding what was parsed again could differ from them. */
    private static byte[] signedPart(byte[] der) {
        int start = headerLength(der, 0);
        return Arrays.copyOfRange(der, start, start + headerLength(der, start) + contentLength(der, start));
    }

    private static int headerLength(byte[] der, int at) {
        return der[at + 1] >= 0 ? 2 : 2 + (der[at + 1] & 0x7f);
    }

    private static int contentLength(byte[] der, int at) {
        if (der[at + 1] >= 0) return der[at + 1];
        if ((der[at + 1] & 0x7f) == 0) throw new IllegalArgumentException("it is not DER");
        int length = 0;
        for (int i = 0; i < (der[at + 1] & 0x7f); i++) length = length << 8 | der[at + 2 + i] & 0xff;
        return length;
    }
}
