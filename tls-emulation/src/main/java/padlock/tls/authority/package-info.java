/**
 * Who vouches for whom: requests for certificates, and authorities that answer them with the profile, the lifetimes and
 * the refusals of the authority in Istio's control plane.
 *
 * <p><b>Invariant:</b> a certificate names its caller, whatever the request asks for.
 *
 * <p><b>Invariant:</b> every certificate issued to a workload meets the rules of X.509-SVID.
 *
 * <p><b>Invariant:</b> the same authority, request, instant and seed give the same certificate.
 */
package padlock.tls.authority;
