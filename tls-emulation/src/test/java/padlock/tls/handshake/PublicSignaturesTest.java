package padlock.tls.handshake;

import java.io.IOException;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PublicSignaturesTest {
    @Test
    void noTypeOfBouncyCastleIsPartOfWhatOtherModulesSee() throws Exception {
        List<Class<?>> seen = publicClasses();
        assertThat(seen).contains(TlsEndpoint.class);
        assertThat(seen.stream()
                        .flatMap(PublicSignaturesTest::executables)
                        .filter(PublicSignaturesTest::mentionsBouncyCastle))
                .isEmpty();
    }

    private static List<Class<?>> publicClasses() throws IOException, URISyntaxException, ClassNotFoundException {
        Path root = Path.of(TlsEndpoint.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        var classes = new ArrayList<Class<?>>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".class"))
                    .sorted()
                    .toList()) {
                String name = root.relativize(file)
                        .toString()
                        .replace(file.getFileSystem().getSeparator(), ".")
                        .replaceAll("\\.class$", "");
                if (name.endsWith("-info")) continue;
                Class<?> type = Class.forName(name, false, TlsEndpoint.class.getClassLoader());
                if (Modifier.isPublic(type.getModifiers())) classes.add(type);
            }
        }
        return classes;
    }

    private static Stream<Executable> executables(Class<?> type) {
        return Stream.<Executable>concat(
                        Arrays.stream(type.getDeclaredConstructors()), Arrays.stream(type.getDeclaredMethods()))
                .filter(executable -> Modifier.isPublic(executable.getModifiers())
                        || Modifier.isProtected(executable.getModifiers()));
    }

    private static boolean mentionsBouncyCastle(Executable executable) {
        Stream<Class<?>> result = executable instanceof Method method ? Stream.of(method.getReturnType()) : Stream.of();
        return Stream.of(
                        result,
                        Arrays.stream(executable.getParameterTypes()),
                        Arrays.stream(executable.getExceptionTypes()))
                .flatMap(types -> types)
                .anyMatch(type -> type.getName().startsWith("org.bouncycastle"));
    }
}
