package padlock.sim.recording;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.List;

/** How records of one type are taken apart and put together: found out once, for a run records a million. */
record RecordForm(Class<?> type, List<Component> components, MethodHandle constructor) {

    private static final ClassValue<RecordForm> FORMS = new ClassValue<>() {
        @Override
        protected RecordForm computeValue(Class<?> type) {
            return found(type);
        }
    };

    /** A component by its name, and how to ask a record for it. */
    record Component(String name, MethodHandle accessor) {

        Object valueIn(Object owner) {
            try {
                return (Object) accessor.invokeExact(owner);
            } catch (RuntimeException | Error bug) {
                throw bug;
            } catch (Throwable e) {
                throw new AssertionError(e);
            }
        }
    }

    static RecordForm of(Class<?> type) {
        return FORMS.get(type);
    }

    /** The record with these components, in the order of their declaration. */
    Object with(Object[] values) {
        try {
            return (Object) constructor.invokeExact(values);
        } catch (RuntimeException | Error bug) {
            throw bug;
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    private static RecordForm found(Class<?> type) {
        try {
            List<RecordComponent> declared = List.of(type.getRecordComponents());
            Constructor<?> canonical = type.getDeclaredConstructor(
                    declared.stream().map(RecordComponent::getType).toArray(Class[]::new));
            canonical.setAccessible(true);
            MethodHandle constructor = MethodHandles.lookup()
                    .unreflectConstructor(canonical)
                    .asSpreader(Object[].class, declared.size())
                    .asType(MethodType.methodType(Object.class, Object[].class));
            return new RecordForm(
                    type, declared.stream().map(RecordForm::component).toList(), constructor);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    private static Component component(RecordComponent component) {
        try {
            Method method = component.getAccessor();
            method.setAccessible(true);
            return new Component(
                    component.getName(),
                    MethodHandles.lookup().unreflect(method).asType(MethodType.methodType(Object.class, Object.class)));
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }
}
