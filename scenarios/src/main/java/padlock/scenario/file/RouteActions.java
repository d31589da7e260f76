package padlock.scenario.file;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import padlock.mesh.resource.VirtualService.Abort;
import padlock.mesh.resource.VirtualService.Action;
import padlock.mesh.resource.VirtualService.Destination;
import padlock.mesh.resource.VirtualService.Rewrite;
import padlock.mesh.resource.VirtualService.Share;

/** Reads what a route of a VirtualService does with what fits it. */
final class RouteActions {

    private static final int MOVED_PERMANENTLY = 301;
    private static final double ALL = 100;
    private static final Pattern SUBSET = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");

    private final Report report;

    RouteActions(Report report) {
        this.report = report;
    }

    Action action(Node route) {
        refuseConflicts(route);
        if (route.get("redirect").isPresent()) {
            return redirect(route.get("redirect").get());
        } else if (route.get("directResponse").isPresent()) {
            Node response = route.get("directResponse").get();
            return new Action.Respond(
                    response.get("status")
                            .flatMap(Node::whole)
                            .map(Long::intValue)
                            .orElse(200),
                    response.at("body", "string").flatMap(Node::text).orElse(""));
        }
        return new Action.Forward(
                route.get("route").isEmpty() ? List.of() : shares(route, ""),
                route.get("rewrite").map(rewrite -> rewrite(rewrite, route)));
    }

    private void refuseConflicts(Node route) {
        boolean forwards = !route.items("route").isEmpty();
        boolean redirects = route.get("redirect").isPresent();
        boolean responds = route.get("directResponse").isPresent();
        if (redirects) {
            refuse(forwards, route, "HTTP route cannot contain both route and redirect");
            refuse(route.get("fault").isPresent(), route, "HTTP route cannot contain both fault and redirect");
            refuse(route.get("rewrite").isPresent(), route, "HTTP route rule cannot contain both rewrite and redirect");
            refuse(responds, route, "HTTP route cannot contain both redirect and direct_response");
        } else if (responds) {
            refuse(forwards, route, "HTTP route cannot contain both route and direct_response");
            refuse(route.get("fault").isPresent(), route, "HTTP route cannot contain both fault and direct_response");
            refuse(
                    route.get("rewrite").isPresent(),
                    route,
                    "HTTP route rule cannot contain both rewrite and direct_response");
        } else {
            refuse(
                    !forwards && route.get("delegate").isEmpty(),
                    route,
                    "HTTP route, redirect or direct_response is required");
        }
    }

    private void refuse(boolean wrong, Node at, String why) {
        if (wrong) {
            report.problem(at.line(), why, "");
        }
    }

    private Action redirect(Node redirect) {
        Optional<String> authority = given(redirect, "authority")
                .map(host -> redirect.get("port")
                        .flatMap(Node::whole)
                        .map(port -> host + ":" + port)
                        .orElse(host));
        refuse(
                redirect.present("uri", "authority", "scheme", "port", "derivePort")
                        .findAny()
                        .isEmpty(),
                redirect,
                "redirect must specify URI, authority, scheme, or port");
        int status = redirect.get("redirectCode")
                .flatMap(Node::whole)
                .map(Long::intValue)
                .orElse(MOVED_PERMANENTLY);
        return new Action.Redirect(status, given(redirect, "scheme"), authority, given(redirect, "uri"));
    }

    private Rewrite rewrite(Node rewrite, Node route) {
        refuse(
                rewrite.present("uri", "authority", "uriRegexRewrite").findAny().isEmpty(),
                route,
                "rewrite must specify at least one of URI, authority, or URIRegexRewrite. Only one of URI or"
                        + " URIRegexRewrite may be specified");
        return new Rewrite(given(rewrite, "uri"), given(rewrite, "authority"));
    }

    Optional<Abort> abort(Node route) {
        return route.at("fault", "abort").flatMap(abort -> {
            Optional<Integer> status =
                    abort.get("httpStatus").flatMap(Node::whole).map(Long::intValue);
            status.filter(code -> code < 200 || code > 600)
                    .ifPresent(code -> report.problem(
                            abort.lineOf("httpStatus"), "HTTP abort fault: invalid HTTP status " + code, ""));
            double percentage = abort.at("percentage", "value")
                    .or(() -> abort.get("percent"))
                    .flatMap(Node::written)
                    .map(Double::valueOf)
                    .orElse(ALL);
            refuse(percentage < 0 || percentage > ALL, abort, "percentage " + percentage + " is not in range 0..100");
            return status.map(code -> new Abort(code, percentage));
        });
    }

    /** Where a route leads; what to say if it leads nowhere. */
    List<Share> shares(Node route, String without) {
        List<Node> items = route.items("route");
        refuse(items.isEmpty() && !without.isEmpty(), route, without);
        List<Share> shares = items.stream().map(this::share).toList();
        shares.stream()
                .filter(share -> share.weight() < 0)
                .forEach(share -> report.problem(share.origin().line(), "weight " + share.weight() + " < 0", ""));
        refuse(
                shares.size() > 1 && shares.stream().allMatch(share -> share.weight() == 0),
                route,
                "total destination weight = 0");
        return shares;
    }

    private Share share(Node item) {
        Node destination = item.get("destination").orElse(item);
        String host = destination.text("host").orElse("");
        if (host.equals("*")) {
            report.problem(destination.lineOf("host"), "invalid destination host *", "");
        } else {
            HostNames.mistake(host).ifPresent(mistake -> report.problem(destination.lineOf("host"), mistake, ""));
        }
        Optional<String> subset = given(destination, "subset");
        subset.filter(name -> !SUBSET.matcher(name).matches())
                .ifPresent(name -> report.problem(destination.lineOf("subset"), "subset name is invalid: " + name, ""));
        Optional<Integer> port =
                destination.at("port", "number").flatMap(Node::whole).map(Long::intValue);
        port.filter(number -> number < 1 || number > 65535)
                .ifPresent(number -> report.problem(
                        destination.lineOf("port"), "port number " + number + " must be in the range 1..65535", ""));
        return new Share(
                new Destination(host, subset, port),
                item.get("weight").flatMap(Node::whole).map(Long::intValue).orElse(0),
                report.origin(subset.isPresent() ? destination.lineOf("subset") : destination.lineOf("host")));
    }

    private static Optional<String> given(Node holder, String key) {
        return holder.text(key).filter(text -> !text.isEmpty());
    }
}
