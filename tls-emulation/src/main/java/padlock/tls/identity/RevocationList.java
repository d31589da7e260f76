package padlock.tls.identity;

import java.io.IOException;
import java.math.BigInteger;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.ASN1Enumerated;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.CertificateList;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.bouncycastle.asn1.x509.TBSCertList;

/** A list of revoked certificates (RFC 5280 §5), as an authority signed it. Two with the same bytes are the same. */
public final class RevocationList {
    /** Of two, the one that was made later comes first, as what it says holds. */
    public static final Comparator<RevocationList> LATEST_FIRST = Comparator.comparing(
                    (RevocationList list) -> list.thisUpdate)
            .thenComparing(list -> list.number.orElse(BigInteger.ZERO))
            .reversed();

    private static final Pattern PEM_BLOCK =
            Pattern.compile("-----BEGIN X509 CRL-----(.*?)-----END X509 CRL-----", Pattern.DOTALL);

    private static final List<ASN1ObjectIdentifier> UNDERSTOOD =
            List.of(Extension.issuingDistributionPoint, Extension.deltaCRLIndicator, Extension.authorityKeyIdentifier);
    private static final List<ASN1ObjectIdentifier> UNDERSTOOD_OF_AN_ENTRY =
            List.of(Extension.reasonCode, Extension.certificateIssuer);

    /** A certificate by who made it and its number. */
    private record Key(List<String> issuer, BigInteger serialNumber) {}

    /** About which certificates and reasons a list speaks (RFC 5280 §5.2.5); without names, under any. */
    private record Scope(
            Optional<List<String>> names,
            boolean ofSubjectsOnly,
            boolean ofAuthoritiesOnly,
            boolean ofAttributesOnly,
            boolean indirect,
            Optional<SortedSet<RevocationReason>> reasons) {}

    private final byte[] der;
    private final DistinguishedName issuer;
    private final Instant thisUpdate;
    private final Optional<Instant> nextUpdate;
    private final Map<Key, Boolean> entries;
    private final Optional<BigInteger> number;
    private final Optional<BigInteger> base;
    private final Scope scope;
    private final Optional<String> authorityKeyId;
    private final boolean numberCritical;
    private final boolean understood;
    private final byte[] signedPart;
    private final byte[] signatureAlgorithm;
    private final boolean sameAlgorithmInAndOut;
    private final byte[] signature;

    private RevocationList(CertificateList list) throws IOException {
        TBSCertList signed = list.getTBSCertList();
        der = list.getEncoded();
        issuer = DistinguishedName.of(signed.getIssuer());
        thisUpdate = signed.getThisUpdate().getDate().toInstant();
        nextUpdate = Optional.ofNullable(signed.getNextUpdate())
                .map(time -> time.getDate().toInstant());
        Optional<Extensions> extensions = Optional.ofNullable(signed.getExtensions());
        number = value(extensions, Extension.cRLNumber)
                .map(value -> ASN1Integer.getInstance(value).getValue());
        numberCritical = extensions
                .map(all -> all.getExtension(Extension.cRLNumber))
                .map(Extension::isCritical)
                .orElse(false);
        base = value(extensions, Extension.deltaCRLIndicator)
                .map(value -> ASN1Integer.getInstance(value).getValue());
        authorityKeyId = value(extensions, Extension.authorityKeyIdentifier).flatMap(CertificateFields::authorityKeyId);
        scope = value(extensions, Extension.issuingDistributionPoint)
                .map(value -> scope(IssuingDistributionPoint.getInstance(value), signed.getIssuer()))
                .orElseGet(() -> new Scope(Optional.empty(), false, false, false, false, Optional.empty()));
        boolean plain = extensions
                .map(all -> hasCriticalOnly(all, UNDERSTOOD, Extension.cRLNumber))
                .orElse(true);
        Map<Key, Boolean> read = new LinkedHashMap<>();
        DistinguishedName about = issuer;
        Enumeration<?> revoked = signed.getRevokedCertificateEnumeration();
        while (revoked.hasMoreElements()) {
            TBSCertList.CRLEntry entry = (TBSCertList.CRLEntry) revoked.nextElement();
            Optional<Extensions> more = Optional.ofNullable(entry.getExtensions());
            // Who made a certificate is told once, and holds for the entries after it too (RFC 5280 §5.3.3).
            about = value(more, Extension.certificateIssuer)
                    .flatMap(RevocationList::directoryName)
                    .orElse(about);
            plain &= more.map(all -> hasCriticalOnly(all, UNDERSTOOD_OF_AN_ENTRY, Extension.certificateIssuer))
                    .orElse(true);
            boolean removed = value(more, Extension.reasonCode)
                    .map(reason -> ASN1Enumerated.getInstance(reason).intValueExact() == CRLReason.removeFromCRL)
                    .orElse(false);
            read.put(new Key(about.canonical(), entry.getUserCertificate().getValue()), !removed);
        }
        entries = Collections.unmodifiableMap(read);
        understood = plain;
        signedPart = signed.getEncoded();
        signatureAlgorithm = list.getSignatureAlgorithm().getEncoded();
        sameAlgorithmInAndOut = list.getSignatureAlgorithm().equals(signed.getSignature());
        signature = list.getSignature().getOctets();
    }

