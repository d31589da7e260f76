package padlock.sim;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static padlock.sim.World.ANNA;
import static padlock.sim.World.BERT;
import static padlock.sim.World.START;
import static padlock.sim.World.WRITER;
import static padlock.sim.World.at;
import static padlock.sim.World.millis;

class SimulationTest {

    private static final ActorId CARL = new ActorId("carl");
    private static final ActorId DORA = new ActorId("dora");

    @Test
    void theSameSeedGivesTheSameEvents() {
        assertThat(conversation(7).run().events())
                .isNotEmpty()
                .isEqualTo(conversation(7).run().events());
        assertThat(conversation(7).run().events())
                .isNotEqualTo(conversation(8).run().events());
    }

    @Test
    void messagesDueAtOneInstantArriveInTheOrderOfScheduling() {
        World world = new World()
                .with(ANNA, WRITER)
                .telling(5, ANNA, "third")
                .telling(1, ANNA, "first")
                .telling(5, ANNA, "fourth")
                .telling(1, ANNA, "second");

        assertThat(world.run().texts()).containsExactly("first", "second", "third", "fourth");
    }

    @Test
    void whatIsToldArrivesAtThisInstantAfterWhatIsAlreadyDue() {
        World world = new World()
                .with(BERT, WRITER)
                .with(ANNA, (message, context) -> context.tell(BERT, new Note("told")))
                .telling(1, ANNA, "go")
                .telling(1, BERT, "already due")
                .telling(2, BERT, "later");

        assertThat(world.run().events())
                .containsExactly(
                        new Event(2, at(1), BERT, new Note("already due")),
                        new Event(3, at(1), BERT, new Note("told")),
                        new Event(4, at(2), BERT, new Note("later")));
    }

    @Test
    void messagesOfOneChannelNeverOvertakeEachOther() {
        World world = new World(randomLatency())
                .with(BERT, WRITER)
                .with(ANNA, (message, context) -> context.send(BERT, "wire", message));
        List<String> sent =
                IntStream.range(0, 500).mapToObj(number -> "note " + number).toList();
        sent.forEach(text -> world.telling(0, ANNA, text));

        assertThat(world.run().texts()).isEqualTo(sent);
    }

    @Test
    void messagesOfTwoChannelsMayOvertakeEachOther() {
        World world = new World(randomLatency())
                .with(BERT, WRITER)
                .with(ANNA, (message, context) -> context.send(BERT, ((Note) message).text(), message));
        List<String> sent =
                IntStream.range(0, 50).mapToObj(number -> "note " + number).toList();
        sent.forEach(text -> world.telling(0, ANNA, text));

        assertThat(world.run().texts()).isNotEqualTo(sent).containsExactlyInAnyOrderElementsOf(sent);
    }

    @Test
    void anotherActorMessageOrRuleElsewhereChangesNobodysDraws() {
        World alone = conversation(7);
        NetworkRule elsewhere =
                randomLatency().where(transmission -> transmission.from().equals(CARL));
        World together = new World(7, elsewhere, randomLoss(), randomLatency())
                .with(CARL, talkingTo(DORA))
                .with(DORA, talkingTo(CARL))
                .telling(0, CARL, "hey")
                .telling(3, DORA, "ho");
        converse(together);

        assertThat(of(together.run(), ANNA, BERT)).isNotEmpty().isEqualTo(of(alone.run(), ANNA, BERT));
        assertThat(of(together, CARL, DORA)).isNotEmpty();
    }

    @Test
    void aMessageOnAnotherChannelOfTheSamePairChangesNoDraws() {
        Actor onOneChannel = (message, context) -> context.send(BERT, "a", message);
        Actor onTwoChannels = (message, context) -> {
            context.send(DORA, "a", message);
            context.send(BERT, "b", new Note("aside"));
            context.send(BERT, "a", message);
        };
        World one = new World(randomLatency()).with(ANNA, onOneChannel).with(BERT, WRITER);
        World two = new World(randomLatency())
                .with(ANNA, onTwoChannels)
                .with(BERT, WRITER)
                .with(DORA, WRITER);
        for (int number = 0; number < 20; number++) {
            one.telling(100L * number, ANNA, "note " + number);
            two.telling(100L * number, ANNA, "note " + number);
        }

        assertThat(of(two.run(), BERT))
                .filteredOn(happening -> !happening.fact().equals(new Note("aside")))
                .isEqualTo(of(one.run(), BERT));
    }

