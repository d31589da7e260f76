package padlock.mesh.analysis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import padlock.mesh.history.CallReason;
import padlock.mesh.resource.PortProtocol;

/** Calls that were made and hang, because a sidecar waits for bytes of a client that waits to be greeted (R7.7). */
final class ServerFirstChecks implements Check {

    @Override
    public void look(StudiedMesh mesh, Consumer<Finding> found) {
        Map<String, List<Conversation>> hanging = new LinkedHashMap<>();
        mesh.conversations().stream()
                .filter(call -> call.verdict().reason() == CallReason.SERVER_FIRST_TIMEOUT)
                .forEach(call -> hanging.computeIfAbsent(call.called(), first -> new ArrayList<>())
                        .add(call));
        hanging.values().forEach(calls -> found.accept(finding(calls)));
    }

    private static Finding finding(List<Conversation> calls) {
        Conversation first = calls.get(0);
        boolean declared = first.port().protocol() != PortProtocol.UNDECLARED;
        String callers = Names.of(
                calls.stream().map(call -> StudiedMesh.name(call.from())).toList());
        return new Finding(
                Code.PAD021,
                Where.in(first.service(), "spec", "ports"),
                "The program behind " + first.called()
                        + " speaks first, and a sidecar waits for the client's first bytes"
                        + (declared ? ", to tell TLS from plaintext" : ", since the port's name says no protocol")
                        + ": client and server wait for each other. Hanging: calls of " + callers + ".",
                declared
                        ? "inject sidecars into the callers, or set the mode of this port to DISABLE"
                        : "give the port a name that begins with tcp, or appProtocol: tcp");
    }
}
