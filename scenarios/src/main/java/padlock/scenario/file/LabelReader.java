package padlock.scenario.file;

import java.util.SortedMap;
import java.util.TreeMap;
import padlock.mesh.resource.Labels;
import padlock.mesh.resource.Origin;

/** Reads labels and annotations that may decide something, with the place of each. */
final class LabelReader {

    private LabelReader() {}

    static Labels read(Node holder, String key, Report report) {
        SortedMap<String, Origin> origins = new TreeMap<>();
        holder.members(key).forEach(member -> origins.put(member.key(), report.origin(member.line())));
        return new Labels(holder.pairs(key), origins);
    }
}
