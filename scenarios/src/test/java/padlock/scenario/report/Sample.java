package padlock.scenario.report;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import padlock.mesh.actor.Place;
import padlock.tls.identity.SpiffeId;

/** Makes a value of any record, so that a test can speak of records that nobody has written yet. */
final class Sample {

    private Sample() {}

    static Object of(Type type) {
        if (type instanceof ParameterizedType generic) {
            Object argument = of(generic.getActualTypeArguments()[0]);
            return generic.getRawType() == Optional.class ? Optional.of(argument) : List.of(argument);
        }
        Class<?> kind = (Class<?>) type;
        if (kind == String.class) return "word";
        else if (kind == int.class || kind == Integer.class) return 2;
        else if (kind == long.class) return 2L;
        else if (kind == double.class) return 0.5;
        else if (kind == boolean.class) return true;
        else if (kind == Instant.class) return Instant.parse("2026-01-01T00:00:00Z");
        else if (kind == Duration.class) return Duration.ofSeconds(2);
        else if (kind == SpiffeId.class) return SpiffeId.parse("spiffe://cluster.local/ns/shop/sa/cart");
        else if (kind == Place.class) return new Place("shop/cart");
        else if (kind.isEnum()) return kind.getEnumConstants()[0];
        else if (kind.isSealed()) return of(kind.getPermittedSubclasses()[0]);
        else return record(kind);
    }

    private static Object record(Class<?> kind) {
        RecordComponent[] components = kind.getRecordComponents();
        try {
            Constructor<?> constructor = kind.getDeclaredConstructor(
                    Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            return constructor.newInstance(Stream.of(components)
                    .map(component -> of(component.getGenericType()))
                    .toArray());
        } catch (NoSuchMethodException
                | InstantiationException
                | IllegalAccessException
                | InvocationTargetException e) {
            throw new AssertionError(kind + " has no sample", e);
        }
    }
}
