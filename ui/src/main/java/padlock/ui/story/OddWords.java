package padlock.ui.story;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import padlock.ui.text.Texts;

/** What Envoy's logs and what programs print says in strings that puzzle people, and what each of them means. */
final class OddWords {

    /** Response flags, which stand by themselves or between commas. */
    private static final List<String> FLAGS =
            List.of("UF", "URX", "UC", "LR", "UR", "UO", "UPE", "NR", "NC", "UH", "DPE", "DC", "UAEX", "FI", "UT");

    /** All others; a log writes an underscore where a message has a space. */
    private static final List<String> WORDS = List.of(
            "filter_chain_not_found",
            "route_not_found",
            "cluster_not_found",
            "no healthy upstream",
            "via_upstream",
            "rbac_access_denied_matched_policy",
            "ext_authz_denied",
            "ext_authz_error",
            "jwt_authn_access_denied",
            "http1.codec_error",
            "upstream_reset_before_response_started",
            "upstream connect error or disconnect/reset before headers",
            "connection termination",
            "remote connection failure",
            "connection timeout",
            "delayed connect error",
            "protocol error",
            "downstream_remote_disconnect",
            "WRONG_VERSION_NUMBER",
            "CERTIFICATE_VERIFY_FAILED",
            "PEER_DID_NOT_RETURN_A_CERTIFICATE",
            "SSLV3_ALERT_CERTIFICATE_EXPIRED",
            "TLSV1_ALERT_UNKNOWN_CA",
            "SSLV3_ALERT_CERTIFICATE_UNKNOWN",
            "SSLV3_ALERT_CERTIFICATE_REVOKED",
            "TLSV1_ALERT_DECRYPT_ERROR",
            "SSLV3_ALERT_HANDSHAKE_FAILURE",
            "TLSV1_ALERT_CERTIFICATE_REQUIRED",
            "TLSV1_ALERT_PROTOCOL_VERSION",
            "OPENSSL_internal:HTTP_REQUEST",
            "SAN matcher",
            "certificate has expired",
            "certificate is not yet valid",
            "unable to get local issuer certificate",
            "self signed certificate in certificate chain",
            "certificate signature failure",
            "certificate revoked",
            "Secret is not supplied by SDS",
            "RBAC: access denied",
            "Jwt is expired",
            "Audiences in Jwt are not allowed",
            "Connection reset by peer",
            "Connection refused",
            "alert certificate required",
            "alert handshake failure",
            "unexpected eof",
            "SSL_ERROR_SYSCALL",
            "curl: (1)",
            "curl: (6)",
            "curl: (7)",
            "curl: (28)",
            "curl: (35)",
            "curl: (52)",
            "curl: (56)",
            "code = Unavailable",
            "code = PermissionDenied");

    private OddWords() {}

    /** The strings that a text holds, flags first. */
    static List<String> in(String text) {
        String spaced = spaced(text);
        return Stream.concat(
                        FLAGS.stream()
                                .filter(flag -> Pattern.compile("(?<![^ ,])" + flag + "(?![^ ,])")
                                        .matcher(text)
                                        .find()),
                        WORDS.stream().filter(word -> spaced.contains(spaced(word))))
                .toList();
    }

    /** What one of them means, in plain words. */
    static String meaning(String odd) {
        return Texts.of(key(odd));
    }

    private static String key(String odd) {
        return "odd." + odd.replaceAll("[^A-Za-z0-9.]+", "-").replaceAll("-$", "");
    }

    private static String spaced(String text) {
        return text.replace('_', ' ');
    }
}
