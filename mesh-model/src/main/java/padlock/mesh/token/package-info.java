/**
 * Tokens of requests (JWT, RFC 7519): found, read, checked against an issuer's keys, and taken out of the request, as
 * Envoy's filter {@code jwt_authn} does it the way Istio sets it up.
 *
 * <p><b>Invariant:</b> No byte of a token can be changed unnoticed.
 *
 * <p><b>Invariant:</b> Whatever a request carries is judged and never throws.
 */
package padlock.mesh.token;
