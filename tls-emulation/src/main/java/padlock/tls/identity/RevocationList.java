package padlock.tls.identity;

import java.io.IOException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.x509.CertificateList;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.TBSCertList;

/** A list of revoked certificates (RFC 5280 §5), as an authority signed it. */
public final class RevocationList {
    private static final Pattern PEM_BLOCK =
            Pattern.compile("-----BEGIN X509 CRL-----(.*?)-----END X509 CRL-----", Pattern.DOTALL);

    private final DistinguishedName issuer;
    private final Instant thisUpdate;
    private final Optional<Instant> nextUpdate;
    private final SortedSet<BigInteger> revoked;
    private final boolean numbered;
    private final boolean processable;
    private final byte[] signedPart;
    private final byte[] signatureAlgorithm;
    private final byte[] signature;

    private RevocationList(CertificateList list) throws IOException {
        TBSCertList signed = list.getTBSCertList();
        issuer = DistinguishedName.of(signed.getIssuer());
        thisUpdate = signed.getThisUpdate().getDate().toInstant();
        nextUpdate = Optional.ofNullable(signed.getNextUpdate())
                .map(time -> time.getDate().toInstant());
        Optional<Extensions> extensions = Optional.ofNullable(signed.getExtensions());
        Optional<Extension> number = extensions.map(all -> all.getExtension(Extension.cRLNumber));
        numbered = number.map(extension -> !extension.isCritical()).orElse(false);
        revoked = new TreeSet<>();
        boolean understood = extensions.map(RevocationList::isPlain).orElse(true);
        Enumeration<?> entries = signed.getRevokedCertificateEnumeration();
        while (entries.hasMoreElements()) {
            TBSCertList.CRLEntry entry = (TBSCertList.CRLEntry) entries.nextElement();
            revoked.add(entry.getUserCertificate().getValue());
            understood &= Optional.ofNullable(entry.getExtensions())
                    .map(all -> all.getCriticalExtensionOIDs().length == 0)
                    .orElse(true);
        }
        processable = understood;
        signedPart = signed.getEncoded();
        signatureAlgorithm = list.getSignatureAlgorithm().getEncoded();
        signature = list.getSignature().getOctets();
    }

    /** All lists in a PEM text, in its order; text without any is a mistake. */
    public static List<RevocationList> parsePem(String text) {
        List<RevocationList> lists = new ArrayList<>();
        Matcher block = PEM_BLOCK.matcher(text);
        while (block.find()) {
            try {
                byte[] der = Base64.getMimeDecoder().decode(block.group(1));
                lists.add(new RevocationList(CertificateList.getInstance(ASN1Primitive.fromByteArray(der))));
            } catch (IOException | RuntimeException malformed) {
                throw new IllegalArgumentException(
                        "revocation list " + (lists.size() + 1) + " of this PEM text cannot be read");
            }
        }
        if (lists.isEmpty()) {
            throw new IllegalArgumentException("there is no revocation list here: nothing is between"
                    + " -----BEGIN X509 CRL----- and -----END X509 CRL-----");
        }
        return List.copyOf(lists);
    }

    /** Whether it carries its number, as RFC 5280 §5.2.3 demands, in an extension that is not critical. */
    public boolean numbered() {
        return numbered;
    }

    /** Whether nothing critical in it is beyond a validator that knows complete, direct lists alone. */
    public boolean processable() {
        return processable;
    }

    public boolean isBy(Certificate authority) {
        return issuer.canonical().equals(authority.subjectName().canonical());
    }

    public boolean isSignedBy(Certificate authority) {
        return PublicKeys.verify(authority.publicKeyInfo(), signatureAlgorithm, signedPart, signature);
    }

    public boolean begunAt(Instant at) {
        return !at.isBefore(thisUpdate);
    }

    /** A list without a next update never runs out. */
    public boolean overAt(Instant at) {
        return nextUpdate.map(at::isAfter).orElse(false);
    }

    public boolean revokes(Certificate certificate) {
        return revoked.contains(certificate.serialNumber());
    }

    /** A partial list, or one about the certificates of others, says so in a critical extension. */
    private static boolean isPlain(Extensions extensions) {
        for (ASN1ObjectIdentifier oid : extensions.getCriticalExtensionOIDs()) {
            if (!oid.equals(Extension.cRLNumber)) return false;
        }
        return true;
    }
}
