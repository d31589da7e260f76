/** Who reaches whom at the current moment. */
package padlock.ui.matrix;
