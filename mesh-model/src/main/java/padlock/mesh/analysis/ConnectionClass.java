package padlock.mesh.analysis;

import java.util.List;
import java.util.Optional;
import padlock.mesh.policy.AccessDecision;
import padlock.mesh.policy.ConnectionRule;
import padlock.mesh.policy.FilterChain;
import padlock.mesh.policy.HttpRule;
import padlock.mesh.policy.Outside;
import padlock.mesh.policy.UpstreamTls;
import padlock.mesh.resource.PortProtocol;
import padlock.mesh.resource.ResourceId;
import padlock.mesh.resource.Speech;

/**
 * All that can make a difference to a connection, and nothing that cannot: two connections of one class end in the same
 * way, so that one of them, made for real, tells for both.
 *
 * @param called what the port is for, by which the program asks
 * @param client what the client's sidecar does; empty without one
 * @param server what the endpoint does; empty where there is no endpoint
 * @param unknown what the client's sidecar makes of it where it does not know the service; empty where it does
 * @param routes what VirtualServices make of it; empty where they say nothing
 */
public record ConnectionClass(
        PortProtocol called,
        Optional<ClientSide> client,
        Optional<ServerSide> server,
        Optional<Routes> routes,
        Optional<Unknown> unknown) {

    /**
     * How a sidecar treats a service that it does not know.
     *
     * @param portOfHttp whether it looks for HTTP on such a port, since other services speak it there
     * @param entry whether a ServiceEntry tells of the service, and not Kubernetes
     * @param caught who calls and which cluster takes it, where one takes whatever is called on that port
     */
    public record Unknown(Outside outside, boolean portOfHttp, boolean entry, Optional<String> caught) {}

    /**
     * How a client's sidecar opens the connection.
     *
     * @param upstream without the names in it
     * @param nameExpected whether the endpoint's identity is among the names that the client accepts
     * @param hostExpected whether the certificate must name the host of the request instead
     */
    public record ClientSide(UpstreamTls upstream, boolean nameExpected, boolean hostExpected) {}

    /**
     * The routes that the client holds, and all that they may lead to.
     *
     * @param connections those for what is no HTTP
     */
    public record Routes(List<HttpRule> http, List<ConnectionRule> connections, List<Reached> reached) {}

    /**
     * An endpoint to which some route may lead.
     *
     * @param called whether it is the one that was meant
     */
    public record Reached(String cluster, boolean called, ClientSide client, ServerSide server) {}

    /**
     * How an endpoint takes it.
     *
     * @param listens whether the program does, on the port of the pod that the connection leads to
     * @param greets whether it speaks first there
     * @param greeted whether whoever calls the service waits for that
     * @param speech whether it speaks TLS itself there
     * @param secret with the certificate that it shows then
     * @param chains empty without a sidecar
     * @param gateway the host and port that are called, where a gateway answers: it alone knows where they lead
     * @param details who calls whom, where policies look at addresses, hosts or headers
     */
    public record ServerSide(
            PortProtocol protocol,
            boolean listens,
            boolean greets,
            boolean greeted,
            Speech speech,
            Optional<ResourceId> secret,
            Optional<List<FilterChain>> chains,
            Optional<AccessDecision> access,
            Optional<String> gateway,
            List<String> details) {

        public ServerSide {
            details = List.copyOf(details);
        }
    }
}
