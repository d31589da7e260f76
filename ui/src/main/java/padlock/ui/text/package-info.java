/** The words of the window, in more than one language. */
package padlock.ui.text;
