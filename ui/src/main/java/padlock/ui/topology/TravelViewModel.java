package padlock.ui.topology;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import padlock.sim.Event;
import padlock.ui.player.PlayerViewModel;

/**
 * The messages that are seen on their way. A millisecond of the mesh is too short to be seen: what was sent since the
 * play head moved last travels for a while of the person's time; never more at once than can be told apart.
 */
final class TravelViewModel {

    /** How many messages are on their way at once. */
    static final int MOST = 40;

    /** How many of them at most are those of programs, which must not crowd out what is rare. */
    static final int MOST_OF_PROGRAMS = 28;

    /** How many wait on one lane, one behind the other. */
    static final int MOST_ON_LANE = 3;

    static final Duration A_JOURNEY = Duration.ofMillis(800);

    private static final Duration APART = Duration.ofMillis(200);

    /** How many events are looked at when the play head moves over many. */
    private static final int LOOKED_AT = 80;

    /** Where a message stands for whom motion disturbs: beyond the middle of an arrow, where its words are. */
    private static final double STANDING = 0.78;

    private static final double STANDING_BETWEEN = 0.5;

    private final PlayerViewModel player;
    private final Deque<Courier> travelling = new ArrayDeque<>();
    private Journeys journeys;
    private Duration clock = Duration.ZERO;

    /** A message, and when by the person's clock it leaves. */
    record Courier(Journey journey, Duration leaves) {}

    TravelViewModel(PlayerViewModel player) {
        this.player = player;
        journeys = new Journeys(player.links());
        player.played().addListener((property, before, now) -> {
            travelling.clear();
            journeys = new Journeys(now.links());
        });
        player.still().addListener((property, before, now) -> travelling.clear());
        player.shown().addListener((property, before, now) -> moved(before.intValue(), now.intValue()));
    }

    /** All that are on their way, or wait to leave. */
    List<Courier> travelling() {
        return List.copyOf(travelling);
    }

    boolean isQuiet() {
        return travelling.isEmpty();
    }

    /** How far a message has come, from 0 to 1; negative before it leaves. */
    double progress(Courier courier) {
        if (player.still().get()) {
            return courier.journey().lane().isOfSystem() ? STANDING_BETWEEN : STANDING;
        }
        return clock.minus(courier.leaves()).toNanos() / (double) A_JOURNEY.toNanos();
    }

    /** So much of the person's time has gone by. */
    void tick(Duration real) {
        if (!player.still().get()) {
            clock = clock.plus(real);
            travelling.removeIf(courier -> progress(courier) >= 1);
        }
    }

    private void moved(int before, int now) {
        boolean jumped = now < before || !player.playing().get() && now > before + 1;
        if (jumped || player.still().get()) {
            travelling.clear();
        }
        if (!jumped) {
            depart(before, now);
        }
    }

    /** The latest events first: what is long past when the next frame is drawn is left out. */
    private void depart(int from, int until) {
        List<Journey> leaving = new ArrayList<>();
        List<Event> events = player.events();
        int programs = (int) travelling.stream().filter(this::isOfPrograms).count();
        for (int i = until - 1; i >= Math.max(from, until - LOOKED_AT); i--) {
            if (travelling.size() + leaving.size() == MOST) {
                break;
            }
            Optional<Journey> journey = journeys.of(events.get(i));
            boolean ofPrograms =
                    journey.filter(each -> !each.lane().isOfSystem()).isPresent();
            if (journey.isPresent() && (!ofPrograms || programs < MOST_OF_PROGRAMS)) {
                leaving.add(journey.get());
                programs += ofPrograms ? 1 : 0;
            }
        }
        Collections.reverse(leaving);
        leaving.forEach(this::send);
    }

    private boolean isOfPrograms(Courier courier) {
        return !courier.journey().lane().isOfSystem();
    }

    private void send(Journey journey) {
        List<Courier> before = travelling.stream()
                .filter(courier -> courier.journey().lane().equals(journey.lane()))
                .toList();
        if (before.size() < MOST_ON_LANE) {
            Duration leaves = before.stream()
                    .map(courier -> courier.leaves().plus(APART))
                    .reduce(clock, (one, other) -> one.compareTo(other) > 0 ? one : other);
            travelling.add(new Courier(journey, leaves));
        }
    }
}
