/** What something in the mesh is, what it knows now, and why. */
package padlock.ui.details;
