package padlock.tls.handshake;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.Locale;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import padlock.tls.identity.Certificate;
import padlock.tls.identity.KeyAlgorithm;
import padlock.tls.identity.SigningKey;

/** Certificates that no authority of ours would make. */
final class Forge {
    private final X509v3CertificateBuilder builder;

    private Forge(String subject, String issuer, SigningKey key, Instant notBefore, Instant notAfter) {
        builder = new X509v3CertificateBuilder(
                new X500Name(issuer),
                serialNumber(subject),
                Date.from(notBefore),
                Date.from(notAfter),
                new X500Name(subject),
                SubjectPublicKeyInfo.getInstance(key.publicKeyInfo()));
    }

    private static BigInteger serialNumber(String subject) {
        return new BigInteger(1, subject.getBytes(StandardCharsets.UTF_8));
    }

    static SigningKey key(String name) {
        return SigningKey.generate(KeyAlgorithm.EC_P256, Fixture.SEED.named("forged", name));
    }

    /** Named after its key, valid around {@link Fixture#NOW}, without any extension. */
    static Forge certificate(String subject, String issuer) {
        return certificate(subject, issuer, Fixture.NOW.minus(Fixture.DAY), Fixture.NOW.plus(Fixture.DAY));
    }

    static Forge certificate(String subject, String issuer, Instant notBefore, Instant notAfter) {
        return new Forge(
                "CN=" + subject, "CN=" + issuer, key(subject.strip().toLowerCase(Locale.ROOT)), notBefore, notAfter);
    }

    static Forge authority(String subject, String issuer) {
        return certificate(subject, issuer)
                .with(Extension.basicConstraints, true, new BasicConstraints(true))
                .with(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign));
    }

    static Forge leaf(String subject, String issuer) {
        return certificate(subject, issuer)
                .with(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
                .with(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(new KeyPurposeId[] {
                    KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth
                }))
                .named(Fixture.PAYMENTS.toString());
    }

    /** An authority that keeps the profile of RFC 5280 §4. */
    static Forge profiledAuthority(String subject, String issuer) {
        return profiledAuthority(subject, issuer, subject);
    }

    /** The same with another key than the one it has by its name. */
    static Forge profiledAuthority(String subject, String issuer, String key) {
        return new Forge(
                        "CN=" + subject,
                        "CN=" + issuer,
                        key(key),
                        Fixture.NOW.minus(Fixture.DAY),
                        Fixture.NOW.plus(Fixture.DAY))
                .with(Extension.basicConstraints, true, new BasicConstraints(true))
                .with(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign))
                .keyId(key)
                .issuerKeyId(issuer);
    }

    /** A leaf that keeps the profile of RFC 5280 §4. */
    static Forge profiledLeaf(String subject, String issuer) {
        return leaf(subject, issuer).keyId(subject).issuerKeyId(issuer);
    }

    /** A leaf with a whole subject instead of a common name. */
    static Forge withSubject(String subject, String issuer) {
        return new Forge(
                        subject,
                        "CN=" + issuer,
                        key("leaf"),
                        Fixture.NOW.minus(Fixture.DAY),
                        Fixture.NOW.plus(Fixture.DAY))
                .with(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
    }

    Forge permitting(GeneralName... names) {
        return with(Extension.nameConstraints, true, new NameConstraints(subtrees(names), null));
    }

    Forge excluding(GeneralName... names) {
        return with(Extension.nameConstraints, true, new NameConstraints(null, subtrees(names)));
    }

    private static GeneralSubtree[] subtrees(GeneralName... names) {
        return Arrays.stream(names).map(GeneralSubtree::new).toArray(GeneralSubtree[]::new);
    }

    Forge called(GeneralName... names) {
        return with(Extension.subjectAlternativeName, false, new GeneralNames(names));
    }

    Forge with(ASN1ObjectIdentifier oid, boolean critical, ASN1Encodable value) {
        try {
            if (builder.hasExtension(oid)) builder.removeExtension(oid);
            builder.addExtension(oid, critical, value);
            return this;
        } catch (IOException inMemory) {
            throw new AssertionError(inMemory);
        }
    }

    Forge without(ASN1ObjectIdentifier oid) {
        if (builder.hasExtension(oid)) builder.removeExtension(oid);
        return this;
    }

    Forge named(String... uris) {
        var names = new GeneralName[uris.length];
        for (int i = 0; i < uris.length; i++)
            names[i] = new GeneralName(GeneralName.uniformResourceIdentifier, uris[i]);
        return with(Extension.subjectAlternativeName, false, new GeneralNames(names));
    }

    Forge keyId(String id) {
        return with(
                Extension.subjectKeyIdentifier,
                false,
                new SubjectKeyIdentifier(id.getBytes(StandardCharsets.US_ASCII)));
    }

    Forge issuerKeyId(String id) {
        return with(
                Extension.authorityKeyIdentifier,
                false,
                new AuthorityKeyIdentifier(id.getBytes(StandardCharsets.US_ASCII)));
    }

    Certificate signedBy(String signer) {
        try {
            return Certificate.parseDer(builder.build(new Pen(key(signer))).getEncoded());
        } catch (IOException inMemory) {
            throw new AssertionError(inMemory);
        }
    }

    static Instant hoursAgo(int hours) {
        return Fixture.NOW.minus(Duration.ofHours(hours));
    }

    record Pen(SigningKey key, ByteArrayOutputStream text) implements ContentSigner {
        Pen(SigningKey key) {
            this(key, new ByteArrayOutputStream());
        }

        @Override
        public AlgorithmIdentifier getAlgorithmIdentifier() {
            return new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);
        }

        @Override
        public OutputStream getOutputStream() {
            return text;
        }

        @Override
        public byte[] getSignature() {
            return key.sign(text.toByteArray());
        }
    }
}
