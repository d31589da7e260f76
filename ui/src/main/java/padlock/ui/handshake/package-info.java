/** The bytes of a connection: message by message, decoded beside the dump, with what both sides believe. */
package padlock.ui.handshake;
