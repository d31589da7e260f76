/** Why a connection ended as it did, told in order. */
package padlock.ui.story;
