/**
 * The command line: words in, a report and an exit code out. What is printed to standard output is the report and
 * nothing else.
 *
 * <p><b>Invariant:</b> Every help shows every option.
 *
 * <p><b>Invariant:</b> Bad input is reported whole.
 *
 * <p><b>Invariant:</b> A terminal that has no colours is sent none.
 */
package padlock.scenario.cli;
