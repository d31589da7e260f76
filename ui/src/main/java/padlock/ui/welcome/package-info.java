/** The page that the app opens with, and what it says of a file that it cannot take. */
package padlock.ui.welcome;
