package padlock.scenario.cli;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import padlock.scenario.ChainAnswer;
import padlock.scenario.file.Loaded;
import padlock.scenario.file.PemFiles;
import padlock.scenario.file.PemFiles.PemFile;
import padlock.scenario.file.Problem;
import padlock.scenario.report.ChainJson;
import padlock.scenario.report.ChainText;
import padlock.tls.handshake.ChainTerms;
import padlock.tls.handshake.PeerTrust;
import padlock.tls.handshake.Purpose;
import padlock.tls.handshake.Rules;
import padlock.tls.handshake.SanRule;
import padlock.tls.identity.Certificate;
import padlock.tls.identity.RevocationList;
import padlock.tls.identity.SpiffeId;
import padlock.tls.identity.TrustBundle;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code padlock verify}. */
@Command(
        name = "verify",
        description = "Judges a chain of certificates as a sidecar would, check by check.",
        footer = {
            "",
            "Examples:",
            "  padlock verify --chain cert-chain.pem --bundle root-cert.pem",
            "  padlock verify --chain c.pem --bundle b.pem --role client --rules spiffe --at 2026-06-01T12:00:00Z",
            "",
            "Exit codes: 0 accepted, 1 refused, 3 bad input, 4 a bug."
        })
final class VerifyCommand implements Callable<Integer> {

    /** Whose certificate it is. */
    enum Role {
        SERVER(Purpose.SERVER_AUTH),
        CLIENT(Purpose.CLIENT_AUTH);

        private final Purpose purpose;

        Role(Purpose purpose) {
            this.purpose = purpose;
        }
    }

    private final Console console;

    @Option(
            names = "--chain",
            required = true,
            paramLabel = "FILE",
            description = "The chain as PEM, the leaf first. Example: --chain cert-chain.pem")
    private String chain;

    @Option(
            names = "--bundle",
            required = true,
            paramLabel = "FILE",
            description = "The trusted certificates as PEM. Example: --bundle root-cert.pem")
    private String bundle;

    @Option(
            names = "--crl",
            paramLabel = "FILE",
            description = "Revocation lists as PEM; then every authority of the path needs one. Example: --crl crl.pem")
    private String crl;

    @Option(
            names = "--name",
            paramLabel = "SPIFFE-ID",
            description = "Who the leaf must be. Default: anybody."
                    + " Example: --name spiffe://cluster.local/ns/shop/sa/cart")
    private String name;

    @Option(
            names = "--role",
            paramLabel = "client|server",
            description = "Whose certificate it is. Default: server. Example: --role client")
    private Role role = Role.SERVER;

    @Option(
            names = "--rules",
            paramLabel = "sidecar|spiffe|path",
            description = "By which rules: a sidecar's (the default), those and all of X.509-SVID, or RFC 5280 alone."
                    + " Example: --rules spiffe")
    private Rules rules = Rules.SIDECAR;

    @Option(
            names = "--at",
            paramLabel = "INSTANT",
            description = "When it is judged, ISO-8601. Default: now. Example: --at 2026-06-01T12:00:00Z")
    private Instant at;

    @Mixin
    private TextOrJson output;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this. Example: --help")
    private boolean help;

    VerifyCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Optional<String> wrongName = Optional.ofNullable(name)
                .filter(given -> SpiffeId.tryParse(given).isEmpty());
        if (wrongName.isPresent()) {
            return console.refuse(
                    List.of(new Problem(
                            "--name",
                            1,
                            "\"" + name + "\" is not a SPIFFE ID",
                            "write spiffe://TRUST-DOMAIN/ns/NAMESPACE/sa/SERVICE-ACCOUNT")),
                    output.isJson());
        }
        List<PemFile> files = new ArrayList<>();
        files.add(new PemFile(chain, PemFiles.Use.CHAIN));
        files.add(new PemFile(bundle, PemFiles.Use.ANCHORS));
        Optional.ofNullable(crl).ifPresent(file -> files.add(new PemFile(file, PemFiles.Use.REVOCATION_LISTS)));
        Loaded<List<String>> loaded = PemFiles.read(files);
        return console.given(loaded, output.isJson(), texts -> {
            ChainAnswer answer = answer(texts);
            console.print(output.isJson() ? ChainJson.of(answer) : ChainText.of(answer));
            return answer.accepted() ? ExitCode.OK : ExitCode.FAILED;
        });
    }

    private ChainAnswer answer(List<String> texts) {
        List<Certificate> presented;
        try {
            presented = Certificate.parsePem(texts.get(0));
        } catch (IllegalArgumentException malformed) {
            return ChainAnswer.unreadable(malformed.getMessage());
        }
        List<Certificate> anchors = Certificate.parsePem(texts.get(1));
        List<RevocationList> lists = crl == null ? List.of() : RevocationList.parsePem(texts.get(2));
        SanRule names = name == null ? new SanRule.AnyName() : new SanRule.OneOf(List.of(name));
        Instant instant = Optional.ofNullable(at).orElseGet(Instant::now);
        return ChainAnswer.of(
                presented,
                new PeerTrust(new TrustBundle(anchors), names, lists),
                new ChainTerms(role.purpose, instant, rules));
    }
}
