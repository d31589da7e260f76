package padlock.mesh.policy;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import padlock.mesh.resource.AuthorizationSettings.PathNormalization;

/** The path that a policy is asked about: without query and fragment, rewritten as the mesh's settings demand. */
final class RequestPath {

    private RequestPath() {}

    static String normalized(String path, PathNormalization how) {
        String plain = path.split("[?#]", 2)[0];
        return switch (how) {
            case NONE -> plain;
            case BASE -> resolved(plain);
            case MERGE_SLASHES -> merged(resolved(plain));
            case DECODE_AND_MERGE_SLASHES ->
                merged(resolved(plain.replaceAll("(?i)%2f", "/").replaceAll("(?i)%5c", "\\\\")));
        };
    }

    private static String merged(String path) {
        return path.replaceAll("/{2,}", "/");
    }

    private static String resolved(String path) {
        String plain = path.replace('\\', '/');
        if (!plain.startsWith("/")) {
            return plain;
        }
        Deque<String> segments = new ArrayDeque<>();
        String last = "";
        for (String segment : plain.substring(1).split("/", -1)) {
            last = segment.toLowerCase(Locale.ROOT).replace("%2e", ".");
            if (last.equals("..")) {
                segments.pollLast();
            } else if (!last.equals(".")) {
                segments.addLast(segment);
            }
        }
        String normalized = "/" + String.join("/", segments);
        boolean endsInDots = last.equals(".") || last.equals("..");
        return endsInDots && !segments.isEmpty() ? normalized + "/" : normalized;
    }
}
