/**
 * Questions about a mesh as a whole: which connections are alike, and what is wrong or risky in what is applied. Checks
 * read what sidecars hold and what became of calls; they decide nothing themselves.
 *
 * <p><b>Invariant:</b> Pairs of one class get the same answer.
 */
package padlock.mesh.analysis;
