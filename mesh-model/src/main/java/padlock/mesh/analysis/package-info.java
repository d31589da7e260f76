/**
 * Questions about a mesh as a whole.
 *
 * <p><b>Invariant:</b> Pairs of one class get the same answer.
 */
package padlock.mesh.analysis;
