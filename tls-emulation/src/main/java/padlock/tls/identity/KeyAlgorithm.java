package padlock.tls.identity;

/**
 * The kinds of key a mesh certificate is made with: Istio's default is RSA, its faster options are on two curves of
 * NIST's. Envoy takes no Ed25519; a mesh whose sidecars did would look like this.
 */
public enum KeyAlgorithm {
    EC_P256,
    RSA_2048,
    EC_P384,
    ED25519
}
