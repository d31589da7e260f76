/**
 * What is left of a run: its events in order, a fingerprint of them, and views folded from them. A
 * {@link padlock.sim.recording.Recorder} takes events down; a {@link padlock.sim.recording.Recording} is all that
 * anybody reads afterwards; a {@link padlock.sim.recording.Timeline} shows how things stood after any of the events. Of
 * a long run only the latest events are in memory, the others in a temporary file. Nothing here knows what the facts
 * mean, and nothing runs a simulation.
 *
 * <p><b>Invariant:</b> equal events have equal fingerprints. <br>
 * <b>Invariant:</b> a fact without canonical form is refused at once. <br>
 * <b>Invariant:</b> a timeline shows what folding from the start shows. <br>
 * <b>Invariant:</b> scrubbing folds at most one interval. <br>
 * <b>Invariant:</b> what went to the file is what was added.
 */
package padlock.sim.recording;
