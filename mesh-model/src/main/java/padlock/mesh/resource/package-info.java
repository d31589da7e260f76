/**
 * What a person applies to the cluster, as records: namespaces, workloads, services and the policies of Istio, each
 * field that can decide something with its place in the file; and {@link padlock.mesh.resource.Mesh}, the immutable
 * snapshot of all of them.
 *
 * <p><b>Invariant:</b> Applying a resource again keeps the age of the first.
 */
package padlock.mesh.resource;
