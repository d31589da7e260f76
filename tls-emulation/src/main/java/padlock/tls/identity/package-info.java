/**
 * Who is who: SPIFFE IDs, certificates, keys, and the bundles of certificates that are taken as given. All of them are
 * values that are parsed or made once and never change, and whatever chance goes into them comes from a
 * {@link padlock.tls.identity.Seed}.
 *
 * <p><b>Invariant:</b> the same seed gives the same key in every JVM.
 *
 * <p><b>Invariant:</b> naming one more purpose disturbs no other.
 *
 * <p><b>Invariant:</b> malformed input is refused with a sentence and in no other way.
 */
package padlock.tls.identity;
