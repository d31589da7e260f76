/**
 * The desktop app: the window, and what stands in it. A view model decides what is shown and is tested without a
 * toolkit; its view stands beside it and binds.
 *
 * <p><b>Invariant:</b> The window plays recordings and decides nothing of its own.
 */
package padlock.ui;
