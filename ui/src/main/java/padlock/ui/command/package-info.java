/** What a person can do in the window, each thing once: its words, its key, and whether it can be done now. */
package padlock.ui.command;
