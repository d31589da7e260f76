/**
 * The five actors of the mesh (application, sidecar, control plane, certificate authority, policy), the messages they
 * exchange, and the facts they record.
 *
 * <p>A sidecar has two halves. The outer one of a client, {@code Outbound}, holds an {@code Exchange} for each call of
 * its program and a pool of connections; that of a server, {@code Inbound}, holds its connections, whose first bytes
 * choose a filter. Both look at the same {@code SidecarState}, which the control plane and the certificate authority
 * fill.
 *
 * <p><b>Invariant:</b> A sidecar acts on what it holds now and asks nobody.
 *
 * <p><b>Invariant:</b> A program never knows of TLS.
 *
 * <p><b>Invariant:</b> The identity comes from the service account and not from the request.
 *
 * <p><b>Invariant:</b> One more intervention leaves the past alone.
 *
 * <p><b>Invariant:</b> A stranger in the mesh disturbs nobody.
 */
package padlock.mesh.actor;
