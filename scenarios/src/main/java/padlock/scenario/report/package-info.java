/**
 * What a run, an answer or a matrix looks like: as text for a terminal, as JSON for a script, as a trace, as a page. A
 * report is a string; who prints it, and where, is not decided here.
 *
 * <p><b>Invariant:</b> Every fact has a sentence.
 *
 * <p><b>Invariant:</b> No text is wider than it may be.
 *
 * <p><b>Invariant:</b> Colour never stands alone.
 */
package padlock.scenario.report;
