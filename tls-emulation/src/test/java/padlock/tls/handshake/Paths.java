package padlock.tls.handshake;

import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.junit.jupiter.params.provider.Arguments;
import padlock.tls.handshake.CertificateValidator.Checked;
import padlock.tls.handshake.CertificateValidator.Examination;
import padlock.tls.identity.Certificate;
import padlock.tls.identity.RevocationList;
import padlock.tls.identity.TrustBundle;

import static org.assertj.core.api.Assertions.assertThat;

/** Chains of a leaf, an authority and an anchor that keep RFC 5280, to be spoilt, and how they are judged. */
final class Paths {
    static final ASN1ObjectIdentifier STRANGE = new ASN1ObjectIdentifier("1.2.3.4");
    private static final Certificate ROOT = root().signedBy("root");

    private Paths() {}

    /** Holds that only the check fails that is named, or none if it is "accepted". */
    static void isJudged(String failing, List<Certificate> chain, List<RevocationList> lists) {
        ChainTerms terms = new ChainTerms(Purpose.SERVER_AUTH, Fixture.NOW, Rules.PATH);
        PeerTrust trust = new PeerTrust(TrustBundle.of(ROOT), new SanRule.AnyName(), lists);
        Examination examined = CertificateValidator.examine(chain, trust, terms);
        assertThat(examined.checks())
                .filteredOn(check -> !check.passed())
                .extracting(Checked::name)
                .containsExactly(failing.equals("accepted") ? new String[0] : new String[] {failing});
        assertThat(examined.verdict() instanceof ChainVerdict.Accepted).isEqualTo(failing.equals("accepted"));
    }

    static Arguments path(String rule, String failing, Forge leaf, Forge between) {
        return Arguments.of(rule, failing, List.of(leaf.signedBy("between"), between.signedBy("root")));
    }

    static Arguments told(String rule, String failing, Certificate leaf, Certificate between, RevocationList... lists) {
        return told(rule, failing, List.of(leaf, between), lists);
    }

    static Arguments told(String rule, String failing, List<Certificate> chain, RevocationList... lists) {
        return Arguments.of(rule, failing, chain, List.of(lists));
    }

    static Forge root() {
        return Forge.profiledAuthority("root", "root");
    }

    static Forge between() {
        return Forge.profiledAuthority("between", "root");
    }

    static Forge leaf() {
        return Forge.profiledLeaf("leaf", "between");
    }

    static Forge limited(Forge authority, int pathLength) {
        return authority.with(Extension.basicConstraints, true, new BasicConstraints(pathLength));
    }

    static ExtendedKeyUsage usage(KeyPurposeId purpose) {
        return new ExtendedKeyUsage(purpose);
    }

    static GeneralName dns(String host) {
        return new GeneralName(GeneralName.dNSName, host);
    }

    static GeneralName uri(String text) {
        return new GeneralName(GeneralName.uniformResourceIdentifier, text);
    }

    static GeneralName mail(String mailbox) {
        return new GeneralName(GeneralName.rfc822Name, mailbox);
    }

    static GeneralName directory(String name) {
        return new GeneralName(new X500Name(name));
    }

    static GeneralName address(int... octets) {
        byte[] bytes = new byte[octets.length];
        for (int i = 0; i < bytes.length; i++) bytes[i] = (byte) octets[i];
        return new GeneralName(GeneralName.iPAddress, new DEROctetString(bytes));
    }
}
