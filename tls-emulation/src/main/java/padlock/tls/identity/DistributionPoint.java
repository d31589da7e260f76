package padlock.tls.identity;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;

/**
 * Where an authority says that the revocation of a certificate is told (RFC 5280 §4.2.1.13): under which names, by whom
 * if not by itself, and for which reasons. Names are the same exactly if their texts are.
 */
public record DistributionPoint(List<String> names, List<String> issuers, SortedSet<RevocationReason> reasons) {
    public DistributionPoint {
        names = List.copyOf(names);
        issuers = List.copyOf(issuers);
    }

    /** The one that every certificate has, without a word (RFC 5280 §6.3.3). */
    static DistributionPoint of(DistinguishedName issuer) {
        return new DistributionPoint(List.of(comparable(issuer)), List.of(), RevocationReason.all());
    }

    static List<DistributionPoint> of(ASN1Primitive extension, X500Name certificateIssuer) {
        List<DistributionPoint> points = new ArrayList<>();
        for (var point : CRLDistPoint.getInstance(extension).getDistributionPoints()) {
            List<X500Name> issuers = Optional.ofNullable(point.getCRLIssuer())
                    .map(names -> Arrays.stream(names.getNames())
                            .filter(name -> name.getTagNo() == GeneralName.directoryName)
                            .map(name -> X500Name.getInstance(name.getName()))
                            .toList())
                    .orElse(List.of());
            X500Name relativeTo = issuers.isEmpty() ? certificateIssuer : issuers.get(0);
            points.add(new DistributionPoint(
                    Optional.ofNullable(point.getDistributionPoint())
                            .map(name -> names(name, relativeTo))
                            .orElse(List.of()),
                    issuers.stream().map(DistributionPoint::comparable).toList(),
                    Optional.ofNullable(point.getReasons())
                            .map(RevocationReason::of)
                            .orElseGet(RevocationReason::all)));
        }
        return List.copyOf(points);
    }

    /** Under which names a list can be the one of this point. */
    List<String> namesOrIssuers() {
        return names.isEmpty() ? issuers : names;
    }

    static List<String> names(DistributionPointName name, X500Name relativeTo) {
        if (name.getType() == DistributionPointName.FULL_NAME) {
            return Arrays.stream(GeneralNames.getInstance(name.getName()).getNames())
                    .map(DistributionPoint::comparable)
                    .toList();
        }
        RDN last = RDN.getInstance(ASN1Set.getInstance(name.getName()));
        List<RDN> parts = new ArrayList<>(Arrays.asList(relativeTo.getRDNs()));
        parts.add(last);
        return List.of(comparable(new X500Name(parts.toArray(RDN[]::new))));
    }

    private static String comparable(GeneralName name) {
        if (name.getTagNo() == GeneralName.directoryName) {
            return comparable(X500Name.getInstance(name.getName()));
        }
        try {
            return Hex.of(name.getEncoded());
        } catch (IOException inMemory) {
            throw new AssertionError(inMemory);
        }
    }

    private static String comparable(X500Name name) {
        return comparable(DistinguishedName.of(name));
    }

    static String comparable(DistinguishedName name) {
        return name.canonical().toString();
    }
}
