package padlock.mesh.analysis;

import java.util.Optional;

/** A destination of a VirtualService, as it is written. */
public record WrittenRoute(Where where, String host, Optional<String> subset) {}
