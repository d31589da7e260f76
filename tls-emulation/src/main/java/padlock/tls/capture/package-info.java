/**
 * Looks at the bytes of connections: capture files for Wireshark, and transcripts that name what every byte of a
 * connection means. Its parsers are Padlock's own, and stand apart from the endpoints that spoke the bytes.
 *
 * <p><b>Invariant:</b> the same packets make the same file, byte for byte.
 *
 * <p><b>Invariant:</b> no bytes make a transcript throw.
 */
package padlock.tls.capture;
