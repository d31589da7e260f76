package padlock.scenario.file;

import padlock.mesh.resource.Origin;

/** A kind that Padlock does not know: how often it was met, and where first. The notes tell the same in words. */
public record Ignored(String apiVersion, String kind, int count, Origin first) {}
