/**
 * Looks at the bytes of connections: capture files for Wireshark, with the packets that a network would have seen.
 *
 * <p><b>Invariant:</b> the same packets make the same file, byte for byte.
 */
package padlock.tls.capture;
