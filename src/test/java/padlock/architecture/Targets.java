package padlock.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaConstructor;
import java.util.List;
import java.util.function.IntPredicate;

/** Predicates for what code calls or refers to; ArchUnit's own {@code callMethod} does not see {@code Instant::now}. */
final class Targets {

    static DescribedPredicate<JavaAccess<?>> member(Class<?> owner, String... names) {
        return DescribedPredicate.describe(
                owner.getSimpleName() + "." + String.join("/", names),
                access -> isIn(owner, access.getTarget())
                        && List.of(names).contains(access.getTarget().getName()));
    }

    static DescribedPredicate<JavaAccess<?>> member(Class<?> owner, String name, IntPredicate parameters) {
        return member(owner, name)
                .and(DescribedPredicate.describe(
                        "with these parameters",
                        access -> access.getTarget() instanceof CodeUnitAccessTarget target
                                && parameters.test(target.getRawParameterTypes().size())));
    }

    static DescribedPredicate<JavaAccess<?>> withoutArguments(Class<?> owner) {
        return member(owner, JavaConstructor.CONSTRUCTOR_NAME, parameters -> parameters == 0)
                .as("new " + owner.getSimpleName() + "()");
    }

    @SafeVarargs
    static DescribedPredicate<JavaAccess<?>> anyOf(DescribedPredicate<JavaAccess<?>>... predicates) {
        DescribedPredicate<JavaAccess<?>> any = predicates[0];
        for (int i = 1; i < predicates.length; i++) {
            any = any.or(predicates[i]);
        }
        return any;
    }

    private static boolean isIn(Class<?> owner, AccessTarget target) {
        return target.getOwner().isEquivalentTo(owner);
    }

    private Targets() {}
}
