package padlock.scenario.report;

import java.util.Optional;
import padlock.mesh.resource.Service;
import padlock.scenario.MeshQuestions;

/**
 * One call, and why it ended as it did.
 *
 * @param service whose name and port the caller wrote; empty where they are nobody's
 * @param transcript whether all that crossed the wire is to be shown
 */
public record Explanation(MeshQuestions.Answer answer, Optional<Service> service, boolean transcript) {}
