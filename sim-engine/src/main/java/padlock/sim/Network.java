package padlock.sim;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Numbers the transmissions of each channel, asks the rules for their fate and keeps them in order. */
final class Network {

    private static final Fate WITHOUT_RULE = new Fate.Delivered(Duration.ZERO);

    private final List<NetworkRule> rules;
    private final RandomSource random;
    private final Map<Channel, Traffic> traffic = new LinkedHashMap<>();

    Network(List<NetworkRule> rules, RandomSource random) {
        this.rules = rules;
        this.random = random;
    }

    Transmission transmit(ActorId from, ActorId to, String channel, Message message, Instant instant) {
        Traffic ofChannel = traffic.computeIfAbsent(new Channel(from, to, channel), unused -> new Traffic());
        return new Transmission(from, to, channel, ++ofChannel.sent, message, instant);
    }

    Fate decide(Transmission transmission) {
        if (rules.isEmpty()) {
            return WITHOUT_RULE;
        }
        RandomSource chance =
                random.named(transmission.from(), transmission.to(), transmission.channel(), transmission.number());
        for (NetworkRule rule : rules) {
            Optional<Fate> fate = rule.decide(transmission, chance);
            if (fate.isPresent()) {
                return fate.get();
            }
        }
        return WITHOUT_RULE;
    }

    /** When a transmission arrives: after its delay, but not before its predecessor. */
    Instant arrival(Transmission transmission, Duration after) {
        Traffic ofChannel = traffic.get(new Channel(transmission.from(), transmission.to(), transmission.channel()));
        Instant alone = transmission.instant().plus(after);
        if (alone.isAfter(ofChannel.lastArrival)) {
            ofChannel.lastArrival = alone;
        }
        return ofChannel.lastArrival;
    }

    private record Channel(ActorId from, ActorId to, String name) {}

    private static final class Traffic {
        private long sent;
        private Instant lastArrival = Instant.MIN;
    }
}
