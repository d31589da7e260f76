package padlock.sim.recording;

import padlock.sim.Fact;
import padlock.sim.Message;

record Noted(String text, long number) implements Fact, Message {}
