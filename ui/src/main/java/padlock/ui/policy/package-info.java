/** Changing the mesh while a run is played, and seeing what that changes. */
package padlock.ui.policy;
