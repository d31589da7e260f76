package padlock.mesh.policy;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Collectors;
import padlock.mesh.policy.Reason.Field;
import padlock.mesh.resource.TextMatch;
import padlock.mesh.resource.VirtualService.Abort;
import padlock.mesh.resource.VirtualService.Action;
import padlock.mesh.resource.VirtualService.HttpMatch;
import padlock.mesh.resource.VirtualService.Rewrite;

/**
 * A route of a VirtualService as one client's sidecar holds it.
 *
 * @param matches those that this client can fit; without any, every request does
 * @param leads where the requests go, where they are led on
 */
public record HttpRule(
        String name, List<HttpMatch> matches, Optional<Abort> abort, Action action, List<Lead> leads, Field field) {

    public HttpRule {
        matches = List.copyOf(matches);
        leads = List.copyOf(leads);
    }

    boolean fits(RequestHead request) {
        return matches.isEmpty() || fitting(request).isPresent();
    }

    /** The path and authority with which a request that fits is led on. */
    public RequestHead rewritten(RequestHead request) {
        if (!(action instanceof Action.Forward forward)) {
            return request;
        }
        Optional<Rewrite> rewrite = forward.rewrite();
        return new RequestHead(
                request.method(),
                rewrite.flatMap(Rewrite::uri)
                        .map(uri -> rewritten(request, uri))
                        .orElse(request.path()),
                rewrite.flatMap(Rewrite::authority).orElse(request.authority()),
                request.headers());
    }

    /** A prefix that matched is replaced, and what follows it stays; else the whole path is. */
    private String rewritten(RequestHead request, String uri) {
        Optional<TextMatch> matched = fitting(request).flatMap(HttpMatch::uri);
        String path = request.pathWithoutQuery();
        String query = request.path().substring(path.length());
        Optional<String> prefix = matched.isEmpty() ? Optional.of("/") : matched.flatMap(HttpRule::prefix);
        String rest = prefix.map(text -> path.substring(text.length())).orElse("");
        boolean doubled = uri.endsWith("/") && rest.startsWith("/");
        return uri + (doubled ? rest.substring(1) : rest) + query;
    }

    private static Optional<String> prefix(TextMatch match) {
        if (match instanceof TextMatch.Prefix prefix) {
            return Optional.of(prefix.text());
        } else if (match instanceof TextMatch.IgnoringCase ignoring) {
            return prefix(ignoring.match());
        }
        return Optional.empty();
    }

    private Optional<HttpMatch> fitting(RequestHead request) {
        return matches.stream().filter(match -> fits(match, request)).findFirst();
    }

    private static boolean fits(HttpMatch match, RequestHead request) {
        return fits(match.uri(), request.pathWithoutQuery())
                && fits(match.scheme(), request.headers().getOrDefault("x-forwarded-proto", "http"))
                && fits(match.method(), request.method())
                && fits(match.authority(), request.authority())
                && fits(match.headers(), request.headers())
                && fits(match.queryParams(), request.query())
                && match.withoutHeaders().entrySet().stream()
                        .noneMatch(unwanted -> Optional.ofNullable(
                                        request.headers().get(unwanted.getKey()))
                                .filter(unwanted.getValue()::matches)
                                .isPresent());
    }

    private static boolean fits(Optional<TextMatch> match, String text) {
        return match.isEmpty() || match.get().matches(text);
    }

    private static boolean fits(SortedMap<String, TextMatch> wanted, SortedMap<String, String> given) {
        return wanted.entrySet().stream()
                .allMatch(entry -> Optional.ofNullable(given.get(entry.getKey()))
                        .filter(entry.getValue()::matches)
                        .isPresent());
    }

    /** What the rule does, in words. */
    String answer() {
        if (action instanceof Action.Redirect redirect) {
            return "redirect " + redirect.status();
        } else if (action instanceof Action.Respond respond) {
            return "answer " + respond.status();
        }
        return leads.stream().map(Lead::meaning).collect(Collectors.joining(" or "));
    }
}
