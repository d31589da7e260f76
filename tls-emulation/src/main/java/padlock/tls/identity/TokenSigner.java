package padlock.tls.identity;

import java.io.IOException;
import java.math.BigInteger;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.crypto.signers.PlainDSAEncoding;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;
import org.bouncycastle.crypto.util.PublicKeyFactory;
import org.bouncycastle.math.ec.custom.sec.SecP256R1Curve;
import org.bouncycastle.util.BigIntegers;

/** A key that signs tokens, in the forms that they use (RFC 7518). */
public record TokenSigner(SigningKey key) {

    private static final BigInteger ORDER = new SecP256R1Curve().getOrder();

    public TokenSigner {
        if (key.scheme() != SigningKey.Scheme.ECDSA_SHA256 && key.scheme() != SigningKey.Scheme.RSA_SHA256) {
            throw new IllegalArgumentException("tokens are signed by ES256 or RS256, not with a " + key);
        }
    }

    private boolean isElliptic() {
        return key.scheme() == SigningKey.Scheme.ECDSA_SHA256;
    }

    /** Its algorithm as tokens name it. */
    public String algorithm() {
        return isElliptic() ? "ES256" : "RS256";
    }

    /** The numbers of the public half, by their names in a JSON Web Key. */
    public SortedMap<String, byte[]> publicNumbers() {
        SortedMap<String, byte[]> numbers = new TreeMap<>();
        AsymmetricKeyParameter half = publicHalf();
        if (half instanceof ECPublicKeyParameters point) {
            numbers.put("x", point.getQ().getAffineXCoord().getEncoded());
            numbers.put("y", point.getQ().getAffineYCoord().getEncoded());
        } else if (half instanceof RSAKeyParameters rsa) {
            numbers.put("n", BigIntegers.asUnsignedByteArray(rsa.getModulus()));
            numbers.put("e", BigIntegers.asUnsignedByteArray(rsa.getExponent()));
        } else {
            throw new AssertionError(half);
        }
        return numbers;
    }

    public byte[] sign(byte[] message) {
        byte[] signature = key.sign(message);
        if (!isElliptic()) {
            return signature;
        }
        try {
            BigInteger[] both = StandardDSAEncoding.INSTANCE.decode(ORDER, signature);
            return PlainDSAEncoding.INSTANCE.encode(ORDER, both[0], both[1]);
        } catch (IOException ourOwnSignature) {
            throw new AssertionError(ourOwnSignature);
        }
    }

    private AsymmetricKeyParameter publicHalf() {
        try {
            return PublicKeyFactory.createKey(key.publicKeyInfo());
        } catch (IOException ourOwnKey) {
            throw new AssertionError(ourOwnKey);
        }
    }
}
