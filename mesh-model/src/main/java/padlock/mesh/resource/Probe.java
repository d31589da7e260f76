package padlock.mesh.resource;

import java.util.Optional;
import padlock.mesh.resource.Service.TargetPort;

/** How the kubelet looks after a container: what it asks again and again, and what it makes of the answer. */
public record Probe(Purpose purpose, String container, Handler handler, Origin origin) {

    /** What the kubelet does when the probe fails. */
    public enum Purpose {
        /** It starts the container again. */
        LIVENESS("liveness", "livez"),
        /** It takes the pod out of its services. */
        READINESS("readiness", "readyz"),
        /** It starts the container again, and asks nothing else before this has succeeded once. */
        STARTUP("startup", "startupz");

        private final String text;
        private final String path;

        Purpose(String text, String path) {
            this.text = text;
            this.path = path;
        }

        /** The word of the manifest, before {@code Probe}. */
        public String text() {
            return text;
        }

        /** What Istio's agent calls it. */
        String path() {
            return path;
        }
    }

    /** What is asked. */
    public sealed interface Handler {

        /** The port of the pod; none where the kubelet looks inside the container. */
        Optional<TargetPort> port();

        /** A request that must be answered with a status from 200 to 399. */
        record HttpGet(boolean tls, TargetPort target, String path) implements Handler {
            @Override
            public Optional<TargetPort> port() {
                return Optional.of(target);
            }
        }

        /** A connection that must come about. */
        record TcpSocket(TargetPort target) implements Handler {
            @Override
            public Optional<TargetPort> port() {
                return Optional.of(target);
            }
        }

        /** A call of gRPC's health protocol. */
        record Grpc(TargetPort target) implements Handler {
            @Override
            public Optional<TargetPort> port() {
                return Optional.of(target);
            }
        }

        /** A command that must end well. */
        record Exec() implements Handler {
            @Override
            public Optional<TargetPort> port() {
                return Optional.empty();
            }
        }
    }

    /** Where the probe is asked for at Istio's agent. */
    public String pathAtAgent() {
        return "/app-health/" + container + "/" + purpose.path();
    }
}
