package padlock.tls.handshake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509v2CRLBuilder;
import padlock.tls.identity.Certificate;
import padlock.tls.identity.RevocationList;

/** Revocation lists that no authority of ours would make. */
final class ForgedList {
    private final X509v2CRLBuilder builder;

    private ForgedList(String issuer, Instant thisUpdate, Instant nextUpdate) {
        builder = new X509v2CRLBuilder(new X500Name("CN=" + issuer), Date.from(thisUpdate));
        builder.setNextUpdate(Date.from(nextUpdate));
    }

    /** Number 1 of an authority, good around {@link Fixture#NOW}, with nothing in it. */
    static ForgedList by(String issuer) {
        return by(issuer, Fixture.NOW.minus(Fixture.DAY), Fixture.NOW.plus(Fixture.DAY));
    }

    static ForgedList by(String issuer, Instant thisUpdate, Instant nextUpdate) {
        return new ForgedList(issuer, thisUpdate, nextUpdate).number(1);
    }

    ForgedList number(int number) {
        return with(Extension.cRLNumber, false, new CRLNumber(BigInteger.valueOf(number)));
    }

    /** Only what changed since that number. */
    ForgedList since(int number) {
        return with(Extension.deltaCRLIndicator, true, new CRLNumber(BigInteger.valueOf(number)));
    }

    ForgedList revoking(Certificate certificate) {
        return revoking(certificate, CRLReason.keyCompromise);
    }

    ForgedList revoking(Certificate certificate, int reason) {
        builder.addCRLEntry(certificate.serialNumber(), Date.from(Fixture.NOW), reason);
        return this;
    }

    /** One that another authority made. */
    ForgedList revoking(Certificate certificate, String issuer) {
        GeneralNames name = new GeneralNames(new GeneralName(new X500Name("CN=" + issuer)));
        return revoking(certificate, Extension.certificateIssuer, name);
    }

    /** With something critical to say about it. */
    ForgedList revoking(Certificate certificate, ASN1ObjectIdentifier oid, ASN1Encodable value) {
        try {
            Extension more = new Extension(oid, true, value.toASN1Primitive().getEncoded());
            builder.addCRLEntry(certificate.serialNumber(), Date.from(Fixture.NOW), new Extensions(more));
            return this;
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
    }

    ForgedList with(ASN1ObjectIdentifier oid, boolean critical, ASN1Encodable value) {
        try {
            if (builder.hasExtension(oid)) builder.removeExtension(oid);
            builder.addExtension(oid, critical, value);
            return this;
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
    }

    ForgedList without(ASN1ObjectIdentifier oid) {
        builder.removeExtension(oid);
        return this;
    }

    RevocationList signedBy(String signer) {
        try {
            byte[] der = builder.build(new Forge.Pen(Forge.key(signer))).getEncoded();
            String lines = Base64.getMimeEncoder().encodeToString(der);
            return RevocationList.parsePem("-----BEGIN X509 CRL-----\n" + lines + "\n-----END X509 CRL-----\n")
                    .get(0);
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
    }
}
