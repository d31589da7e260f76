package padlock.scenario.file;

import java.util.List;
import padlock.mesh.analysis.Finding;
import padlock.mesh.analysis.Written;

/**
 * Manifests that were read to be judged: what is sound, and what is not, resource by resource.
 *
 * @param findings what reading alone finds: what admission refuses or warns of, and fields that Padlock reads no
 *     further
 * @param written what checks look up by the words of the documents
 */
public record Reviewed(Manifests manifests, List<Finding> findings, Written written, Places places) {

    public Reviewed {
        findings = List.copyOf(findings);
    }
}
