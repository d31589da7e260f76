/** Letting something go wrong at the current moment. */
package padlock.ui.fault;
