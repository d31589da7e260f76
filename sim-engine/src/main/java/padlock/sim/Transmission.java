package padlock.sim;

import java.time.Instant;

/** A message that leaves its sender for the network; the number counts the transmissions of its channel, from 1. */
public record Transmission(ActorId from, ActorId to, String channel, long number, Message message, Instant instant) {}
