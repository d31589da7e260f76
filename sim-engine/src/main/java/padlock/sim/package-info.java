/**
 * The discrete-event kernel: actors who exchange messages, one at a time, in an order that depends on nothing but the
 * seed. It knows neither TLS nor Istio. A {@link padlock.sim.Simulation} holds the clock, the pending messages and the
 * actors; an {@link padlock.sim.ActorContext} is all that an actor sees of it; {@link padlock.sim.NetworkRule}s decide
 * the fate of what crosses the network; whatever happens is handed out as {@link padlock.sim.Event}s.
 *
 * <p><b>Invariant:</b> the same seed gives the same events. <br>
 * <b>Invariant:</b> messages due at one instant arrive in the order of scheduling. <br>
 * <b>Invariant:</b> messages of one channel never overtake each other. <br>
 * <b>Invariant:</b> another actor message or rule elsewhere changes nobodys draws. <br>
 * <b>Invariant:</b> a cancelled reminder never arrives. <br>
 * <b>Invariant:</b> a reminder of a stopped actor never arrives. <br>
 * <b>Invariant:</b> the clock never runs backwards.
 */
package padlock.sim;
