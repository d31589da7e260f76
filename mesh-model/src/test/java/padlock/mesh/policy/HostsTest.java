package padlock.mesh.policy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class HostsTest {

    @ParameterizedTest
    @CsvSource({
        "reviews,      reviews.shop.svc.cluster.local",
        "reviews.prod, reviews.prod",
        "*,            *",
        "*.local,      *.local",
        "10.0.0.1,     10.0.0.1",
        "2a00::614,    2a00::614",
    })
    void onlyANameWithoutADotIsShort(String written, String resolved) {
        assertThat(Hosts.resolve(written, "shop")).isEqualTo(resolved);
    }

    @ParameterizedTest
    @CsvSource({
        "foo.com,   foo.com,     true",
        "*.com,     foo.com,     true",
        "*.foo.com, foo.com,     false",
        "*,         *.com,       true",
        "*.foo.com, *.com,       true",
        "foo.com,   bar.foo.com, false",
    })
    void aWildcardIsATestOfTheSuffix(String one, String other, boolean matches) {
        assertThat(List.of(Hosts.matches(one, other), Hosts.matches(other, one)))
                .containsExactly(matches, matches);
    }

    @Test
    void theExactNameBeatsTheLongestWildcard() {
        assertThat(Hosts.mostSpecific(List.of("*", "*.com", "*.foo.com", "bar.foo.com"), "bar.foo.com"))
                .contains("bar.foo.com");
        assertThat(Hosts.mostSpecific(List.of("*", "*.foo.com", "*.com"), "bar.foo.com"))
                .contains("*.foo.com");
        assertThat(Hosts.mostSpecific(List.of("*.org"), "bar.foo.com")).isEmpty();
    }
}
