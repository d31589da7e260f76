package padlock.tls.capture;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import padlock.tls.handshake.TlsAlert;

/** What numbers stand for in TLS, by its registries; an unknown one is told as a number. */
final class Registry {

    private static final Map<Integer, String> MESSAGES = table(
            Map.entry(1, "ClientHello"),
            Map.entry(2, "ServerHello"),
            Map.entry(4, "NewSessionTicket"),
            Map.entry(8, "EncryptedExtensions"),
            Map.entry(11, "Certificate"),
            Map.entry(12, "ServerKeyExchange"),
            Map.entry(13, "CertificateRequest"),
            Map.entry(14, "ServerHelloDone"),
            Map.entry(15, "CertificateVerify"),
            Map.entry(16, "ClientKeyExchange"),
            Map.entry(20, "Finished"),
            Map.entry(24, "KeyUpdate"));

    private static final Map<Integer, String> MEANINGS = table(
            Map.entry(1, "the client says whom it wants to talk to, and what it can do"),
            Map.entry(2, "the server chooses from what the client offered; from here on both can compute keys"),
            Map.entry(4, "the server hands out a ticket to come back with"),
            Map.entry(8, "what the server answers to the client's wishes, the first thing that is encrypted"),
            Map.entry(11, "who the sender says it is: its certificate and those that vouch for it"),
            Map.entry(12, "the server's half of the key agreement, signed with the key of its certificate"),
            Map.entry(13, "the server wants to see a certificate too: this is what makes TLS mutual"),
            Map.entry(14, "the server has said all it has to say, and waits"),
            Map.entry(15, "a signature over all messages so far: the sender holds the key of its certificate"),
            Map.entry(16, "the client's half of the key agreement"),
            Map.entry(20, "a checksum over all messages so far, under the new keys: nobody changed any of them"),
            Map.entry(24, "the sender changes its keys"));

    private static final Map<Integer, String> RECORDS = table(
            Map.entry(20, "change_cipher_spec"),
            Map.entry(21, "alert"),
            Map.entry(22, "handshake"),
            Map.entry(23, "application_data"));

    private static final Map<Integer, String> VERSIONS = table(
            Map.entry(0x0301, "TLS 1.0"),
            Map.entry(0x0302, "TLS 1.1"),
            Map.entry(0x0303, "TLS 1.2"),
            Map.entry(0x0304, "TLS 1.3"));

    private static final Map<Integer, String> EXTENSIONS = table(
            Map.entry(0, "server_name"),
            Map.entry(5, "status_request"),
            Map.entry(10, "supported_groups"),
            Map.entry(11, "ec_point_formats"),
            Map.entry(13, "signature_algorithms"),
            Map.entry(16, "application_layer_protocol_negotiation"),
            Map.entry(22, "encrypt_then_mac"),
            Map.entry(23, "extended_master_secret"),
            Map.entry(35, "session_ticket"),
            Map.entry(43, "supported_versions"),
            Map.entry(44, "cookie"),
            Map.entry(45, "psk_key_exchange_modes"),
            Map.entry(47, "certificate_authorities"),
            Map.entry(50, "signature_algorithms_cert"),
            Map.entry(51, "key_share"),
            Map.entry(65281, "renegotiation_info"));

    private static final Map<Integer, String> GROUPS = table(
            Map.entry(0x0017, "secp256r1"),
            Map.entry(0x0018, "secp384r1"),
            Map.entry(0x0019, "secp521r1"),
            Map.entry(0x001d, "x25519"),
            Map.entry(0x001e, "x448"),
            Map.entry(0x11ec, "X25519MLKEM768"));

    private static final Map<Integer, String> SIGNATURES = table(
            Map.entry(0x0201, "rsa_pkcs1_sha1"),
            Map.entry(0x0203, "ecdsa_sha1"),
            Map.entry(0x0401, "rsa_pkcs1_sha256"),
            Map.entry(0x0403, "ecdsa_secp256r1_sha256"),
            Map.entry(0x0501, "rsa_pkcs1_sha384"),
            Map.entry(0x0503, "ecdsa_secp384r1_sha384"),
            Map.entry(0x0601, "rsa_pkcs1_sha512"),
            Map.entry(0x0603, "ecdsa_secp521r1_sha512"),
            Map.entry(0x0804, "rsa_pss_rsae_sha256"),
            Map.entry(0x0805, "rsa_pss_rsae_sha384"),
            Map.entry(0x0806, "rsa_pss_rsae_sha512"),
            Map.entry(0x0807, "ed25519"),
            Map.entry(0x0808, "ed448"));

    private Registry() {}

    @SafeVarargs
    private static Map<Integer, String> table(Map.Entry<Integer, String>... entries) {
        Map<Integer, String> table = new TreeMap<>();
        for (Map.Entry<Integer, String> entry : entries) {
            table.put(entry.getKey(), entry.getValue());
        }
        return table;
    }

    static String message(int type) {
        return named(MESSAGES, type, "handshake message");
    }

    static String meaning(int messageType) {
        return Optional.ofNullable(MEANINGS.get(messageType)).orElse("");
    }

    static boolean isRecord(int type) {
        return RECORDS.containsKey(type);
    }

    static String record(int type) {
        return named(RECORDS, type, "record type");
    }

    static String version(int code) {
        return named(VERSIONS, code, "version");
    }

    static String extension(int type) {
        return named(EXTENSIONS, type, "extension");
    }

    static String group(int code) {
        return named(GROUPS, code, "group");
    }

    static String signature(int code) {
        return named(SIGNATURES, code, "signature algorithm");
    }

    static String suite(int code) {
        return Suite.of(code)
                .map(Suite::name)
                .orElse(code == 0x00ff ? "TLS_EMPTY_RENEGOTIATION_INFO_SCSV" : "suite " + code(code));
    }

    static String alert(int code) {
        return TlsAlert.ofCode((short) code)
                .map(alert -> alert.name().toLowerCase(Locale.ROOT))
                .orElse("alert " + code);
    }

    private static String named(Map<Integer, String> names, int code, String kind) {
        return Optional.ofNullable(names.get(code)).orElse(kind + " " + code(code));
    }

    private static String code(int code) {
        return "0x" + Integer.toHexString(code);
    }
}
