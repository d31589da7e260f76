package padlock.mesh.policy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import padlock.mesh.resource.Located;
import padlock.mesh.resource.Mesh;
import padlock.mesh.resource.ResourceId;
import padlock.mesh.resource.Secret;

/**
 * What the names in {@code credentialName} stand for: Secrets in the namespace of the proxy that is to use them (R6.8,
 * R10.5). Whatever holds no use for it is as good as missing.
 */
public final class Secrets {

    /** What the name of a Secret ends with that holds authorities alone. */
    private static final String OF_AUTHORITIES = "-cacert";

    private static final List<String> PREFIXES = List.of("kubernetes-gateway://", "kubernetes://");

    private final Map<ResourceId, Secret> secrets = new LinkedHashMap<>();

    /**
     * What was looked for, or why it is not there.
     *
     * @param consulted the Secret that has it or should have had it, if it exists
     */
    public record Found<T>(Optional<T> value, ResourceId consulted, Optional<Secret> secret, String why) {

        /** The reason of whoever needs it; without a Secret the name of it decides. */
        Reason reason(String question, Reason.Field named) {
            Optional<Reason.Field> decidedBy = secret.map(found -> new Reason.Field(
                            found.id(),
                            found.mistakes().stream()
                                    .filter(mistake -> value.isEmpty())
                                    .map(Located::origin)
                                    .findFirst()
                                    .orElse(found.metadata().origin())))
                    .or(() -> Optional.of(named));
            return new Reason(question, value.isPresent() ? consulted.toString() : why, "R6.8", decidedBy, List.of());
        }
    }

    public Secrets(Mesh mesh) {
        mesh.secrets().forEach(secret -> secrets.put(secret.id(), secret));
    }

    /** What a proxy of this namespace shows by that name. */
    public Found<Credentials.InSecret> certificate(String namespace, String credential) {
        ResourceId id = id(namespace, credential);
        Optional<Secret> secret = Optional.ofNullable(secrets.get(id));
        return new Found<>(
                secret.flatMap(Secret::certificate).map(certificate -> new Credentials.InSecret(id, certificate)),
                id,
                secret,
                why(id, secret, "certificate with its key"));
    }

    /** Whom it trusts by that name: a Secret for authorities alone comes first. */
    public Found<Authority.InSecret> authorities(String namespace, String credential) {
        ResourceId id = id(namespace, credential);
        ResourceId apart = new ResourceId(Secret.KIND, id.namespace(), id.name() + OF_AUTHORITIES);
        Optional<Secret> secret = Stream.of(apart, id)
                .map(secrets::get)
                .flatMap(Stream::ofNullable)
                .findFirst();
        ResourceId consulted = secret.map(Secret::id).orElse(id);
        return new Found<>(
                secret.flatMap(found -> found.authorities()
                        .map(roots -> new Authority.InSecret(found.id(), roots, found.revocations()))),
                consulted,
                secret,
                why(consulted, secret, "certificate of an authority"));
    }

    /** A name may say by itself that it is a Secret's, and a gateway's in which namespace. */
    private static ResourceId id(String namespace, String credential) {
        String name = PREFIXES.stream()
                .filter(credential::startsWith)
                .findFirst()
                .map(prefix -> credential.substring(prefix.length()))
                .orElse(credential);
        int slash = name.indexOf('/');
        return slash < 0
                ? new ResourceId(Secret.KIND, namespace, name)
                : new ResourceId(Secret.KIND, name.substring(0, slash), name.substring(slash + 1));
    }

    private static String why(ResourceId id, Optional<Secret> secret, String what) {
        return secret.map(found -> found.mistakes().stream()
                        .findFirst()
                        .map(mistake -> id + " cannot be used, " + mistake.value())
                        .orElse(id + " holds no " + what))
                .orElse("there is no " + id);
    }
}
