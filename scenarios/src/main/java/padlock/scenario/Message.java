package padlock.scenario;

import padlock.mesh.analysis.Code;
import padlock.mesh.resource.Origin;
import padlock.mesh.resource.ResourceId;

/**
 * A mistake or a risk, at its place in a file.
 *
 * @param text what happens, and why
 * @param hint the smallest mending; may be empty
 */
public record Message(Code code, ResourceId resource, Origin origin, String text, String hint) {}
