/** What leaves the window: pictures, reports, captures. */
package padlock.ui.export;
