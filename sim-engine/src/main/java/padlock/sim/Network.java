package padlock.sim;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Numbers the transmissions of each channel, asks the rules for their fate and keeps them in order. */
final class Network {

    private static final Fate WITHOUT_RULE = new Fate.Delivered(Duration.ZERO);

    /** How long an ended channel is remembered, for what its other end sent before it learnt of the end. */
    private static final Duration MEMORY = Duration.ofMinutes(10);

    private final List<NetworkRule> rules;
    private final RandomSource random;
    private final Deque<Ended> ended = new ArrayDeque<>();
    private final Map<Channel, Traffic> traffic = new LinkedHashMap<>();

    Network(List<NetworkRule> rules, RandomSource random) {
        this.rules = rules;
        this.random = random;
    }

    Transmission transmit(ActorId from, ActorId to, String channel, Message message, Instant instant) {
        forgetEnded(instant);
        Channel used = new Channel(from, to, channel);
        Traffic ofChannel = traffic.computeIfAbsent(used, unused -> new Traffic());
        if (message.endsChannel()) {
            ended.add(new Ended(used, instant));
        }
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

    /** How many channels are remembered. */
    int channels() {
        return traffic.size();
    }

    private void forgetEnded(Instant now) {
        while (!ended.isEmpty() && ended.peek().at().plus(MEMORY).isBefore(now)) {
            Channel channel = ended.remove().channel();
            traffic.remove(channel);
            traffic.remove(channel.opposite());
        }
    }

    private record Ended(Channel channel, Instant at) {}

    private record Channel(ActorId from, ActorId to, String name) {

        Channel opposite() {
            return new Channel(to, from, name);
        }
    }

    private static final class Traffic {
        private long sent;
        private Instant lastArrival = Instant.MIN;
    }
}
