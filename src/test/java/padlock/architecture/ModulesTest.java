package padlock.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/** Who may see whom. */
@AnalyzeClasses(packages = "padlock", importOptions = DoNotIncludeTests.class)
final class ModulesTest {

    @ArchTest
    static final ArchRule the_kernel_knows_nothing_of_tls_or_istio = noClasses()
            .that()
            .resideInAPackage("padlock.sim..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("padlock.tls..", "padlock.mesh..", "padlock.scenario..", "padlock.ui..")
            .because("the kernel must be testable, and readable, without a mesh");

    @ArchTest
    static final ArchRule tls_knows_nothing_of_the_kernel_or_istio = noClasses()
            .that()
            .resideInAPackage("padlock.tls..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("padlock.sim..", "padlock.mesh..", "padlock.scenario..", "padlock.ui..")
            .because("a handshake is a function of its inputs, whoever drives it");

    @ArchTest
    static final ArchRule the_mesh_knows_no_files_and_no_screens = noClasses()
            .that()
            .resideInAPackage("padlock.mesh..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("padlock.scenario..", "padlock.ui..")
            .because("the model does not know its file format, nor who looks at it");

    @ArchTest
    static final ArchRule packages_are_free_of_cycles = slices().matching("padlock.(**)")
            .should()
            .beFreeOfCycles()
            .because("packages in a cycle can only be understood together");

    @ArchTest
    static final ArchRule policy_is_a_function_of_resources = classes()
            .that()
            .resideInAPackage("padlock.mesh.policy..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("padlock.mesh.policy..", "padlock.mesh.resource..", "padlock.tls.identity..", "java..")
            .because("a rule of Istio must be readable, and testable as a table, without a running mesh");

    @ArchTest
    static final ArchRule bouncy_castle_stays_in_tls = only("padlock.tls..", "org.bouncycastle..")
            .because("the rest of Padlock speaks of identities and outcomes");

    @ArchTest
    static final ArchRule jgrapht_stays_in_the_mesh =
            only("padlock.mesh..", "org.jgrapht..").because("graphs answer questions about a mesh");

    @ArchTest
    static final ArchRule snakeyaml_stays_in_scenarios =
            only("padlock.scenario..", "org.yaml..").because("the model does not know its file format");

    @ArchTest
    static final ArchRule picocli_stays_in_the_command_line =
            only("padlock.scenario.cli..", "picocli..").because("everything else is a library that others can call");

    @ArchTest
    static final ArchRule javafx_and_what_a_window_needs_stay_in_the_window = noClasses()
            .that()
            .resideOutsideOfPackage("padlock.ui..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("javafx..", "atlantafx..", "org.kordamp..", "org.eclipse.elk..", "org.fxmisc..")
            .because("everything else runs without a display");

    @ArchTest
    static final ArchRule view_models_run_without_a_toolkit = noClasses()
            .that()
            .haveSimpleNameEndingWith("ViewModel")
            .should()
            .dependOnClassesThat(JavaClass.Predicates.resideInAPackage("javafx..")
                    .and(JavaClass.Predicates.resideOutsideOfPackages(
                            "javafx.beans..", "javafx.collections..", "javafx.util..")))
            .because("what is shown can be tested without showing it");

    @ArchTest
    static final ArchRule the_window_plays_recordings_and_decides_nothing_of_its_own = noClasses()
            .that()
            .resideInAPackage("padlock.ui..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("padlock.tls.handshake..", "padlock.tls.authority..")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("padlock.mesh.policy.Compilation")
            .because("what the command line says and what the window shows come from the same run");

    @ArchTest
    static final ArchRule jackson_stays_in_scenarios = noClasses()
            .that()
            .resideOutsideOfPackage("padlock.scenario..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "com.fasterxml.jackson.databind..",
                    "com.fasterxml.jackson.annotation..",
                    "com.fasterxml.jackson.dataformat..")
            .because("the model does not know its file format");

    @ArchTest
    static final ArchRule jacksons_parser_reads_tokens_in_the_mesh = noClasses()
            .that()
            .resideOutsideOfPackages("padlock.scenario..", "padlock.mesh..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.fasterxml.jackson.core..")
            .because("only a token's claims are JSON below the scenarios");

    private static ArchRule only(String module, String library) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(module)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library);
    }
}
