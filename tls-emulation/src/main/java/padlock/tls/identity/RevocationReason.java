package padlock.tls.identity;

import java.util.Collections;
import java.util.EnumSet;
import java.util.SortedSet;
import java.util.TreeSet;
import org.bouncycastle.asn1.ASN1BitString;

/** Why a certificate was revoked, in the order of the bits of ReasonFlags (RFC 5280 §4.2.1.13). */
public enum RevocationReason {
    KEY_COMPROMISE,
    CA_COMPROMISE,
    AFFILIATION_CHANGED,
    SUPERSEDED,
    CESSATION_OF_OPERATION,
    CERTIFICATE_HOLD,
    PRIVILEGE_WITHDRAWN,
    AA_COMPROMISE;

    /** All of them, which is what a list tells that does not say otherwise. */
    public static SortedSet<RevocationReason> all() {
        return Collections.unmodifiableSortedSet(new TreeSet<>(EnumSet.allOf(RevocationReason.class)));
    }

    /** The first bit is not used. */
    static SortedSet<RevocationReason> of(ASN1BitString flags) {
        byte[] bits = flags.getBytes();
        SortedSet<RevocationReason> reasons = new TreeSet<>();
        for (RevocationReason reason : values()) {
            int position = reason.ordinal() + 1;
            if (position / 8 < bits.length && (bits[position / 8] & 0x80 >> position % 8) != 0) reasons.add(reason);
        }
        return Collections.unmodifiableSortedSet(reasons);
    }
}