    /** One list as it is signed. */
    public static RevocationList parseDer(byte[] der) {
        try {
            return new RevocationList(CertificateList.getInstance(ASN1Primitive.fromByteArray(der)));
        } catch (IOException | RuntimeException malformed) {
            throw new IllegalArgumentException("this revocation list cannot be read");
        }
    }

    /** All lists in a PEM text, in its order; text without any is a mistake. */
    public static List<RevocationList> parsePem(String text) {
        List<RevocationList> lists = new ArrayList<>();
        Matcher block = PEM_BLOCK.matcher(text);
        while (block.find()) {
            try {
                lists.add(parseDer(Base64.getMimeDecoder().decode(block.group(1))));
            } catch (IllegalArgumentException malformed) {
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

    private static Optional<ASN1Primitive> value(Optional<Extensions> all, ASN1ObjectIdentifier oid) {
        return all.map(extensions -> extensions.getExtension(oid)).map(extension -> {
            try {
                return ASN1Primitive.fromByteArray(extension.getExtnValue().getOctets());
            } catch (IOException malformed) {
                throw new IllegalArgumentException("extension " + oid + " cannot be read");
            }
        });
    }

    private static Scope scope(IssuingDistributionPoint point, X500Name issuer) {
        return new Scope(
                Optional.ofNullable(point.getDistributionPoint()).map(name -> DistributionPoint.names(name, issuer)),
                point.onlyContainsUserCerts(),
                point.onlyContainsCACerts(),
                point.onlyContainsAttributeCerts(),
                point.isIndirectCRL(),
                Optional.ofNullable(point.getOnlySomeReasons()).map(RevocationReason::of));
    }

    private static Optional<DistinguishedName> directoryName(ASN1Primitive names) {
        for (GeneralName name : GeneralNames.getInstance(names).getNames()) {
            if (name.getTagNo() == GeneralName.directoryName) {
                return Optional.of(DistinguishedName.of(X500Name.getInstance(name.getName())));
            }
        }
        return Optional.empty();
    }

    private static boolean hasCriticalOnly(
            Extensions all, List<ASN1ObjectIdentifier> these, ASN1ObjectIdentifier orThis) {
        for (ASN1ObjectIdentifier oid : all.getCriticalExtensionOIDs()) {
            if (!these.contains(oid) && !oid.equals(orThis)) return false;
        }
        return true;
    }

    /** Whether it carries its number, as RFC 5280 §5.2.3 demands, in an extension that is not critical. */
    public boolean numbered() {
        return number.isPresent() && !numberCritical;
    }

    /** Whether nothing critical in it is strange. */
    public boolean understood() {
        return understood;
    }

    /** Whether it is complete, about its issuer's own certificates, and for all reasons. */
    public boolean plain() {
        return base.isEmpty() && !scope.indirect() && scope.reasons().isEmpty();
    }

    /** Whether it has only what changed since another list (RFC 5280 §5.2.4). */
    public boolean delta() {
        return base.isPresent();
    }

    /** Whether it tells what changed since this list, or since one before it. */
    public boolean updates(RevocationList complete) {
        return base.isPresent()
                && number.isPresent()
                && complete.number.isPresent()
                && issuer.canonical().equals(complete.issuer.canonical())
                && scope.equals(complete.scope)
                && authorityKeyId.equals(complete.authorityKeyId)
                && base.get().compareTo(complete.number.get()) <= 0
                && number.get().compareTo(complete.number.get()) > 0;
    }

    public Optional<BigInteger> number() {
        return number;
    }

    /** Who made it, as certificates name it. */
    public String issuer() {
        return issuer.text();
    }

    public boolean isBy(Certificate authority) {
        return issuer.canonical().equals(authority.subjectName().canonical());
    }

    public boolean isSignedBy(Certificate authority) {
        return sameAlgorithmInAndOut
                && PublicKeys.verify(authority.publicKeyInfo(), signatureAlgorithm, signedPart, signature);
    }

    public boolean begunAt(Instant at) {
        return !at.isBefore(thisUpdate);
    }

    /** A list without a next update never runs out; with one, the second of it still belongs to the list. */
    public boolean overAt(Instant at) {
        return nextUpdate.map(at.truncatedTo(ChronoUnit.SECONDS)::isAfter).orElse(false);
    }

    /** For which reasons this list would have the certificate, by way of that point (RFC 5280 §6.3.3 b and d). */
    public SortedSet<RevocationReason> reasonsFor(Certificate certificate, DistributionPoint point) {
        boolean right = point.issuers().isEmpty()
                ? issuer.canonical().equals(certificate.issuerName().canonical())
                : scope.indirect() && point.issuers().contains(DistributionPoint.comparable(issuer));
        boolean meant = scope.names()
                .map(names -> names.stream().anyMatch(point.namesOrIssuers()::contains))
                .orElse(true);
        boolean inScope = !scope.ofAttributesOnly()
                && !(scope.ofSubjectsOnly() && certificate.authority())
                && !(scope.ofAuthoritiesOnly() && !certificate.authority());
        SortedSet<RevocationReason> reasons = new TreeSet<>();
        if (right && meant && inScope) {
            reasons.addAll(scope.reasons().orElseGet(RevocationReason::all));
            reasons.retainAll(point.reasons());
        }
        return reasons;
    }

    /** Whether it says that the certificate is revoked, or in a delta that it is not any more; else nothing. */
    public Optional<Boolean> revokes(Certificate certificate) {
        return Optional.ofNullable(
                entries.get(new Key(certificate.issuerName().canonical(), certificate.serialNumber())));
    }

    /** What it says is revoked, in its order. */
    public List<BigInteger> revoked() {
        return entries.keySet().stream()
                .filter(entries::get)
                .map(Key::serialNumber)
                .toList();
    }

    /** What these say is revoked, in hexadecimal. */
    public static List<String> serialNumbers(List<RevocationList> lists) {
        return lists.stream()
                .flatMap(list -> list.revoked().stream())
                .distinct()
                .map(number -> number.toString(16))
                .toList();
    }

    /**
     * Whoever heeds a list of one authority of a path asks for those of all; so Istio takes lists only together.
     *
     * @throws IllegalArgumentException if one of these authorities signed none of the lists
     */
    public static void requireOneOfEach(List<Certificate> authorities, List<RevocationList> lists) {
        List<String> without = authorities.stream()
                .filter(authority -> !authority.permits(KeyUsage.CRL_SIGN)
                        || lists.stream().noneMatch(list -> list.isSignedBy(authority)))
                .map(Certificate::subject)
                .distinct()
                .toList();
        if (!without.isEmpty()) {
            throw new IllegalArgumentException("missing CRL signed by certificates: " + without);
        }
    }

    public String pem() {
        String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN X509 CRL-----\n" + lines + "\n-----END X509 CRL-----\n";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RevocationList list && Arrays.equals(der, list.der);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(der);
    }
}
