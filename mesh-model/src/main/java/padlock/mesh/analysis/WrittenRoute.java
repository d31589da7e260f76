package padlock.mesh.analysis;

import java.util.Optional;

/**
 * A destination of a VirtualService, as it is written.
 *
 * @param mirror whether it gets copies of requests only
 * @param port of the service; empty means the one that was called
 */
public record WrittenRoute(Where where, String host, Optional<String> subset, Optional<Integer> port, boolean mirror) {}
