package padlock.scenario.file;

import java.util.Optional;
import java.util.regex.Pattern;

/** Istio's rules for the host of a DestinationRule. */
final class HostNames {

    private static final int LONGEST = 255;
    private static final Pattern FIRST_LABEL =
            Pattern.compile("\\*|(\\*|\\*-)?[a-zA-Z0-9]([-a-zA-Z0-9]{0,62}[a-zA-Z0-9])?");
    private static final Pattern LABEL = Pattern.compile("[a-zA-Z0-9]([-a-zA-Z0-9]{0,61}[a-zA-Z0-9])?");

    private HostNames() {}

    /** What Istio says against this host, if anything. */
    static Optional<String> mistake(String host) {
        if (host.isEmpty()) {
            return Optional.of("empty domain name not allowed");
        }
        if (host.length() > LONGEST) {
            return Optional.of("domain name \"" + host + "\" too long (max 255)");
        }
        int dot = host.indexOf('.');
        String first = dot < 0 ? host : host.substring(0, dot);
        if (!FIRST_LABEL.matcher(first).matches()) {
            return Optional.of(invalid(host, "label \"" + first + "\" invalid"));
        }
        return dot < 0 ? Optional.empty() : mistakeInLabels(host.substring(dot + 1));
    }

    private static Optional<String> mistakeInLabels(String domain) {
        String[] labels = domain.split("\\.", -1);
        String last = labels[labels.length - 1];
        if (last.matches("[0-9]+")) {
            return Optional.of(invalid(domain, "top level domain \"" + last + "\" cannot be all-numeric"));
        }
        for (int i = 0; i < labels.length; i++) {
            boolean endsWithDot = i == labels.length - 1 && labels[i].isEmpty();
            if (!endsWithDot && !LABEL.matcher(labels[i]).matches()) {
                return Optional.of(invalid(domain, "label \"" + labels[i] + "\" invalid"));
            }
        }
        return Optional.empty();
    }

    private static String invalid(String domain, String why) {
        return "domain name \"" + domain + "\" invalid (" + why + ")";
    }
}
