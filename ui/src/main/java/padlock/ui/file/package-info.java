/** What a person opens and keeps: scenarios as they are changed, saved, and found again after a crash. */
package padlock.ui.file;
