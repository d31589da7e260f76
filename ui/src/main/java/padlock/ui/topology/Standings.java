package padlock.ui.topology;

import java.util.List;
import java.util.Locale;
import org.kordamp.ikonli.feather.Feather;
import padlock.mesh.history.MeshView;
import padlock.mesh.history.MeshView.Standing;
import padlock.ui.text.Texts;

/** How it looks whether a sidecar holds the newest configuration: an icon and a word for each. */
public final class Standings {

    private Standings() {}

    public static String words(Standing standing) {
        return Texts.of("standing." + word(standing));
    }

    /** The newest configuration, and how many sidecars hold it. */
    static String controlPlane(MeshView mesh) {
        List<Standing> all = mesh.pods().values().stream()
                .filter(MeshView.Pod::sidecar)
                .map(mesh::standing)
                .toList();
        long newest = all.stream().filter(Standing.NEWEST::equals).count();
        return Texts.of("mesh.control-plane.state", mesh.revision(), newest, all.size());
    }

    /** How much the authority has signed. */
    static String authority(MeshView mesh) {
        return Texts.of("mesh.authority.state", mesh.authority().issued());
    }

    static Feather icon(Standing standing) {
        return switch (standing) {
            case NOTHING -> Feather.LOADER;
            case NEWEST -> Feather.SHIELD;
            case WAITS -> Feather.DOWNLOAD;
            case OUTDATED -> Feather.CLOCK;
            case CUT_OFF -> Feather.WIFI_OFF;
        };
    }

    /** The end of the key of its words, and of its style class. */
    static String word(Standing standing) {
        return standing.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
