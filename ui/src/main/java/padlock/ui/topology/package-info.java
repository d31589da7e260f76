/** The picture of the mesh: namespaces, workloads, and the connections between them. */
package padlock.ui.topology;
