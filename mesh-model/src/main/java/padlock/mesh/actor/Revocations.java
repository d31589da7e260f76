package padlock.mesh.actor;

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import padlock.tls.authority.SigningAuthority;
import padlock.tls.identity.Certificate;
import padlock.tls.identity.RevocationList;

/**
 * What the certificate authority knows of revocation: the lists that it was given, and those that it signs itself. As
 * peers ask for a list of every authority on a path, each of its keys signs one, with all that it revoked.
 */
final class Revocations {

    private final List<SigningAuthority> signers = new ArrayList<>();
    private final List<BigInteger> revoked = new ArrayList<>();
    private List<RevocationList> given = List.of();

    void signedBy(SigningAuthority signer) {
        if (signers.stream().noneMatch(known -> known.certificate().equals(signer.certificate()))) {
            signers.add(signer);
        }
    }

    /** Whether these are others than before; the one that signs with them can revoke too. */
    boolean take(List<RevocationList> lists, SigningAuthority signing) {
        boolean others = !lists.equals(given);
        given = List.copyOf(lists);
        signedBy(signing);
        return others;
    }

    void revoke(Certificate leaf) {
        revoked.add(leaf.serialNumber());
    }

    boolean areGiven() {
        return !given.isEmpty();
    }

    /** Whether anybody heeds lists, and so asks for those of every authority. */
    boolean areHeeded() {
        return areGiven() || !revoked.isEmpty();
    }

    /** Those that were given, unless they lack what the authority revoked itself. */
    List<RevocationList> givenAndOwn(Instant now) {
        return revoked.isEmpty() ? given : lists(now);
    }

    List<RevocationList> lists(Instant now) {
        List<RevocationList> lists = new ArrayList<>(given);
        signers.forEach(signer -> lists.add(list(signer, now)));
        return lists;
    }

    /** It takes the place of one that was given, and revokes what that did. */
    private RevocationList list(SigningAuthority signer, Instant now) {
        Set<BigInteger> all = new LinkedHashSet<>();
        BigInteger number = BigInteger.ZERO;
        for (RevocationList earlier : given) {
            if (earlier.isBy(signer.certificate())) {
                all.addAll(earlier.revoked());
                number = number.max(earlier.number().orElse(BigInteger.ZERO));
            }
        }
        all.addAll(revoked);
        return signer.revocationList(List.copyOf(all), number.longValue() + revoked.size(), now);
    }
}
