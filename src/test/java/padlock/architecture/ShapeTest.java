package padlock.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static padlock.architecture.Targets.anyOf;
import static padlock.architecture.Targets.member;

/** What kind of thing a type is, and what it is called. */
@AnalyzeClasses(packages = "padlock", importOptions = DoNotIncludeTests.class)
final class ShapeTest {

    @ArchTest
    static final ArchRule messages_are_records = valuesOf("padlock.sim.Message")
            .because("whatever crosses a boundary is data: what was sent can not change on its way");

    @ArchTest
    static final ArchRule facts_are_records =
            valuesOf("padlock.sim.Fact").because("a recording compares, counts and prints facts");

    @ArchTest
    static final ArchRule standard_streams_belong_to_the_command_line = noClasses()
            .that()
            .resideOutsideOfPackages("padlock.scenario.cli..", "padlock.ui..")
            .should()
            .accessTargetWhere(anyOf(
                    member(System.class, "out", "err", "in", "exit", "console"),
                    member(System.class, "setOut", "setErr", "setIn"),
                    member(Runtime.class, "exit", "halt")))
            .orShould()
            .accessTargetWhere(printingAStackTrace())
            .because("scripts read what Padlock prints, and the window has no terminal");

    @ArchTest
    static final ArchRule the_recording_is_the_log = noClasses()
            .that(resideInAnyPackage("padlock.sim..", "padlock.tls..", "padlock.mesh.."))
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(System.Logger.class)
            .orShould()
            .dependOnClassesThat()
            .resideInAPackage("java.util.logging..")
            .because("what is worth telling is a fact");

    @ArchTest
    static final ArchRule names_say_something = noClasses()
            .should()
            .haveSimpleNameEndingWith("Impl")
            .orShould()
            .haveSimpleNameEndingWith("Helper")
            .orShould()
            .haveSimpleNameEndingWith("Manager")
            .orShould()
            .haveSimpleNameEndingWith("Data")
            .orShould()
            .haveSimpleNameEndingWith("Info")
            .orShould()
            .haveSimpleNameEndingWith("Utils")
            .orShould()
            .haveSimpleNameEndingWith("Util")
            .because("such a name fits everything");

    private static DescribedPredicate<JavaAccess<?>> printingAStackTrace() {
        return DescribedPredicate.describe(
                "printStackTrace",
                access -> access.getTargetOwner().isAssignableTo(Throwable.class)
                        && access.getTarget().getName().equals("printStackTrace"));
    }

    private static ArchRule valuesOf(String type) {
        return classes()
                .that()
                .implement(type)
                .and()
                .areNotInterfaces()
                .should()
                .beRecords()
                .orShould()
                .beEnums();
    }
}
