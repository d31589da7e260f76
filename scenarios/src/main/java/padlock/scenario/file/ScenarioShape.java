package padlock.scenario.file;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import padlock.mesh.actor.Fault;
import padlock.mesh.actor.Place;
import padlock.mesh.history.CallReason;
import padlock.mesh.history.CallResult;
import padlock.mesh.history.Transport;

import static padlock.scenario.file.Shape.closed;
import static padlock.scenario.file.Shape.field;
import static padlock.scenario.file.Shape.formed;
import static padlock.scenario.file.Shape.list;
import static padlock.scenario.file.Shape.number;
import static padlock.scenario.file.Shape.oneOrMany;
import static padlock.scenario.file.Shape.pairs;
import static padlock.scenario.file.Shape.text;
import static padlock.scenario.file.Shape.whole;
import static padlock.scenario.file.Shape.words;
import static padlock.scenario.file.Shape.written;

/** What a {@code scenario.yaml} may hold. */
final class ScenarioShape {

    /** The words of {@code settings}, in the order of the constants that they stand for. */
    static final List<String> PRECEDENCES = List.of("istio", "most-restrictive");

    static final List<String> TLS_VERSIONS = List.of("1.2", "1.3");
    static final List<String> KEY_AGREEMENTS = List.of("x25519", "p256", "x25519-mlkem768");
    static final List<String> ALGORITHMS = List.of("ec-p256", "rsa-2048", "ec-p384", "ed25519");

    private static final Pattern CALLER = Pattern.compile("[^/\\s]+/[^/\\s]+");
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Pattern HEADER_VALUE = Pattern.compile("[\\t\\x20-\\x7E]*");
    private static final Pattern RESOURCE = Pattern.compile("[A-Za-z]+(/[^/\\s]+){1,2}");

    private static final Shape DURATION = formed("duration", Durations.HINT, Durations.FORM);
    private static final Shape SPAN = written(
            "span",
            "write 200ms..2s, or one duration",
            text -> Durations.span(text).isPresent());
    private static final Shape PRECEDENCE = words("precedence", PRECEDENCES);
    private static final Shape NAMES = oneOrMany(text());

    private static final Shape SETTINGS = closed(
            field("precedence", PRECEDENCE),
            field("pushDelay", SPAN),
            field("latency", SPAN),
            field(
                    "tls",
                    closed(
                            field("max", formed("TLS version", "known: 1.2, 1.3", Pattern.compile("1\\.[23]"))),
                            field("keyAgreement", words("key agreement", KEY_AGREEMENTS)))),
            field(
                    "certificates",
                    closed(
                            field("lifetime", DURATION),
                            field("rotateAt", number()),
                            field("algorithm", words("algorithm", ALGORITHMS)))));

    private static final Shape TRAFFIC = closed(
            field("name", text()).required(),
            field("from", formed("workload", "write NAMESPACE/WORKLOAD", CALLER))
                    .required(),
            field("to", text()).required(),
            field("method", formed("method", "such as GET or POST", TOKEN)),
            field("headers", pairs(text())),
            field("every", DURATION),
            field("starting", DURATION),
            field("until", DURATION),
            field("at", list(DURATION)));

    /** In the order in which they are documented. */
    static final List<String> FAULTS = List.of(
            "ca-outage",
            "control-plane-outage",
            "partition",
            "latency",
            "loss",
            "clock-skew",
            "certificate",
            "rotate-root",
            "restart",
            "tamper",
            "eavesdrop",
            "rogue-ca",
            "stolen-certificate",
            "downgrade");

    private static final Shape PLACE =
            written("place", "write NAMESPACE/WORKLOAD, NAMESPACE/* or istiod", Place::isOne);
    private static final Shape STRETCH = written(
            "stretch of the network",
            "write NAMESPACE/WORKLOAD -> NAMESPACE/WORKLOAD, or one workload",
            text -> FaultReader.stretch(text).isPresent());
    static final Shape FAULT = closed(
            field("kind", words("fault", FAULTS)).required(),
            field("for", DURATION),
            field("on", STRETCH),
            field("add", DURATION),
            field("rate", number()),
            field("between", oneOrMany(PLACE)),
            field("and", oneOrMany(PLACE)),
            field("strategy", words("strategy", Words.of(Fault.Strategy.values(), Fault.Strategy::text))),
            field("workload", text()),
            field("by", text()),
            field("of", text()),
            field("problem", words("problem", Words.of(Fault.Problem.values(), Fault.Problem::text))));

    private static final Shape INTERVENTION = closed(
            field("at", DURATION).required(),
            field("apply", list(text())),
            field("delete", list(formed("resource", "write Kind/namespace/name", RESOURCE))),
            field("precedence", PRECEDENCE),
            field("fault", FAULT));

    private static final Shape EXPECTATION = closed(
            field("name", text()).required(),
            field("traffic", NAMES).required(),
            field(
                    "during",
                    written(
                            "interval",
                            "write 30s..2m; it ends later than it begins",
                            text -> Durations.interval(text).isPresent())),
            field("transport", oneOrMany(words("transport", Words.of(Transport.values(), Transport::text)))),
            field("result", oneOrMany(words("result", Words.of(CallResult.values(), CallResult::text)))),
            field("reason", oneOrMany(words("reason", Words.of(CallReason.values(), CallReason::text)))),
            field("status", oneOrMany(whole(0, 599))));

    static final Shape SCENARIO = closed(
            field("name", text()).required(),
            field("title", text()),
            field("description", text()),
            field("start", written("instant", "write 2026-01-01T00:00:00Z", ScenarioShape::isInstant)),
            field("end", DURATION).required(),
            field("seed", whole(Long.MIN_VALUE, Long.MAX_VALUE)),
            field("mesh", list(text())).required(),
            field("settings", SETTINGS),
            field("traffic", list(TRAFFIC)),
            field("timeline", list(INTERVENTION)),
            field("expect", list(EXPECTATION)));

    private ScenarioShape() {}

    private static boolean isInstant(String text) {
        try {
            Instant.parse(text);
            return true;
        } catch (DateTimeException notAnInstant) {
            return false;
        }
    }

    static boolean isCaller(String text) {
        return CALLER.matcher(text).matches();
    }

    static boolean isHeaderName(String text) {
        return TOKEN.matcher(text).matches();
    }

    static boolean isHeaderValue(String text) {
        return HEADER_VALUE.matcher(text).matches();
    }
}
