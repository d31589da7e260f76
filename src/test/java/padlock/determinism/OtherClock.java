package padlock.determinism;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.instrument.Instrumentation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.asm.MemberSubstitution;
import net.bytebuddy.matcher.ElementMatcher;

import static net.bytebuddy.matcher.ElementMatchers.any;
import static net.bytebuddy.matcher.ElementMatchers.is;
import static net.bytebuddy.matcher.ElementMatchers.isDeclaredBy;
import static net.bytebuddy.matcher.ElementMatchers.nameStartsWith;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.not;
import static net.bytebuddy.matcher.ElementMatchers.takesNoArguments;

/** An agent for a process whose clock is years ahead of the machine's, for Padlock and for the library of its TLS. */
public final class OtherClock {

    static final Duration AHEAD = Duration.ofDays(1234);

    private OtherClock() {}

    /** Whatever reads a clock reads the other one. */
    public static void premain(String arguments, Instrumentation instrumentation) throws NoSuchMethodException {
        MemberSubstitution substitution = MemberSubstitution.relaxed()
                .method(of(System.class, "currentTimeMillis"))
                .replaceWith(OtherClock.class.getMethod("currentTimeMillis"))
                .method(of(System.class, "nanoTime"))
                .replaceWith(OtherClock.class.getMethod("nanoTime"))
                .method(of(Instant.class, "now"))
                .replaceWith(OtherClock.class.getMethod("now"))
                .constructor(isDeclaredBy(Date.class).and(takesNoArguments()))
                .replaceWith(OtherClock.class.getMethod("date"));
        new AgentBuilder.Default()
                .type(nameStartsWith("padlock.")
                        .or(nameStartsWith("org.bouncycastle."))
                        .and(not(is(OtherClock.class))))
                .transform((builder, type, loader, module, domain) -> builder.visit(substitution.on(any())))
                .installOn(instrumentation);
    }

    private static ElementMatcher.Junction<net.bytebuddy.description.method.MethodDescription> of(
            Class<?> type, String name) {
        return isDeclaredBy(type).and(named(name)).and(takesNoArguments());
    }

    public static long currentTimeMillis() {
        return System.currentTimeMillis() + AHEAD.toMillis();
    }

    public static long nanoTime() {
        return System.nanoTime() + AHEAD.toNanos();
    }

    public static Instant now() {
        return Instant.now().plus(AHEAD);
    }

    public static Date date() {
        return Date.from(now());
    }

    /** The file that names this class as an agent. */
    static Path agent(Path folder) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Premain-Class", OtherClock.class.getName());
        Path file = folder.resolve("other-clock.jar");
        try (OutputStream out = Files.newOutputStream(file);
                JarOutputStream jar = new JarOutputStream(out, manifest)) {
            jar.finish();
        }
        return file;
    }

    /** What a program of Padlock's reads from the clock. */
    static final class Reading {

        private Reading() {}

        public static void main(String[] arguments) {
            System.out.println(Instant.now() + " " + Instant.ofEpochMilli(System.currentTimeMillis()) + " "
                    + new Date().toInstant());
        }
    }
}
