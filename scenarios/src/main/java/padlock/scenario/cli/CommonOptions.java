package padlock.scenario.cli;

import java.time.Instant;
import java.util.Optional;
import padlock.mesh.actor.Settings;
import padlock.mesh.policy.Precedence;
import padlock.scenario.Scenario;
import padlock.tls.handshake.TlsVersion;
import picocli.CommandLine.Option;

/** The options that mean the same everywhere, but for {@code --output}, whose forms differ. */
final class CommonOptions {

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Seed of the run; same seed, same bytes. Default: the scenario's, else 1. Example: --seed 7")
    Long seed;

    @Option(
            names = "--at",
            paramLabel = "INSTANT",
            description = "Simulated start, ISO-8601. Default: the scenario's, else 2026-01-01T00:00:00Z."
                    + " Example: --at 2026-06-01T12:00:00Z")
    Instant at;

    @Option(
            names = "--precedence",
            paramLabel = "istio|most-restrictive",
            description =
                    "How PeerAuthentication is read: the narrowest scope wins (istio, the default), or the strictest"
                            + " mode. Example: --precedence most-restrictive")
    Precedence precedence;

    @Option(
            names = "--tls",
            paramLabel = "1.2|1.3",
            description =
                    "Highest TLS version that sidecars offer. Default: the scenario's, else 1.3. Example: --tls 1.2")
    TlsVersion tls;

    @Option(
            names = "--color",
            paramLabel = "auto|always|never",
            description = "When words are coloured; auto (the default) heeds NO_COLOR. Example: --color never")
    Color color = Color.AUTO;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this. Example: --help")
    boolean help;

    long seed() {
        return Optional.ofNullable(seed).orElse(Scenario.DEFAULT_SEED);
    }

    Instant at() {
        return Optional.ofNullable(at).orElse(Scenario.DEFAULT_START);
    }

    /** The settings with what the options say of them. */
    Settings over(Settings settings) {
        Settings read =
                Optional.ofNullable(precedence).map(settings::withPrecedence).orElse(settings);
        return Optional.ofNullable(tls).map(read::withHighestTls).orElse(read);
    }
}
