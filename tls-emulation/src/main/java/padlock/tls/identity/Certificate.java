package padlock.tls.identity;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.x509.Extension;

/** One X.509 certificate as a value: its DER bytes and what they say. Two with the same bytes are the same. */
public final class Certificate {
    private static final Pattern PEM_BLOCK =
            Pattern.compile("-----BEGIN CERTIFICATE-----(.*?)-----END CERTIFICATE-----", Pattern.DOTALL);

    private final byte[] der;
    private final CertificateFields fields;

    private Certificate(byte[] der) {
        this.der = der;
        this.fields = CertificateFields.read(der);
    }

    public static Certificate parseDer(byte[] der) {
        return new Certificate(der.clone());
    }

    /** All certificates in a PEM text, in its order; text around them is skipped, text without any is a mistake. */
    public static List<Certificate> parsePem(String text) {
        var certificates = new ArrayList<Certificate>();
        Matcher block = PEM_BLOCK.matcher(text);
        while (block.find()) certificates.add(ofBase64(block.group(1), certificates.size() + 1));
        if (certificates.isEmpty()) {
            throw new IllegalArgumentException("there is no certificate here: nothing is between"
                    + " -----BEGIN CERTIFICATE----- and -----END CERTIFICATE-----");
        }
        return List.copyOf(certificates);
    }

    private static Certificate ofBase64(String text, int position) {
        byte[] der;
        try {
            der = Base64.getDecoder().decode(text.replaceAll("\\s", "").getBytes(StandardCharsets.UTF_8));
        } catch (IllegalArgumentException notBase64) {
            throw new IllegalArgumentException(
                    "certificate " + position + " of this PEM text is not Base64: " + notBase64.getMessage());
        }
        return new Certificate(der);
    }

    public byte[] der() {
        return der.clone();
    }

    public String pem() {
        String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN CERTIFICATE-----\n" + lines + "\n-----END CERTIFICATE-----\n";
    }

    /** The subject by RFC 2253, empty for a workload. */
    public String subject() {
        return fields.subject().text();
    }

    public String issuer() {
        return fields.issuer().text();
    }

    /** The DER Name of the subject. */
    public byte[] subjectDer() {
        return fields.subjectDer().clone();
    }

    DistinguishedName subjectName() {
        return fields.subject();
    }

    DistinguishedName issuerName() {
        return fields.issuer();
    }

    /** Where its revocation would be told: where it says, and then where every certificate's is. */
    public List<DistributionPoint> distributionPoints() {
        var points = new ArrayList<>(fields.distributionPoints());
        points.add(DistributionPoint.of(fields.issuer()));
        return List.copyOf(points);
    }

    /** 1 to 3; only the third knows extensions. */
    public int version() {
        return fields.version();
    }

    public BigInteger serialNumber() {
        return fields.serialNumber();
    }

    public Instant notBefore() {
        return fields.notBefore();
    }

    public Instant notAfter() {
        return fields.notAfter();
    }

    public List<String> uriSans() {
        return fields.uriSans();
    }

    public List<String> dnsSans() {
        return fields.dnsSans();
    }

    /** Whether BasicConstraints has cA; without it a certificate signs no others. */
    public boolean authority() {
        return fields.authority();
    }

    public Optional<Integer> pathLength() {
        return fields.pathLength();
    }

    /** In the order of the bits; empty when there is no such extension. */
    public List<KeyUsage> keyUsage() {
        return fields.keyUsage();
    }

    /** Whether the key may be used so: without a key usage extension, for everything. */
    public boolean permits(KeyUsage usage) {
        return !fields.extensions().containsKey(Extension.keyUsage.getId())
                || fields.keyUsage().contains(usage);
    }

    /**
     * {@code serverAuth}, {@code clientAuth}, {@code anyExtendedKeyUsage} or a dotted OID; empty when there is no such
     * extension.
     */
    public List<String> extendedKeyUsage() {
        return fields.extendedKeyUsage();
    }

    /** Dotted OIDs of all extensions, in order. */
    public List<String> extensions() {
        return List.copyOf(fields.extensions().keySet());
    }

    public List<String> criticalExtensions() {
        return fields.extensions().entrySet().stream()
                .filter(entry -> entry.getValue().critical())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The DER value inside an extension. */
    public Optional<byte[]> extension(String oid) {
        return Optional.ofNullable(fields.extensions().get(oid))
                .map(extension -> extension.value().clone());
    }

    /** Hexadecimal; an authority's name for its own key. */
    public Optional<String> subjectKeyId() {
        return fields.subjectKeyId();
    }

    /** Hexadecimal; the issuer's name for the key that signed. */
    public Optional<String> authorityKeyId() {
        return fields.authorityKeyId();
    }

    /** Such as {@code EC P-256} or {@code RSA 2048}. */
    public String publicKey() {
        return PublicKeys.describe(fields.publicKeyInfo());
    }

    /** The DER SubjectPublicKeyInfo. */
    public byte[] publicKeyInfo() {
        return fields.publicKeyInfo().clone();
    }

    /** Such as {@code ecdsa-with-SHA256} or {@code sha256WithRSAEncryption}, else a dotted OID. */
    public String signatureAlgorithm() {
        return fields.signatureAlgorithmName();
    }

    /** SHA-256 of the DER in hexadecimal: the name of these bytes. */
    public String fingerprint() {
        return Hex.of(SeededRandom.sha256().digest(der));
    }

    /** The identity, where there is exactly one URI name and it is a SPIFFE ID (X509-SVID §2). */
    public Optional<SpiffeId> spiffeId() {
        return fields.uriSans().size() == 1 ? SpiffeId.tryParse(fields.uriSans().get(0)) : Optional.empty();
    }

    /** Whether the other's subject is this one's issuer, by name alone (RFC 5280 §7.1). */
    public boolean namesAsIssuer(Certificate other) {
        return fields.issuer().canonical().equals(other.fields.subject().canonical());
    }

    /** Whether the other's key made this one's signature. */
    public boolean isSignedBy(Certificate other) {
        return fields.sameAlgorithmInAndOut()
                && PublicKeys.verify(
                        other.fields.publicKeyInfo(),
                        fields.signatureAlgorithm(),
                        fields.signedPart(),
                        fields.signature());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Certificate certificate && Arrays.equals(der, certificate.der);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(der);
    }

    @Override
    public String toString() {
        String name = fields.subject().text().isEmpty()
                ? fields.uriSans().toString()
                : fields.subject().text();
        return "certificate " + serialNumber().toString(16) + " of " + name + " until " + notAfter();
    }
}
