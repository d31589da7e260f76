/**
 * How Istio decides: from the resources of a {@link padlock.mesh.resource.Mesh} to what one sidecar must hold, each
 * piece with the reasons that led to it. Pure functions; the only place where a rule of Istio is told.
 * {@link padlock.mesh.policy.Compilation} asks all of them for one sidecar.
 *
 * <p><b>Invariant:</b> The narrowest scope that sets a mode wins.
 *
 * <p><b>Invariant:</b> Every decision names the resource and the line that decided, or is a default.
 *
 * <p><b>Invariant:</b> Only the first namespace with a matching DestinationRule is asked.
 *
 * <p><b>Invariant:</b> Bytes that no chain is for are refused.
 *
 * <p><b>Invariant:</b> A rule that denies beats every rule that allows.
 *
 * <p><b>Invariant:</b> Equal meshes compile to equal configurations.
 */
package padlock.mesh.policy;
