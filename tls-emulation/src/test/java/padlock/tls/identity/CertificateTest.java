package padlock.tls.identity;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class CertificateTest {
    /** Made with OpenSSL, so that reading is not checked against our own writing. */
    private static final String PEM = """
        -----BEGIN CERTIFICATE-----
        MIICRTCCAeugAwIBAgIIASNFZ4mrze8wCgYIKoZIzj0EAwIwNjEVMBMGA1UECgwM
        UGFkbG9jaywgTHRkMQwwCgYDVQQLDANhK2IxDzANBgNVBAMMBm9yZGVyczAgFw0y
        NjAxMDIwMzA0MDVaGA8yMDUxMDEwMjAzMDQwNVowNjEVMBMGA1UECgwMUGFkbG9j
        aywgTHRkMQwwCgYDVQQLDANhK2IxDzANBgNVBAMMBm9yZGVyczBZMBMGByqGSM49
        AgEGCCqGSM49AwEHA0IABDVf8ryP4kQZONU6kVJZsnkIIw5ywNZTmtQvrAdUd1MX
        TGOSx1lXPQTY4YgHPMwwJc1miZ3Tn1TvSOfxkNYZ7pujgeAwgd0wEgYDVR0TAQH/
        BAgwBgEB/wIBAzAPBgNVHQ8BAf8EBQMDB4SAMCMGA1UdJQQcMBoGCCsGAQUFBwMB
        BgRVHSUABggrBgEFBQcDAzAdBgNVHQ4EFgQU8ONcA7uLqCzDYLCNoALyW3VdHtMw
        HwYDVR0jBBgwFoAU8ONcA7uLqCzDYLCNoALyW3VdHtMwUQYDVR0RBEowSIYoc3Bp
        ZmZlOi8vY2x1c3Rlci5sb2NhbC9ucy9zaG9wL3NhL29yZGVyc4ILb3JkZXJzLnNo
        b3CCD29yZGVycy5zaG9wLnN2YzAKBggqhkjOPQQDAgNIADBFAiEAsGEDEQEewl4D
        XpmNozN0S0wMg3bWvHUzO+tcldq7VucCICV2OsKcKFy0aNxkkyr/msOnPUaE+Sn2
        P9peNUwgKkYq
        -----END CERTIFICATE-----
        """;

    private static final Certificate CERTIFICATE = Certificate.parsePem(PEM).get(0);

    @Test
    void fieldsAreReadAsOpenSslPrintsThem() {
        assertThat(CERTIFICATE.subject()).isEqualTo("CN=orders,OU=a\\+b,O=Padlock\\, Ltd");
        assertThat(CERTIFICATE.issuer()).isEqualTo(CERTIFICATE.subject());
        assertThat(CERTIFICATE.serialNumber()).isEqualTo(new BigInteger("0123456789abcdef", 16));
        assertThat(CERTIFICATE.notBefore()).isEqualTo(Instant.parse("2026-01-02T03:04:05Z"));
        assertThat(CERTIFICATE.notAfter()).isEqualTo(Instant.parse("2051-01-02T03:04:05Z"));
        assertThat(CERTIFICATE.uriSans()).containsExactly("spiffe://cluster.local/ns/shop/sa/orders");
        assertThat(CERTIFICATE.dnsSans()).containsExactly("orders.shop", "orders.shop.svc");
        assertThat(CERTIFICATE.spiffeId()).contains(SpiffeId.parse("spiffe://cluster.local/ns/shop/sa/orders"));
        assertThat(CERTIFICATE.authority()).isTrue();
        assertThat(CERTIFICATE.pathLength()).contains(3);
        assertThat(CERTIFICATE.keyUsage())
                .containsExactly(KeyUsage.DIGITAL_SIGNATURE, KeyUsage.KEY_CERT_SIGN, KeyUsage.DECIPHER_ONLY);
        assertThat(CERTIFICATE.permits(KeyUsage.CRL_SIGN)).isFalse();
        assertThat(CERTIFICATE.extendedKeyUsage())
                .containsExactly("serverAuth", "anyExtendedKeyUsage", "1.3.6.1.5.5.7.3.3");
        assertThat(CERTIFICATE.criticalExtensions()).containsExactly("2.5.29.19", "2.5.29.15");
        assertThat(CERTIFICATE.extension("2.5.29.14").map(value -> value.length))
                .contains(22);
        assertThat(CERTIFICATE.subjectKeyId()).isPresent().isEqualTo(CERTIFICATE.authorityKeyId());
        assertThat(CERTIFICATE.publicKey()).isEqualTo("EC P-256");
        assertThat(CERTIFICATE.signatureAlgorithm()).isEqualTo("ecdsa-with-SHA256");
        assertThat(CERTIFICATE.fingerprint())
                .isEqualTo("cdb2c3afacab8b8d49be978d22dfce07025143a706a38000308bc22d0a757795");
        assertThat(CERTIFICATE.isSignedBy(CERTIFICATE)).isTrue();
        assertThat(CERTIFICATE.namesAsIssuer(CERTIFICATE)).isTrue();
    }

    @Test
    void certificateSurvivesItsForms() {
        assertThat(Certificate.parseDer(CERTIFICATE.der()))
                .isEqualTo(CERTIFICATE)
                .hasSameHashCodeAs(CERTIFICATE);
        assertThat(Certificate.parsePem("a bundle\n" + CERTIFICATE.pem() + "and\r\n" + PEM.replace("\n", "\r\n")))
                .isEqualTo(List.of(CERTIFICATE, CERTIFICATE));
    }

    @Test
    void bytesHandedOutAreCopies() {
        CERTIFICATE.der()[0] = 0;
        CERTIFICATE.publicKeyInfo()[0] = 0;
        CERTIFICATE.extension("2.5.29.14").orElseThrow()[0] = 0;
        assertThat(Certificate.parseDer(CERTIFICATE.der())).isEqualTo(CERTIFICATE);
        assertThat(CERTIFICATE.isSignedBy(CERTIFICATE)).isTrue();
    }

    @Test
    void alteredCertificateIsNotSigned() {
        byte[] der = CERTIFICATE.der();
        int name = new String(der, StandardCharsets.ISO_8859_1).indexOf("orders.shop");
        der[name] = 'x';
        assertThat(Certificate.parseDer(der).isSignedBy(CERTIFICATE)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no certificate",
                "-----BEGIN CERTIFICATE-----",
                "-----BEGIN CERTIFICATE-----\n!?\n-----END CERTIFICATE-----",
                "-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----",
                "-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----"
            })
    void textWithoutACertificateIsRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Certificate.parsePem(text))
                .withMessageContaining("certificate");
    }

    @Test
    void malformedInputIsRefusedWithASentenceAndInNoOtherWay() {
        var random = Seed.of(new byte[] {7}).stream();
        int refused = 0;
        for (int i = 0; i < 2_000; i++) {
            byte[] der = CERTIFICATE.der();
            for (int hits = 0; hits <= i % 3; hits++) der[random.nextInt(der.length)] = (byte) random.nextInt();
            if (i % 10 == 0) der = Arrays.copyOf(der, random.nextInt(der.length));
            if (refusal(der).isPresent()) refused++;
        }
        assertThat(refused).isGreaterThan(200);
    }

    private static Optional<String> refusal(byte[] der) {
        try {
            Certificate.parseDer(der).isSignedBy(CERTIFICATE);
            return Optional.empty();
        } catch (IllegalArgumentException sentence) {
            assertThat(sentence.getMessage())
                    .as(Base64.getEncoder().encodeToString(der))
                    .startsWith("this is not an X.509 certificate: ");
            return Optional.of(sentence.getMessage());
        }
    }
}
