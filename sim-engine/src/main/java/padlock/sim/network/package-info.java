/**
 * The network's faults and delays, each a rule about one transmission. The first rule that decides wins, so a list
 * reads from the special to the general: what is cut off, what is lost, how long the rest takes. The rules hold no
 * state; whatever chance they need comes from the transmission that they judge.
 *
 * <p><b>Invariant:</b> a rule decides the same transmission the same way.
 */
package padlock.sim.network;
