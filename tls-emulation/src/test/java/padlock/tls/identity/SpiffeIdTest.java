package padlock.tls.identity;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class SpiffeIdTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        spiffe://cluster.local/ns/shop/sa/orders | cluster.local  | /ns/shop/sa/orders
        spiffe://cluster.local                   | cluster.local  | ''
        spiffe://a_b-c.9/x                       | a_b-c.9        | /x
        spiffe://td/Upper/lower/0-9_.            | td             | /Upper/lower/0-9_.
        spiffe://td/...                          | td             | /...
        spiffe://10.0.0.1/x                      | 10.0.0.1       | /x
        """)
    void validIdsAreParsedAndPrintedAsTheyWere(String text, String trustDomain, String path) {
        SpiffeId id = SpiffeId.parse(text);
        assertThat(id).isEqualTo(new SpiffeId(new TrustDomain(trustDomain), path));
        assertThat(id).hasToString(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        ''                                | a SPIFFE ID cannot be empty
        https://cluster.local/x           | starts with "spiffe://"
        SPIFFE://cluster.local/x          | starts with "spiffe://"
        spiffe:/cluster.local/x           | starts with "spiffe://"
        cluster.local/x                   | starts with "spiffe://"
        spiffe://                         | trust domain of a SPIFFE ID cannot be empty
        spiffe:///x                       | trust domain of a SPIFFE ID cannot be empty
        spiffe://Cluster.local/x          | has 'C'
        spiffe://user@cluster.local/x     | has '@'
        spiffe://cluster.local:8080/x     | has ':'
        spiffe://cluster.local?q/x        | has '?'
        spiffe://clüster.local/x          | has 'ü'
        spiffe://cluster%2elocal/x        | has '%'
        spiffe://td/                      | cannot end with a slash
        spiffe://td/x/                    | cannot end with a slash
        spiffe://td//x                    | empty segments
        spiffe://td/x//y                  | empty segments
        spiffe://td/./x                   | "." or ".."
        spiffe://td/x/..                  | "." or ".."
        spiffe://td/x?query               | has '?'
        spiffe://td/x#fragment            | has '#'
        spiffe://td/x%20y                 | has '%'
        spiffe://td/x y                   | has ' '
        spiffe://td/é                     | has 'é'
        """)
    void invalidIdsAreRefusedWithASentence(String text, String complaint) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SpiffeId.parse(text))
                .withMessageContaining(complaint);
        assertThat(SpiffeId.tryParse(text)).isEmpty();
    }

    @Test
    void trustDomainsHaveAtMost255Characters() {
        assertThat(SpiffeId.parse("spiffe://" + "a".repeat(255)).trustDomain().name())
                .hasSize(255);
        assertThat(SpiffeId.tryParse("spiffe://" + "a".repeat(256))).isEmpty();
    }

    @Test
    void idsOf2048BytesAreSupported() {
        assertThat(SpiffeId.tryParse("spiffe://td/" + "a".repeat(2048 - 12))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "/x/", "//x", "/.."})
    void pathCannotBeMadeOtherwiseEither(String path) {
        assertThatIllegalArgumentException().isThrownBy(() -> new SpiffeId(new TrustDomain("td"), path));
    }
}
