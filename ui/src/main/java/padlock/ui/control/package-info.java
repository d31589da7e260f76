/** Widgets that several views are made of. */
package padlock.ui.control;
