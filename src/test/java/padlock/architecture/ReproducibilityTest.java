package padlock.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.Collection;
import java.util.Collections;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TimeZone;
import java.util.Timer;
import java.util.UUID;
import java.util.WeakHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import java.util.stream.BaseStream;
import java.util.stream.Collectors;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static padlock.architecture.Targets.anyOf;
import static padlock.architecture.Targets.member;
import static padlock.architecture.Targets.withoutArguments;

/** A run is a function of a scenario and a seed: nothing else gets in. */
@AnalyzeClasses(packages = "padlock", importOptions = DoNotIncludeTests.class)
final class ReproducibilityTest {

    private static final DescribedPredicate<JavaClass> BELOW_THE_PERSON =
            resideOutsideOfPackages("padlock.scenario.cli..", "padlock.ui..");

    private static final DescribedPredicate<JavaClass> LOWER_MODULES =
            resideInAnyPackage("padlock.sim..", "padlock.tls..", "padlock.mesh..");

    @ArchTest
    static final ArchRule time_is_handed_in = noClasses()
            .that(BELOW_THE_PERSON)
            .should()
            .accessTargetWhere(anyOf(
                    member(Instant.class, "now"),
                    member(LocalDate.class, "now"),
                    member(LocalTime.class, "now"),
                    member(LocalDateTime.class, "now"),
                    member(OffsetDateTime.class, "now"),
                    member(ZonedDateTime.class, "now"),
                    member(Clock.class, "systemUTC", "systemDefaultZone", "system", "tick", "tickMillis"),
                    member(Clock.class, "tickMinutes", "tickSeconds"),
                    member(System.class, "currentTimeMillis", "nanoTime"),
                    member(Calendar.class, "getInstance"),
                    withoutArguments(Date.class)))
            .because("a recording must be reproducible on another day");

    @ArchTest
    static final ArchRule chance_is_derived_from_the_seed = noClasses()
            .that(BELOW_THE_PERSON)
            .should()
            .accessTargetWhere(anyOf(
                    member(Math.class, "random"),
                    member(StrictMath.class, "random"),
                    member(UUID.class, "randomUUID"),
                    member(SecureRandom.class, "getInstance", "getInstanceStrong"),
                    member(Collections.class, "shuffle", parameters -> parameters == 1),
                    member(ThreadLocalRandom.class, "current"),
                    member(RandomGenerator.class, "getDefault", "of"),
                    withoutArguments(Random.class),
                    withoutArguments(SecureRandom.class)))
            .because("a recording must be reproducible from its seed");

    @ArchTest
    static final ArchRule chance_has_names_and_no_shared_stream = noClasses()
            .that(LOWER_MODULES)
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(Random.class)
            .because("a draw from a shared stream moves all that come after it");

    @ArchTest
    static final ArchRule the_machine_does_not_leak_in = noClasses()
            .that(BELOW_THE_PERSON)
            .should()
            .accessTargetWhere(anyOf(
                    member(ZoneId.class, "systemDefault"),
                    member(TimeZone.class, "getDefault"),
                    member(Locale.class, "getDefault"),
                    member(System.class, "identityHashCode", "getenv", "lineSeparator"),
                    member(String.class, "toLowerCase", parameters -> parameters == 0),
                    member(String.class, "toUpperCase", parameters -> parameters == 0),
                    member(String.class, "getBytes", parameters -> parameters == 0)))
            .because("a recording must be reproducible on another machine");

    @ArchTest
    static final ArchRule nothing_runs_at_the_same_time = noClasses()
            .that(LOWER_MODULES)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.util.concurrent..")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Thread.class)
            .orShould()
            .dependOnClassesThat()
            .belongToAnyOf(ThreadLocal.class, Timer.class)
            .orShould()
            .accessTargetWhere(parallelStream())
            .because("threads make order a coin toss");

    @ArchTest
    static final ArchRule whoever_iterates_finds_the_same_order = noClasses()
            .that(LOWER_MODULES)
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(HashMap.class, HashSet.class, IdentityHashMap.class, WeakHashMap.class)
            .orShould()
            .accessTargetWhere(anyOf(
                    member(Set.class, "copyOf"),
                    member(Map.class, "copyOf", "ofEntries"),
                    severalElements(Set.class, 1),
                    severalElements(Map.class, 2),
                    member(Collectors.class, "toSet", "toUnmodifiableSet", "toUnmodifiableMap"),
                    member(Collectors.class, "groupingByConcurrent", "toConcurrentMap"),
                    member(Collectors.class, "toMap", parameters -> parameters < 4),
                    member(Collectors.class, "groupingBy", parameters -> parameters < 3)))
            .because("the order of these collections changes from one start of Java to the next");

    /** One element has one order. */
    private static DescribedPredicate<JavaAccess<?>> severalElements(Class<?> collection, int parametersOfOne) {
        DescribedPredicate<JavaAccess<?>> varargs = DescribedPredicate.describe(
                "with an array",
                access -> access.getTarget() instanceof CodeUnitAccessTarget target
                        && target.getRawParameterTypes().stream().anyMatch(JavaClass::isArray));
        return member(collection, "of", parameters -> parameters > parametersOfOne)
                .or(member(collection, "of").and(varargs))
                .as(collection.getSimpleName() + ".of several elements");
    }

    private static DescribedPredicate<JavaAccess<?>> parallelStream() {
        return DescribedPredicate.describe(
                "a parallel stream",
                access -> (access.getTargetOwner().isAssignableTo(BaseStream.class)
                                && access.getTarget().getName().equals("parallel"))
                        || (access.getTargetOwner().isAssignableTo(Collection.class)
                                && access.getTarget().getName().equals("parallelStream")));
    }
}
