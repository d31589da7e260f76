/**
 * What is run: the mesh, the traffic, the interventions and the expectations of a scenario, as records. They know
 * nothing of the files that they were written in.
 *
 * <p><b>Invariant:</b> A call is never scheduled at or after the end of the run.
 */
package padlock.scenario;
