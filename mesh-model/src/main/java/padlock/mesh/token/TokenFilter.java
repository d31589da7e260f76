package padlock.mesh.token;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import padlock.mesh.policy.Reason;
import padlock.mesh.policy.TokenClaims;
import padlock.mesh.policy.TokenVerdict;
import padlock.mesh.resource.RequestAuthentication;
import padlock.mesh.resource.RequestAuthentication.Forwarding;
import padlock.mesh.resource.RequestAuthentication.JwtRule;

/**
 * All RequestAuthentications of a workload together, as Istio makes one filter of them (authz §13): a token must hold
 * for the rule of any issuer; a request without any is let through; so is what a browser asks beforehand.
 */
public final class TokenFilter {

    private final Instant now;
    private Carrier request;

    /** What became of the tokens of a request, and the request as it is passed on. */
    public record Outcome(TokenVerdict verdict, Carrier request) {}

    private record Provider(Reason.Field field, JwtRule rule) {}

    private record Flawed(Provider provider, TokenFlaw flaw) {}

    private TokenFilter(Carrier request, Instant now) {
        this.request = request;
        this.now = now;
    }

    public static Outcome judge(List<RequestAuthentication> policies, Carrier request, Instant now) {
        List<Provider> providers = policies.stream()
                .flatMap(policy -> policy.rules().stream()
                        .map(rule -> new Provider(new Reason.Field(policy.id(), rule.origin()), rule)))
                .sorted(Comparator.comparing(provider -> provider.rule().issuer()))
                .toList();
        if (providers.isEmpty() || request.isPreflight()) {
            return new Outcome(new TokenVerdict.Absent(), request);
        }
        TokenFilter filter = new TokenFilter(request, now);
        TokenVerdict verdict = filter.judge(providers);
        return new Outcome(verdict, filter.request);
    }

    private TokenVerdict judge(List<Provider> providers) {
        List<Flawed> flawed = new ArrayList<>();
        for (Provider provider : providers) {
            provider.rule().to().headers().forEach(header -> request = request.without(header));
            List<FoundToken> found =
                    new ArrayList<>(FoundToken.in(request, provider.rule().from()));
            Collections.reverse(found);
            Optional<TokenFlaw> flaw = found.isEmpty() ? Optional.of(TokenFlaw.MISSING) : Optional.empty();
            Optional<TokenClaims> claims = Optional.empty();
            for (FoundToken candidate : found) {
                Token token = Token.of(candidate.text());
                flaw = flawOf(token, provider.rule());
                if (flaw.isPresent()) {
                    break;
                }
                claims = Optional.of(token.claims(provider.rule().spaceDelimited()));
                passOn(token, candidate, provider.rule().to());
            }
            if (flaw.isEmpty()) {
                return new TokenVerdict.Verified(claims.orElseThrow(), provider.field());
            }
            flawed.add(new Flawed(provider, flaw.get()));
        }
        return verdict(flawed);
    }

    private Optional<TokenFlaw> flawOf(Token token, JwtRule rule) {
        return token.flaw()
                .or(() -> rule.issuer().isEmpty() || rule.issuer().equals(token.issuer())
                        ? Optional.empty()
                        : Optional.of(TokenFlaw.UNKNOWN_ISSUER))
                .or(() -> token.flawAt(now))
                .or(() ->
                        rule.audiences().isEmpty() || token.audiences().stream().anyMatch(rule.audiences()::contains)
                                ? Optional.empty()
                                : Optional.of(TokenFlaw.AUDIENCE_NOT_ALLOWED))
                .or(() -> flawOfSignature(token, rule));
    }

    /** Where istiod cannot fetch an issuer's keys, it sets up one whose private half nobody has. */
    private static Optional<TokenFlaw> flawOfSignature(Token token, JwtRule rule) {
        return rule.keys().isPresent()
                ? KeySet.read(rule.keys().get()).flawOf(token)
                : Optional.of(TokenFlaw.NOT_SIGNED);
    }

    /** What is wrong with a token of a known issuer counts more than that it is of an unknown one. */
    private static TokenVerdict verdict(List<Flawed> flawed) {
        Optional<Flawed> first =
                flawed.stream().filter(each -> each.flaw() != TokenFlaw.MISSING).findFirst();
        if (first.isEmpty()) {
            return new TokenVerdict.Absent();
        }
        Flawed told = Stream.concat(flawed.stream(), first.stream())
                .reduce((best, next) -> !next.flaw().isOfNobody() || best.flaw() == TokenFlaw.MISSING ? next : best)
                .orElseThrow();
        return new TokenVerdict.Rejected(
                told.flaw().status(),
                told.flaw().text(),
                Optional.of(told.provider().field()));
    }

    private void passOn(Token token, FoundToken found, Forwarding to) {
        to.payload().ifPresent(header -> request = request.and(header, token.writtenPayload()));
        to.claims()
                .forEach(output -> token.payload()
                        .find(output.claim())
                        .flatMap(TokenFilter::single)
                        .ifPresent(value -> request = request.and(output.header(), value)));
        if (!to.token()) {
            request = found.removal().apply(request);
        }
    }

    /** Numbers are written without a fraction where they have none. */
    private static Optional<String> single(Json value) {
        if (value instanceof Json.Text text) {
            return Optional.of(text.text()).filter(written -> !written.isEmpty());
        } else if (value instanceof Json.Number number) {
            double exact = number.value();
            boolean whole = exact >= 0 && exact < Long.MAX_VALUE && exact == Math.rint(exact);
            return Optional.of(whole ? Long.toString((long) exact) : String.format(Locale.ROOT, "%f", exact));
        }
        return value instanceof Json.Flag flag ? Optional.of(String.valueOf(flag.value())) : Optional.empty();
    }
}
