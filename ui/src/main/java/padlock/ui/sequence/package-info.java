/** One call as a chart: who does what, and what goes from whom to whom. */
package padlock.ui.sequence;
