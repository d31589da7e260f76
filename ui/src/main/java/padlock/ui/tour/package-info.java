/** A guided tour: points at things in the window, one after the other, and explains them. */
package padlock.ui.tour;
