package padlock.tls.identity;

import java.math.BigInteger;
import java.util.Optional;
import java.util.function.Supplier;
import org.bouncycastle.asn1.x9.ECNamedCurveTable;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.CipherParameters;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.Signer;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA384Digest;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.engines.RSAEngine;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.crypto.signers.DSADigestSigner;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.bouncycastle.crypto.signers.PSSSigner;
import org.bouncycastle.crypto.signers.PlainDSAEncoding;
import org.bouncycastle.crypto.signers.RSADigestSigner;
import org.bouncycastle.util.Arrays;

/** A key by which tokens are checked: what it has signed by the algorithms of RFC 7518 and RFC 8037. */
public final class TokenKey {

    private static final int ED25519_LENGTH = 32;

    private final Family family;
    private final CipherParameters key;

    /** Kinds of keys; each has algorithms of its own. */
    private enum Family {
        RSA,
        ELLIPTIC_CURVE,
        ED25519,
        SYMMETRIC
    }

    private TokenKey(Family family, CipherParameters key) {
        this.family = family;
        this.key = key;
    }

    /** An RSA key by its numbers; empty where that is none that is in use. */
    public static Optional<TokenKey> rsa(byte[] modulus, byte[] exponent) {
        BigInteger power = new BigInteger(1, exponent);
        boolean usual = power.equals(BigInteger.valueOf(3)) || power.equals(PublicKeys.RSA_EXPONENT);
        return usual
                ? made(() -> new TokenKey(Family.RSA, new RSAKeyParameters(false, new BigInteger(1, modulus), power)))
                : Optional.empty();
    }

    /** A point on one of the curves P-256, P-384 and P-521; empty where it is not on it. */
    public static Optional<TokenKey> onCurve(String curve, byte[] x, byte[] y) {
        X9ECParameters parameters = ECNamedCurveTable.getByName(curve);
        return made(() -> new TokenKey(
                Family.ELLIPTIC_CURVE,
                new ECPublicKeyParameters(
                        parameters.getCurve().validatePoint(new BigInteger(1, x), new BigInteger(1, y)),
                        new ECDomainParameters(parameters))));
    }

    public static Optional<TokenKey> ed25519(byte[] key) {
        return key.length == ED25519_LENGTH
                ? made(() -> new TokenKey(Family.ED25519, new Ed25519PublicKeyParameters(key)))
                : Optional.empty();
    }

    /** A secret that issuer and verifier share; empty where there is nothing to share. */
    public static Optional<TokenKey> symmetric(byte[] secret) {
        return secret.length == 0
                ? Optional.empty()
                : Optional.of(new TokenKey(Family.SYMMETRIC, new KeyParameter(secret)));
    }

    private static Optional<TokenKey> made(Supplier<TokenKey> key) {
        try {
            return Optional.of(key.get());
        } catch (RuntimeException notAKey) {
            return Optional.empty();
        }
    }

    /**
     * Whether this key signed a message, by an algorithm as tokens name it ({@code RS256}, {@code EdDSA}); any bytes
     * may come as a signature.
     */
    public boolean signed(String algorithm, byte[] message, byte[] signature) {
        return switch (family) {
            case RSA ->
                algorithm.startsWith("RS")
                        ? verifies(new RSADigestSigner(digest(algorithm)), message, signature)
                        : algorithm.startsWith("PS") && verifies(probabilistic(digest(algorithm)), message, signature);
            case ELLIPTIC_CURVE ->
                algorithm.startsWith("ES")
                        && verifies(
                                new DSADigestSigner(new ECDSASigner(), digest(algorithm), PlainDSAEncoding.INSTANCE),
                                message,
                                signature);
            case ED25519 -> algorithm.equals("EdDSA") && verifies(new Ed25519Signer(), message, signature);
            case SYMMETRIC ->
                algorithm.startsWith("HS")
                        && Arrays.constantTimeAreEqual(authenticated(digest(algorithm), message), signature);
        };
    }

    /** That of an algorithm's name, which ends in how many bits it has. */
    private static Digest digest(String algorithm) {
        if (algorithm.endsWith("384")) {
            return new SHA384Digest();
        }
        return algorithm.endsWith("512") ? new SHA512Digest() : new SHA256Digest();
    }

    private static Signer probabilistic(Digest digest) {
        return new PSSSigner(new RSAEngine(), digest, digest.getDigestSize());
    }

    private boolean verifies(Signer verifier, byte[] message, byte[] signature) {
        try {
            verifier.init(false, key);
            verifier.update(message, 0, message.length);
            return verifier.verifySignature(signature);
        } catch (RuntimeException notASignature) {
            return false;
        }
    }

    private byte[] authenticated(Digest digest, byte[] message) {
        HMac mac = new HMac(digest);
        mac.init(key);
        mac.update(message, 0, message.length);
        byte[] code = new byte[mac.getMacSize()];
        mac.doFinal(code, 0);
        return code;
    }
}
