package padlock.ui.file;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import padlock.mesh.actor.Settings;
import padlock.mesh.resource.PortProtocol;
import padlock.mesh.resource.Resource;
import padlock.scenario.MeshQuestions;
import padlock.scenario.Scenario;
import padlock.scenario.file.Loaded;
import padlock.scenario.file.ManifestFiles;
import padlock.scenario.file.Manifests;

/** Makes a scenario of manifests, or of the dump of a cluster: everybody calls every service, again and again. */
final class ManifestScenario {

    /** More would be no picture of a mesh any more. */
    private static final int MOST_PAIRS = 400;

    private ManifestScenario() {}

    /** The scenario, or what is wrong with the manifests under the names that the person knows them by. */
    static Loaded<Manuscript> of(List<Path> paths) throws IOException {
        Loaded<Manifests> loaded =
                ManifestFiles.read(paths.stream().map(Path::toString).toList(), new ByteArrayInputStream(new byte[0]));
        if (loaded instanceof Loaded.Rejected<Manifests> rejected) {
            return new Loaded.Rejected<>(rejected.problems());
        }
        Loaded.Accepted<Manifests> accepted = (Loaded.Accepted<Manifests>) loaded;
        SortedMap<String, byte[]> files = new TreeMap<>();
        List<String> names = new ArrayList<>();
        for (Path path : paths) {
            Path absolute = path.toAbsolutePath();
            Manuscript.add(Files.isDirectory(absolute) ? absolute : absolute.getParent(), absolute, files);
        }
        files.keySet().removeIf(name -> !isManifest(name));
        files.keySet().forEach(name -> names.add("\"" + name + "\""));
        String name = paths.get(0).toAbsolutePath().getFileName().toString();
        String text = text(name, names, accepted.value().resources());
        return new Loaded.Accepted<>(new Manuscript(text, files, List.of()), accepted.notes());
    }

    private static boolean isManifest(String name) {
        boolean hidden = name.startsWith(".") || name.contains("/.");
        return !hidden && (name.endsWith(".yaml") || name.endsWith(".yml") || name.endsWith(".json"));
    }

    private static String text(String name, List<String> files, List<Resource> resources) {
        List<String> lines = new ArrayList<>();
        lines.add("name: \"" + name + "\"");
        lines.add("title: \"" + name + "\"");
        lines.add("end: 5m");
        lines.add("mesh: [" + String.join(", ", files) + "]");
        lines.add("traffic:");
        List<MeshQuestions.Pair> pairs = pairs(resources);
        for (int i = 0; i < pairs.size(); i++) {
            lines.add(traffic(pairs.get(i), i));
        }
        if (pairs.isEmpty()) {
            lines.remove(lines.size() - 1);
        }
        return String.join("\n", lines) + "\n";
    }

    private static List<MeshQuestions.Pair> pairs(List<Resource> resources) {
        Set<String> seen = new HashSet<>();
        return new MeshQuestions(resources, Scenario.DEFAULT_START, Scenario.DEFAULT_SEED, Settings.DEFAULTS)
                .pairs().stream()
                        .filter(pair -> pair.endpoint().isPresent() && isForOthers(pair))
                        .filter(pair -> seen.add(name(pair)))
                        .limit(MOST_PAIRS)
                        .toList();
    }

    private static boolean isForOthers(MeshQuestions.Pair pair) {
        return pair.endpoint()
                .filter(endpoint -> !endpoint.id().equals(pair.from().id()))
                .isPresent();
    }

    private static String name(MeshQuestions.Pair pair) {
        return pair.from().namespace() + "/" + pair.from().name() + " to " + pair.to();
    }

    /** Not all at once: each begins a little later than the one before. */
    private static String traffic(MeshQuestions.Pair pair, int number) {
        String scheme = pair.port().protocol().handling() == PortProtocol.Handling.TCP ? "tcp" : "http";
        return "  - {name: \"" + name(pair) + "\", from: \"" + pair.from().namespace() + "/"
                + pair.from().name() + "\", to: \"" + scheme + "://" + pair.to() + "\", every: 20s, starting: "
                + (1000 + number * 37 % 19_000) + "ms}";
    }
}
