package padlock.mesh.policy;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a route looks at in a request.
 *
 * @param path with the query, if there is one
 * @param authority the Host header
 * @param headers by lower-case name
 */
public record RequestHead(String method, String path, String authority, SortedMap<String, String> headers) {

    public RequestHead {
        headers = Collections.unmodifiableSortedMap(new TreeMap<>(headers));
    }

    String pathWithoutQuery() {
        return path.replaceFirst("\\?.*", "");
    }

    SortedMap<String, String> query() {
        SortedMap<String, String> query = new TreeMap<>();
        int start = path.indexOf('?');
        if (start >= 0) {
            for (String pair : path.substring(start + 1).split("&")) {
                int equals = pair.indexOf('=');
                query.putIfAbsent(
                        equals < 0 ? pair : pair.substring(0, equals), equals < 0 ? "" : pair.substring(equals + 1));
            }
        }
        return query;
    }
}
