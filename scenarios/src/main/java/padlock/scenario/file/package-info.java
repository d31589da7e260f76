/**
 * From files to records: manifests as {@code kubectl apply} would take them, and scenarios, with every mistake that
 * they hold. {@link padlock.scenario.file.Documents} makes nodes with lines of YAML or JSON, a
 * {@link padlock.scenario.file.Shape} complains about those that do not look as they must, and a reader for each kind
 * makes a record of the rest, by the rules of Istio's admission webhook.
 *
 * <p><b>Invariant:</b> A file that cannot be read is a problem, never an exception.
 *
 * <p><b>Invariant:</b> A mistake in one document does not hide those of the others.
 *
 * <p><b>Invariant:</b> Nothing in a file names a Java class.
 *
 * <p><b>Invariant:</b> A scenario reads no file outside of its folder.
 */
package padlock.scenario.file;
