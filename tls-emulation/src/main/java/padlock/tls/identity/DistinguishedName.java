package padlock.tls.identity;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;

/**
 * A name as a person reads it and as two names are compared: letter case, spaces and the kind of string do not count
 * (RFC 5280 §7.1), the order does.
 */
public record DistinguishedName(String text, List<String> canonical) {
    /**
     * Reads a Name of X.509 in DER.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static DistinguishedName parse(byte[] der) {
        return of(X500Name.getInstance(der));
    }

    static DistinguishedName of(X500Name name) {
        List<RDN> parts = Arrays.asList(name.getRDNs());
        var canonical = new ArrayList<String>();
        for (RDN part : parts) canonical.add(canonical(part));
        var mostSpecificFirst = new ArrayList<>(parts);
        Collections.reverse(mostSpecificFirst);
        String text = BCStyle.INSTANCE.toString(new X500Name(mostSpecificFirst.toArray(RDN[]::new)));
        return new DistinguishedName(text, List.copyOf(canonical));
    }

    /** Whether it begins as the other one does, which the empty name does for all (RFC 5280 §4.2.1.10). */
    public boolean isWithin(DistinguishedName subtree) {
        List<String> beginning = subtree.canonical();
        return canonical.size() >= beginning.size()
                && canonical.subList(0, beginning.size()).equals(beginning);
    }

    private static String canonical(RDN part) {
        return Arrays.stream(part.getTypesAndValues())
                .map(DistinguishedName::canonical)
                .sorted()
                .toList()
                .toString();
    }

    private static String canonical(AttributeTypeAndValue attribute) {
        return attribute.getType().getId() + "=" + canonical(attribute.getValue());
    }

    private static String canonical(ASN1Encodable value) {
        if (value instanceof ASN1String string)
            return "\"" + string.getString().strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT) + "\"";
        try {
            return Hex.of(value.toASN1Primitive().getEncoded());
        } catch (IOException inMemory) {
            throw new AssertionError(inMemory);
        }
    }
}
