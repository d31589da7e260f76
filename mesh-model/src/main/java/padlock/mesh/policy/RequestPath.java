package padlock.mesh.policy;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;

/** The path that a policy is asked about: without query and fragment, with dot segments resolved (Istio's BASE). */
final class RequestPath {

    private RequestPath() {}

    static String normalized(String path) {
        String plain = path.split("[?#]", 2)[0].replace('\\', '/');
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
