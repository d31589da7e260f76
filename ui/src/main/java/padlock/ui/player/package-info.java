/** Time: where the play head stands in a recording, and how it moves. */
package padlock.ui.player;
