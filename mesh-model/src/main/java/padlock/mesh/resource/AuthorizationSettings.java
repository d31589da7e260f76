package padlock.mesh.resource;

import java.util.List;
import java.util.Optional;

/** What mesh-wide settings say of authorization. */
public record AuthorizationSettings(List<Provider> providers, PathNormalization paths) {

    public static final AuthorizationSettings DEFAULTS = new AuthorizationSettings(List.of(), PathNormalization.BASE);

    /**
     * An extension provider that CUSTOM policies can name.
     *
     * @param http whether it is asked over HTTP, which says nothing of TCP connections; else over gRPC
     * @param service its host, or {@code namespace/host}
     * @param failOpen whether requests pass while it cannot be reached
     * @param statusOnError what a client sees while it cannot be reached
     */
    public record Provider(
            String name, boolean http, String service, int port, boolean failOpen, int statusOnError, Origin origin) {

        public String host() {
            return service.substring(service.indexOf('/') + 1);
        }

        public Optional<String> namespace() {
            int slash = service.indexOf('/');
            return slash < 0 ? Optional.empty() : Optional.of(service.substring(0, slash));
        }
    }

    /** How a path is rewritten before a policy looks at it. */
    public enum PathNormalization {
        NONE,
        /** Dot segments are resolved, backslashes turned. */
        BASE,
        /** And slashes in a row become one. */
        MERGE_SLASHES,
        /** And escaped slashes count as slashes. */
        DECODE_AND_MERGE_SLASHES
    }

    public AuthorizationSettings {
        providers = List.copyOf(providers);
    }
}