    @Test
    void aCancelledReminderNeverArrives() {
        List<Reminder> reminders = new ArrayList<>();
        World world = new World()
                .with(ANNA, (message, context) -> {
                    if (message.equals(new Note("set"))) {
                        reminders.add(context.remindAfter(millis(10), new Note("cancelled")));
                        reminders.add(context.remindAfter(millis(10), new Note("kept")));
                    } else if (message.equals(new Note("cancel"))) {
                        reminders.get(0).cancel();
                    } else {
                        context.record((Note) message);
                    }
                })
                .telling(0, ANNA, "set")
                .telling(5, ANNA, "cancel");

        world.simulation().runUntil(at(10));
        assertThat(reminders).extracting(Reminder::pending).containsExactly(false, true);
        world.run();
        assertThat(reminders).extracting(Reminder::pending).containsExactly(false, false);
        assertThat(world.events()).containsExactly(new Event(3, at(10), ANNA, new Note("kept")));
    }

    @Test
    void cancellingAReminderThatHasArrivedChangesNothing() {
        List<Reminder> reminders = new ArrayList<>();
        World world = new World()
                .with(ANNA, (message, context) -> reminders.add(context.remindAfter(Duration.ZERO, new Note("tick"))));
        world.telling(0, ANNA, "go").simulation().step();
        world.simulation().step();

        reminders.get(0).cancel();
        reminders.get(0).cancel();

        assertThat(reminders.get(1).pending()).isTrue();
        assertThat(world.simulation().step()).isTrue();
    }

    @Test
    void aReminderOfAStoppedActorNeverArrives() {
        List<Reminder> reminders = new ArrayList<>();
        World world = new World()
                .with(
                        ANNA,
                        (message, context) ->
                                reminders.add(context.remindAfter(millis(10), new Note("of her first life"))))
                .with(BERT, (message, context) -> {
                    context.stop(ANNA);
                    context.start(ANNA, WRITER);
                })
                .telling(0, ANNA, "go")
                .telling(1, BERT, "restart her")
                .telling(20, ANNA, "after");

        world.simulation().runUntil(at(2));
        assertThat(reminders).extracting(Reminder::pending).containsExactly(false);
        assertThat(world.run().events()).containsExactly(new Event(3, at(20), ANNA, new Note("after")));
    }

