/**
 * What a recording says about calls and policies: views folded from facts, and the verdict on each call.
 *
 * <p><b>Invariant:</b> The first check that fails, in the order of the wire, names the reason.
 *
 * <p><b>Invariant:</b> What becomes of a connection later does not change the verdict on an earlier call.
 */
package padlock.mesh.history;
