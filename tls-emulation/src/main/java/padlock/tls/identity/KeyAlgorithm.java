package padlock.tls.identity;

/** The kinds of key a mesh certificate is made with: Istio's default is RSA, the faster option is EC. */
public enum KeyAlgorithm {
    EC_P256,
    RSA_2048
}
