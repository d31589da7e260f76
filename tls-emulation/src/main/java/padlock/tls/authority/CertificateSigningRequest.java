package padlock.tls.authority;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERPrintableString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.pkcs.Attribute;
import org.bouncycastle.asn1.pkcs.CertificationRequest;
import org.bouncycastle.asn1.pkcs.CertificationRequestInfo;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import padlock.tls.identity.PublicKeys;
import padlock.tls.identity.SigningKey;
import padlock.tls.identity.SpiffeId;

/** A PKCS #10 request for a certificate, shaped as a sidecar's agent makes it. What it says of names is only a wish. */
public final class CertificateSigningRequest {
    private final byte[] der;
    private final byte[] publicKeyInfo;
    private final List<String> uriSans;
    private final boolean signedByItsKey;

    private CertificateSigningRequest(byte[] der, byte[] publicKeyInfo, List<String> uriSans, boolean signedByItsKey) {
        this.der = der;
        this.publicKeyInfo = publicKeyInfo;
        this.uriSans = uriSans;
        this.signedByItsKey = signedByItsKey;
    }

    private static CertificateSigningRequest read(byte[] der) throws IOException {
        CertificationRequest request = CertificationRequest.getInstance(ASN1Primitive.fromByteArray(der));
        CertificationRequestInfo wish = request.getCertificationRequestInfo();
        byte[] publicKeyInfo = wish.getSubjectPublicKeyInfo().getEncoded();
        boolean signedByItsKey = PublicKeys.verify(
                publicKeyInfo,
                request.getSignatureAlgorithm().getEncoded(),
                wish.getEncoded(ASN1Encoding.DER),
                request.getSignature().getOctets());
        return new CertificateSigningRequest(der, publicKeyInfo, uriSans(wish), signedByItsKey);
    }

    public static CertificateSigningRequest create(SigningKey key, SpiffeId id) {
        // An agent fills in an organization without a name, and Go writes it down as such.
        var subject = new X500Name(new RDN[] {new RDN(BCStyle.O, new DERPrintableString(""))});
        var wish = new CertificationRequestInfo(
                subject,
                SubjectPublicKeyInfo.getInstance(key.publicKeyInfo()),
                new DERSet(new Attribute(PKCSObjectIdentifiers.pkcs_9_at_extensionRequest, new DERSet(namesOnly(id)))));
        var request = new ASN1EncodableVector();
        request.add(wish);
        request.add(Der.signatureAlgorithm(key));
        request.add(new DERBitString(key.sign(Der.encode(wish))));
        return new CertificateSigningRequest(
                Der.encode(new DERSequence(request)), key.publicKeyInfo(), uriSans(wish), true);
    }

    private static Extensions namesOnly(SpiffeId id) {
        var names = new GeneralNames(new GeneralName(GeneralName.uniformResourceIdentifier, id.toString()));
        return new Extensions(new Extension(Extension.subjectAlternativeName, true, Der.encode(names)));
    }

    public static CertificateSigningRequest parseDer(byte[] der) {
        try {
            return read(der.clone());
        } catch (IOException | RuntimeException malformed) {
            throw new IllegalArgumentException("this is not a certificate signing request: "
                    + (malformed.getMessage() == null ? "its bytes make no sense" : malformed.getMessage()));
        }
    }

    private static List<String> uriSans(CertificationRequestInfo wish) {
        if (wish.getAttributes() == null) return List.of();
        return Arrays.stream(wish.getAttributes().toArray())
                .map(Attribute::getInstance)
                .filter(attribute -> attribute.getAttrType().equals(PKCSObjectIdentifiers.pkcs_9_at_extensionRequest))
                .map(attribute -> Extensions.getInstance(attribute.getAttributeValues()[0]))
                .map(extensions -> GeneralNames.fromExtensions(extensions, Extension.subjectAlternativeName))
                .filter(names -> names != null)
                .flatMap(names -> Arrays.stream(names.getNames()))
                .filter(name -> name.getTagNo() == GeneralName.uniformResourceIdentifier)
                .map(name -> name.getName().toString())
                .toList();
    }

    public byte[] der() {
        return der.clone();
    }

    public List<String> uriSans() {
        return uriSans;
    }

    public byte[] publicKeyInfo() {
        return publicKeyInfo.clone();
    }

    /** Whether whoever made this holds the private key. */
    public boolean isSignedByItsKey() {
        return signedByItsKey;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CertificateSigningRequest request && Arrays.equals(der, request.der);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(der);
    }
}
