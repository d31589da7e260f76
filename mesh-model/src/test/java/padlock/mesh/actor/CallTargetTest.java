package padlock.mesh.actor;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CallTargetTest {

    @ParameterizedTest
    @CsvSource({
        "http://backend, HTTP, backend, 80, /, http://backend/",
        "http://backend/, HTTP, backend, 80, /, http://backend/",
        "http://backend:80/, HTTP, backend, 80, /, http://backend/",
        "http://backend.ns:8080/a?b=c, HTTP, backend.ns, 8080, /a?b=c, http://backend.ns:8080/a?b=c",
        "http://10.244.0.2:8080, HTTP, 10.244.0.2, 8080, /, http://10.244.0.2:8080/",
        "grpc://backend:7070/a.B/C, GRPC, backend, 7070, /a.B/C, grpc://backend:7070/a.B/C",
        "grpc://backend, GRPC, backend, 80, /, grpc://backend/",
        "https://backend, HTTPS, backend, 443, /, https://backend/",
        "https://backend:8443/a, HTTPS, backend, 8443, /a, https://backend:8443/a",
        "tcp://db:5432, TCP, db, 5432, /, tcp://db:5432",
        "tls://db:5432, TLS, db, 5432, /, tls://db:5432",
    })
    void readsWhatAProgramWouldWrite(
            String text, CallTarget.Scheme scheme, String host, int port, String path, String again) {
        CallTarget target = CallTarget.parse(text);

        assertThat(target).isEqualTo(new CallTarget(scheme, host, port, path)).hasToString(again);
        assertThat(CallTarget.parse(again)).isEqualTo(target);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "backend",
                "http://",
                "http:// backend/",
                "http://backend:0/",
                "http://backend:65536/",
                "http://backend:99999999999/",
                "http://backend/a b",
                "tcp://db",
                "tls://db",
                "ftp://backend/",
                "HTTP://backend/",
            })
    void refusesAllElseWithASentence(String text) {
        assertThatThrownBy(() -> CallTarget.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(" ");
    }
}
