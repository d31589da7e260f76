/**
 * How two endpoints come to trust each other: TLS 1.2 and 1.3 as two state machines that take bytes and give bytes, the
 * judgement of a peer's certificates, and the look at a connection's first bytes. Bouncy Castle speaks the protocol;
 * who is trusted, and how a refusal is told, is decided here.
 *
 * <p><b>Invariant:</b> the same settings, seed and input give the same bytes in every JVM.
 *
 * <p><b>Invariant:</b> nothing a peer sends makes an endpoint throw.
 *
 * <p><b>Invariant:</b> certificates are judged at the instant handed in, never by a clock.
 *
 * <p><b>Invariant:</b> no type of Bouncy Castle is part of what other modules see.
 */
package padlock.tls.handshake;