    @Test
    void theClockNeverRunsBackwards() {
        World world = conversation(7);
        Instant before = START;
        while (world.simulation().step()) {
            assertThat(world.simulation().instant()).isAfterOrEqualTo(before);
            before = world.simulation().instant();
        }

        assertThatIllegalArgumentException().isThrownBy(() -> world.telling(0, ANNA, "too late"));
        assertThatIllegalArgumentException().isThrownBy(() -> world.simulation().runUntil(START));
        assertThatThrownBy(() -> new World()
                        .telling(0, ANNA, "go")
                        .with(ANNA, (message, context) -> context.remindAfter(millis(-1), message))
                        .run())
                .hasCauseInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void runUntilStopsJustBeforeItsEnd() {
        World world = new World()
                .with(ANNA, WRITER)
                .telling(0, ANNA, "at the start")
                .telling(9, ANNA, "before")
                .telling(10, ANNA, "at the end");

        world.simulation().runUntil(at(10));
        assertThat(world.texts()).containsExactly("at the start", "before");
        assertThat(world.simulation().instant()).isEqualTo(at(10));
        assertThat(world.simulation().steps()).isEqualTo(2);

        world.simulation().runUntil(at(11));
        assertThat(world.texts()).containsExactly("at the start", "before", "at the end");
    }

    @Test
    void withoutPendingMessagesThereIsNoStep() {
        World world = new World().with(ANNA, WRITER);

        assertThat(world.simulation().step()).isFalse();
        assertThat(world.simulation().steps()).isZero();
        assertThat(world.simulation().instant()).isEqualTo(START);
    }

    @Test
    void theFirstRuleThatDecidesWins() {
        NetworkRule silent = (transmission, chance) -> Optional.empty();
        World world = new World(silent, delay(5), delay(1))
                .with(BERT, WRITER)
                .with(ANNA, (message, context) -> context.send(BERT, "wire", message))
                .telling(0, ANNA, "hello");

        assertThat(world.run().events()).containsExactly(new Event(2, at(5), BERT, new Note("hello")));
    }

    @Test
    void withoutARuleATransmissionArrivesAtOnce() {
        World world = new World()
                .with(BERT, WRITER)
                .with(ANNA, (message, context) -> context.send(BERT, "wire", message))
                .telling(3, ANNA, "hello");

        assertThat(world.run().events()).containsExactly(new Event(2, at(3), BERT, new Note("hello")));
    }

    @Test
    void aDroppedTransmissionIsRecordedAndDoesNotArrive() {
        NetworkRule dropSecond = (transmission, chance) ->
                transmission.number() == 2 ? Optional.of(new Fate.Dropped("cut")) : Optional.empty();
        World world = new World(dropSecond)
                .with(BERT, WRITER)
                .with(ANNA, (message, context) -> context.send(BERT, "wire", message))
                .telling(0, ANNA, "one")
                .telling(1, ANNA, "two")
                .telling(2, ANNA, "three");

        assertThat(world.run().events())
                .containsExactly(
                        new Event(2, at(0), BERT, new Note("one")),
                        new Event(3, at(1), ANNA, new TransmissionDropped(ANNA, BERT, "wire", 2, "cut")),
                        new Event(5, at(2), BERT, new Note("three")));
    }

    @Test
    void anAlteredTransmissionIsRecordedAndArrivesAltered() {
        NetworkRule tamper = (transmission, chance) -> Optional.of(new Fate.Altered(new Note("forged"), millis(4)));
        World world = new World(tamper)
                .with(BERT, WRITER)
                .with(ANNA, (message, context) -> context.send(BERT, "wire", message))
                .telling(0, ANNA, "true");

        assertThat(world.run().events())
                .containsExactly(
                        new Event(1, at(0), ANNA, new TransmissionAltered(ANNA, BERT, "wire", 1)),
                        new Event(2, at(4), BERT, new Note("forged")));
    }

    @Test
    void aRuleSeesTheWholeTransmission() {
        List<Transmission> seen = new ArrayList<>();
        NetworkRule watch = (transmission, chance) -> {
            seen.add(transmission);
            return Optional.empty();
        };
        new World(watch)
                .with(BERT, WRITER)
                .with(ANNA, (message, context) -> {
                    context.send(BERT, "a", message);
                    context.send(BERT, "b", message);
                })
                .telling(0, ANNA, "x")
                .telling(1, ANNA, "y")
                .run();

        assertThat(seen)
                .containsExactly(
                        new Transmission(ANNA, BERT, "a", 1, new Note("x"), at(0)),
                        new Transmission(ANNA, BERT, "b", 1, new Note("x"), at(0)),
                        new Transmission(ANNA, BERT, "a", 2, new Note("y"), at(1)),
                        new Transmission(ANNA, BERT, "b", 2, new Note("y"), at(1)));
    }

    @Test
    void aMessageToNobodyIsRecordedAsUndeliverable() {
        World world = new World()
                .with(ANNA, (message, context) -> context.stop(ANNA))
                .telling(0, BERT, "never started")
                .telling(1, ANNA, "stop")
                .telling(2, ANNA, "stopped");

        assertThat(world.run().events())
                .containsExactly(
                        new Event(1, at(0), BERT, new Undeliverable(BERT, "Note")),
                        new Event(3, at(2), ANNA, new Undeliverable(ANNA, "Note")));
    }

    @Test
    void stoppingAnActorThatDoesNotRunChangesNothing() {
        World world =
                new World().with(ANNA, (message, context) -> context.stop(BERT)).telling(0, ANNA, "go");

        assertThat(world.run().events()).isEmpty();
    }

    @Test
    void aNameIsTakenWhileItsActorRuns() {
        World world = new World().with(ANNA, WRITER);

        assertThatIllegalStateException()
                .isThrownBy(() -> world.with(ANNA, WRITER))
                .withMessageContaining("anna");
    }

    @Test
    void aBugInAnActorCarriesWhatIsNeededToSeeItAgain() {
        IllegalStateException bug = new IllegalStateException("broken");
        World world = new World(99)
                .with(ANNA, WRITER)
                .telling(1, ANNA, "fine")
                .telling(2, BERT, "go")
                .with(BERT, (message, context) -> {
                    throw bug;
                });

        assertThatThrownBy(world::run)
                .isInstanceOfSatisfying(SimulationFailure.class, failure -> {
                    assertThat(failure.step()).isEqualTo(2);
                    assertThat(failure.instant()).isEqualTo(at(2));
                    assertThat(failure.actor()).isEqualTo(BERT);
                    assertThat(failure.seed()).isEqualTo(99);
                })
                .hasCause(bug)
                .hasMessageContaining("step 2")
                .hasMessageContaining("seed 99")
                .hasMessageContaining("broken");
    }

    @Test
    void aMessageThatNobodyHandlesIsABugToo() {
        World world = new World().telling(1, ANNA, "go").with(ANNA, (message, context) -> {
            throw new AssertionError(message);
        });

        assertThatThrownBy(world::run).isInstanceOf(SimulationFailure.class).hasCauseInstanceOf(AssertionError.class);
    }

    @Test
    void aRunThatDoesNotEndMeetsItsStepLimit() {
        World world = new World(new SimulationOptions(1, START, 100, List.of()))
                .with(ANNA, (message, context) -> context.remindAfter(millis(1), message))
                .telling(0, ANNA, "for ever");

        assertThatThrownBy(world::run).isInstanceOfSatisfying(StepLimitExceeded.class, exceeded -> {
            assertThat(exceeded.step()).isEqualTo(100);
            assertThat(exceeded.instant()).isEqualTo(at(99));
        });
    }

    @Test
    void aRunMayUseAllOfItsSteps() {
        World world = new World(new SimulationOptions(1, START, 2, List.of()))
                .with(ANNA, WRITER)
                .telling(0, ANNA, "one")
                .telling(1, ANNA, "two")
                .telling(2, ANNA, "three");

        world.simulation().runUntil(at(2));

        assertThat(world.texts()).containsExactly("one", "two");
        assertThatThrownBy(world.simulation()::step).isInstanceOf(StepLimitExceeded.class);
    }

    @Test
    void everyActorHasChanceOfItsOwn() {
        List<RandomSource> sources = new ArrayList<>();
        Actor curious = (message, context) -> sources.add(context.random());
        new World()
                .with(ANNA, curious)
                .with(BERT, curious)
                .telling(0, ANNA, "x")
                .telling(0, BERT, "x")
                .telling(1, ANNA, "x")
                .run();

        assertThat(sources.get(0)).isNotEqualTo(sources.get(1)).isEqualTo(sources.get(2));
    }

    private static World conversation(long seed) {
        return converse(new World(seed, randomLoss(), randomLatency()));
    }

    private static World converse(World world) {
        world.with(ANNA, talkingTo(BERT)).with(BERT, talkingTo(ANNA));
        for (int number = 0; number < 10; number++) {
            world.telling(10L * number, ANNA, "topic " + number);
        }
        return world;
    }

    /** Notes what it hears with a number of its own and answers, until the topic is exhausted. */
    private static Actor talkingTo(ActorId other) {
        return (message, context) -> {
            String heard = ((Note) message).text();
            context.record(new Note(heard + " " + context.random().named(heard).below(1000)));
            if (heard.length() < 20) {
                context.send(other, "wire", new Note(heard + "!"));
            }
        };
    }

    private static NetworkRule randomLatency() {
        return (transmission, chance) ->
                Optional.of(new Fate.Delivered(chance.named("latency").between(millis(1), millis(90))));
    }

    private static NetworkRule randomLoss() {
        return (transmission, chance) ->
                chance.named("loss").chance(0.1) ? Optional.of(new Fate.Dropped("loss")) : Optional.empty();
    }

    private static NetworkRule delay(long millis) {
        return (transmission, chance) -> Optional.of(new Fate.Delivered(millis(millis)));
    }

    /** An event without its step, which counts the steps of everybody. */
    private record Happening(Instant at, ActorId actor, Fact fact) {}

    private static List<Happening> of(World world, ActorId... actors) {
        return world.events().stream()
                .filter(event -> Stream.of(actors).anyMatch(event.actor()::equals))
                .map(event -> new Happening(event.at(), event.actor(), event.fact()))
                .toList();
    }
}
