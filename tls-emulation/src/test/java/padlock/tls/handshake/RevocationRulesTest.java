package padlock.tls.handshake;

import java.math.BigInteger;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.ReasonFlags;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import padlock.tls.identity.Certificate;
import padlock.tls.identity.RevocationList;

import static padlock.tls.handshake.Paths.STRANGE;
import static padlock.tls.handshake.Paths.between;
import static padlock.tls.handshake.Paths.directory;
import static padlock.tls.handshake.Paths.isJudged;
import static padlock.tls.handshake.Paths.leaf;
import static padlock.tls.handshake.Paths.told;
import static padlock.tls.handshake.Paths.uri;

/** Revocation lists of RFC 5280 by examples of our own: whole, in part, of changes only, and by others. */
final class RevocationRulesTest {
    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource({"lists", "partialLists", "listsOfOthers"})
    void revocationIsWhatTheListsAtHandTell(
            String rule, String failing, List<Certificate> chain, List<RevocationList> lists) {
        isJudged(failing, chain, lists);
    }

    static Stream<Arguments> lists() {
        Certificate leaf = leaf().signedBy("between");
        Certificate between = between().signedBy("root");
        Certificate mute = between()
                .with(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign))
                .signedBy("root");
        RevocationList clean = ForgedList.by("between").signedBy("between");
        RevocationList ofRoot = ForgedList.by("root").signedBy("root");
        return Stream.of(
                told("nothing is revoked", "accepted", leaf, between, ofRoot, clean),
                told(
                        "the leaf is revoked",
                        "revocation",
                        leaf,
                        between,
                        ofRoot,
                        ForgedList.by("between").revoking(leaf).signedBy("between")),
                told(
                        "the authority is revoked",
                        "revocation",
                        leaf,
                        between,
                        ForgedList.by("root").revoking(between).signedBy("root"),
                        clean),
                told(
                        "another authority revokes the same number",
                        "accepted",
                        leaf,
                        between,
                        ForgedList.by("root").revoking(leaf).signedBy("root"),
                        clean),
                told("no list of the leaf's authority", "revocation", leaf, between, ofRoot),
                told("no list of the anchor", "revocation", leaf, between, clean),
                told(
                        "a list that is over",
                        "revocation",
                        leaf,
                        between,
                        ofRoot,
                        ForgedList.by("between", Forge.hoursAgo(2), Forge.hoursAgo(1))
                                .signedBy("between")),
                told(
                        "a list that has not begun",
                        "revocation",
                        leaf,
                        between,
                        ofRoot,
                        ForgedList.by("between", Fixture.NOW.plusSeconds(1), Fixture.NOW.plusSeconds(9))
                                .signedBy("between")),
                told(
                        "a list that is over beside one that is not",
                        "accepted",
                        leaf,
                        between,
                        ofRoot,
                        ForgedList.by("between", Forge.hoursAgo(2), Forge.hoursAgo(1))
                                .signedBy("between"),
                        clean),
                told(
                        "a later list that takes back, before the one that revoked",
                        "accepted",
                        leaf,
                        between,
                        ofRoot,
                        ForgedList.by("between").number(2).signedBy("between"),
                        ForgedList.by("between")
                                .revoking(leaf, CRLReason.certificateHold)
                                .signedBy("between")),
                told(
                        "a later list that revokes, after one that does not yet",
                        "revocation",
                        leaf,
                        between,
                        ofRoot,
                        ForgedList.by("between", Forge.hoursAgo(2), Fixture.NOW.plus(Fixture.DAY))
                                .signedBy("between"),
                        ForgedList.by("between", Forge.hoursAgo(1), Fixture.NOW.plus(Fixture.DAY))
                                .number(2)
                                .revoking(leaf)
                                .signedBy("between")),
                told(
                        "a list at the second at which the next one is due",
                        "accepted",
                        leaf,
                        between,
                        ofRoot,
                        ForgedList.by("between", Forge.hoursAgo(1), Fixture.NOW).signedBy("between")),
                told(
                        "a list with another's signature",
                        "revocation",
                        leaf,
                        between,
                        ofRoot,
                        ForgedList.by("between").signedBy("impostor")),
                told("a list of an authority that may not sign lists", "revocation", leaf, mute, ofRoot, clean),
                told(
                        "a list without a number",
                        "revocation",
                        leaf,
                        between,
                        ofRoot,
                        ForgedList.by("between").without(Extension.cRLNumber).signedBy("between")),
                told(
                        "a list whose number is critical",
                        "revocation",
                        leaf,
                        between,
                        ofRoot,
                        ForgedList.by("between")
                                .with(Extension.cRLNumber, true, new CRLNumber(BigInteger.ONE))
                                .signedBy("between")),
                told(
                        "a list with a strange critical extension",
                        "revocation",
                        leaf,
                        between,
                        ofRoot,
                        ForgedList.by("between")
                                .with(STRANGE, true, DERNull.INSTANCE)
                                .signedBy("between")),
                told(
                        "a list with a strange extension",
                        "accepted",
                        leaf,
                        between,
                        ofRoot,
                        ForgedList.by("between")
                                .with(STRANGE, false, DERNull.INSTANCE)
                                .signedBy("between")),
                told(
                        "an entry with a strange critical extension",
                        "revocation",
                        leaf,
                        between,
                        ofRoot,
                        ForgedList.by("between")
                                .revoking(between, STRANGE, DERNull.INSTANCE)
                                .signedBy("between")));
    }

    static Stream<Arguments> partialLists() {
        Certificate leaf = leaf().signedBy("between");
        Certificate there = leaf().with(Extension.cRLDistributionPoints, false, pointingTo("here"))
                .signedBy("between");
        Certificate between = between().signedBy("root");
        RevocationList ofRoot = ForgedList.by("root").signedBy("root");
        ForgedList changed = ForgedList.by("between").number(2).since(1);
        return Stream.of(
                told(
                        "a list about leaves alone",
                        "accepted",
                        leaf,
                        between,
                        ofRoot,
                        scoped(new IssuingDistributionPoint(null, true, false, null, false, false))
                                .signedBy("between")),
                told(
                        "a list about authorities alone",
                        "revocation",
                        leaf,
                        between,
                        ofRoot,
                        scoped(new IssuingDistributionPoint(null, false, true, null, false, false))
                                .signedBy("between")),
                told(
                        "a list about attributes alone",
                        "revocation",
                        leaf,
                        between,
                        ofRoot,
                        scoped(new IssuingDistributionPoint(null, false, false, null, false, true))
                                .signedBy("between")),
                told(
                        "a list under the name that the certificate gives",
                        "accepted",
                        there,
                        between,
                        ofRoot,
                        scoped(under("here", null)).signedBy("between")),
                told(
                        "a list under another name",
                        "revocation",
                        there,
                        between,
                        ofRoot,
                        scoped(under("elsewhere", null)).signedBy("between")),
                told(
                        "a list without a name is under every name",
                        "accepted",
                        there,
                        between,
                        ofRoot,
                        ForgedList.by("between").signedBy("between")),
                told(
                        "a list for some reasons only",
                        "revocation",
                        there,
                        between,
                        ofRoot,
                        scoped(under("here", compromise())).signedBy("between")),
                told(
                        "lists for some and for the other reasons",
                        "accepted",
                        there,
                        between,
                        ofRoot,
                        scoped(under("here", compromise())).signedBy("between"),
                        scoped(under("here", notCompromise())).signedBy("between")),
                told(
                        "a change that revokes",
                        "revocation",
                        leaf,
                        between,
                        ofRoot,
                        ForgedList.by("between").signedBy("between"),
                        changed.revoking(leaf).signedBy("between")),
                told(
                        "a change that takes back",
                        "accepted",
                        leaf,
                        between,
                        ofRoot,
                        ForgedList.by("between")
                                .revoking(leaf, CRLReason.certificateHold)
                                .signedBy("between"),
                        ForgedList.by("between")
                                .number(2)
                                .since(1)
                                .revoking(leaf, CRLReason.removeFromCRL)
                                .signedBy("between")),
                told(
                        "a change without the list that it changes",
                        "revocation",
                        leaf,
                        between,
                        ofRoot,
                        ForgedList.by("between").number(2).since(1).signedBy("between")),
                told(
                        "a change of a later list",
                        "accepted",
                        leaf,
                        between,
                        ofRoot,
                        ForgedList.by("between").signedBy("between"),
                        ForgedList.by("between")
                                .number(3)
                                .since(2)
                                .revoking(leaf)
                                .signedBy("between")));
    }

    static Stream<Arguments> listsOfOthers() {
        Certificate between = between().signedBy("root");
        Certificate leaf = leaf().signedBy("between");
        Certificate delegating = leaf().with(Extension.cRLDistributionPoints, false, delegatingTo("teller"))
                .signedBy("between");
        Certificate teller = Forge.profiledAuthority("teller", "root")
                .with(Extension.basicConstraints, true, new BasicConstraints(false))
                .with(Extension.keyUsage, true, new KeyUsage(KeyUsage.cRLSign))
                .signedBy("root");
        Certificate stranger = Forge.profiledAuthority("teller", "nobody").signedBy("nobody");
        Certificate pen = Forge.profiledAuthority("between", "root", "pen")
                .with(Extension.keyUsage, true, new KeyUsage(KeyUsage.cRLSign))
                .signedBy("root");
        RevocationList ofRoot = ForgedList.by("root").signedBy("root");
        RevocationList indirect = indirect("teller").signedBy("teller");
        return Stream.of(
                told(
                        "a list by whom the certificate names",
                        "accepted",
                        List.of(delegating, between, teller),
                        ofRoot,
                        indirect),
                told(
                        "a list by whom the certificate does not name",
                        "revocation",
                        List.of(leaf, between, teller),
                        ofRoot,
                        indirect),
                told(
                        "a list by whom the certificate names that revokes it",
                        "revocation",
                        List.of(delegating, between, teller),
                        ofRoot,
                        indirect("teller").revoking(delegating, "between").signedBy("teller")),
                told(
                        "a list by whom the certificate names that revokes another's",
                        "accepted",
                        List.of(delegating, between, teller),
                        ofRoot,
                        indirect("teller").revoking(delegating).signedBy("teller")),
                told(
                        "a list that is not said to be about others",
                        "revocation",
                        List.of(delegating, between, teller),
                        ofRoot,
                        ForgedList.by("teller").signedBy("teller")),
                told(
                        "a list by somebody that nobody vouches for",
                        "revocation",
                        List.of(delegating, between, stranger),
                        ofRoot,
                        indirect),
                told(
                        "a list by somebody who is revoked",
                        "revocation",
                        List.of(delegating, between, teller),
                        ForgedList.by("root").revoking(teller).signedBy("root"),
                        indirect),
                told(
                        "a list signed with another key of the authority's",
                        "accepted",
                        List.of(leaf, between, pen),
                        ofRoot,
                        ForgedList.by("between").signedBy("pen")),
                told(
                        "a list signed with a key that is not the authority's any more",
                        "revocation",
                        List.of(leaf, between, pen),
                        ForgedList.by("root").revoking(pen).signedBy("root"),
                        ForgedList.by("between").signedBy("pen")));
    }

    private static ForgedList scoped(IssuingDistributionPoint scope) {
        return ForgedList.by("between").with(Extension.issuingDistributionPoint, true, scope);
    }

    private static ForgedList indirect(String issuer) {
        return ForgedList.by(issuer)
                .with(
                        Extension.issuingDistributionPoint,
                        true,
                        new IssuingDistributionPoint(null, false, false, null, true, false));
    }

    private static DistributionPointName named(String name) {
        return new DistributionPointName(new GeneralNames(uri("http://example.com/" + name)));
    }

    private static CRLDistPoint pointingTo(String name) {
        return new CRLDistPoint(new DistributionPoint[] {new DistributionPoint(named(name), null, null)});
    }

    private static CRLDistPoint delegatingTo(String issuer) {
        GeneralNames who = new GeneralNames(directory("CN=" + issuer));
        return new CRLDistPoint(new DistributionPoint[] {new DistributionPoint(null, null, who)});
    }

    private static ReasonFlags compromise() {
        return new ReasonFlags(ReasonFlags.keyCompromise | ReasonFlags.cACompromise);
    }

    private static ReasonFlags notCompromise() {
        return new ReasonFlags(ReasonFlags.affiliationChanged
                | ReasonFlags.superseded
                | ReasonFlags.cessationOfOperation
                | ReasonFlags.certificateHold
                | ReasonFlags.privilegeWithdrawn
                | ReasonFlags.aACompromise);
    }

    private static IssuingDistributionPoint under(String name, ReasonFlags reasons) {
        return new IssuingDistributionPoint(named(name), false, false, reasons, false, false);
    }
}
