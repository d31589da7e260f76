package padlock.scenario.file;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import padlock.mesh.resource.Attachment;
import padlock.mesh.resource.Labels;
import padlock.mesh.resource.Metadata;
import padlock.mesh.resource.Origin;
import padlock.mesh.resource.RequestAuthentication;
import padlock.mesh.resource.RequestAuthentication.Forwarding;
import padlock.mesh.resource.RequestAuthentication.Forwarding.ClaimHeader;
import padlock.mesh.resource.RequestAuthentication.JwtRule;
import padlock.mesh.resource.RequestAuthentication.Locations;
import padlock.mesh.resource.ResourceId;

import static org.assertj.core.api.Assertions.assertThat;

class RequestAuthenticationReaderTest {

    private static final String HEAD = """
            apiVersion: security.istio.io/v1
            kind: RequestAuthentication
            metadata:
              name: tokens
              namespace: shop
            """;

    @Test
    void everyFieldIsRead() {
        assertThat(Read.resources(HEAD + """
                        spec:
                          selector:
                            matchLabels: {app: till}
                          jwtRules:
                          - issuer: bank
                            audiences: [till]
                            jwks: '{"keys":[{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}]}'
                            fromHeaders:
                            - name: x-jwt
                              prefix: "Value "
                            fromParams: [t]
                            fromCookies: [session]
                            outputPayloadToHeader: x-payload
                            forwardOriginalToken: true
                            outputClaimToHeaders:
                            - header: x-sub
                              claim: sub
                            spaceDelimitedClaims: [roles]
                            timeout: 1.5s
                        """))
                .containsExactly(new RequestAuthentication(
                        new Metadata(
                                new ResourceId("RequestAuthentication", "shop", "tokens"),
                                Optional.empty(),
                                new Origin("-", 1)),
                        Attachment.selecting(Labels.of(Map.of("app", "till"))),
                        List.of(new JwtRule(
                                "bank",
                                List.of("till"),
                                Optional.of(
                                        "{\"keys\":[{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo\"}]}"),
                                new Locations(
                                        List.of(new Locations.Header("x-jwt", "Value ")),
                                        List.of("t"),
                                        List.of("session")),
                                new Forwarding(
                                        true, Optional.of("x-payload"), List.of(new ClaimHeader("x-sub", "sub"))),
                                List.of("roles"),
                                new Origin("-", 10)))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
        {jwks: ''}                                | issuer or jwksUri must be non-empty string
        {issuer: '', jwksUri: 'http://a/b'}       | issuer should be at least 1 chars long
        {issuer: a, jwksUri: 'ftp://a/b'}         | URI scheme "ftp" is not supported
        {issuer: a, jwksUri: 'a/b'}               | URI scheme "" is not supported
        {issuer: a, jwksUri: 'http://a', jwks: '{"keys":[]}'} | only one of jwks or jwksUri can be set
        {issuer: a, jwks: 'no'}                   | jwks parse error: it is not a JSON object
        {issuer: a, jwks: '{}'}                   | jwks parse error: it has no keys
        {issuer: a, jwks: '{"keys":{}}'}          | jwks parse error: keys is not a list
        {issuer: a, jwks: '{"keys":[{"kty":"RSA"}]}'} | jwks parse error: keys[0] is not a key that can be read
        {issuer: a, audiences: ['']}              | audience must be non-empty string
        {issuer: a, fromHeaders: [{name: ''}]}    | location header name must be non-empty string
        {issuer: a, fromHeaders: [{prefix: b}]}   | spec.jwtRules[0].fromHeaders[0].name is missing
        {issuer: a, fromParams: ['']}             | location query must be non-empty string
        {issuer: a, fromCookies: ['']}            | cookie name must be non-empty string
        {issuer: a, outputClaimToHeaders: [{header: '', claim: b}]} | outputClaimToHeaders header and claim value must be non-empty string
        {issuer: a, outputClaimToHeaders: [{header: 'a b', claim: b}]} | header name a b is not a valid header name
        {issuer: a, timeout: soon}                | timeout must be a valid duration greater than 1ms
        {issuer: a, timeout: 900us}               | timeout must be a valid duration greater than 1ms
        {issuer: a, audience: b}                  | unknown field spec.jwtRules[0].audience
        {issuer: a, forwardOriginalToken: 'yes'}  | spec.jwtRules[0].forwardOriginalToken must be true or false, not a string
        """)
    void whatAdmissionRefusesIsAProblem(String rule, String message) {
        assertThat(Read.problems(HEAD + "spec: {jwtRules: [" + rule + "]}\n"))
                .singleElement()
                .asString()
                .startsWith("-:6: " + message);
    }

    @Test
    void aSelectorAndATargetCannotStandTogether() {
        assertThat(Read.problems(
                        HEAD + "spec: {selector: {matchLabels: {a: b}}, targetRef: {kind: Service, name: x}}\n"))
                .anyMatch(problem -> problem.contains("only one of targetRefs or workloadSelector can be set"));
    }

    @Test
    void whoWritesASecretIntoAKeySetIsWarned() {
        assertThat(
                        Read.notes(
                                HEAD
                                        + "spec: {jwtRules: [{issuer: a, jwks: '{\"keys\":[{\"kty\":\"oct\",\"k\":\"c2VjcmV0\"}]}'}]}\n"))
                .containsExactly("-:6: jwks key at index 0 contains private key material; only public keys are used for"
                        + " verification (whoever reads this manifest can sign tokens)");
    }

    @Test
    void keysThatWouldBeFetchedAreSaidNotToBeModelled() {
        assertThat(Read.notes(HEAD + "spec: {jwtRules: [{issuer: a}, {issuer: b, jwksUri: 'https://b/keys'}]}\n"))
                .containsExactlyInAnyOrder(
                        "-:6: not modelled: keys that istiod would fetch from the issuer (no token can be verified; write"
                                + " the keys under jwks)",
                        "-:6: not modelled: spec.jwtRules[1].jwksUri (it could change an answer)");
    }
}
