package padlock.ui.tour;

import java.time.Duration;
import java.util.List;
import padlock.ui.text.Texts;

/** The article in five minutes. */
public final class Tour {

    /** The scenario that the tour goes through. */
    public static final String SCENARIO = "article";

    private static final String MESH = ".mesh";
    private static final String STORY = "#story-page";
    private static final String WHY = "player-story";
    private static final String POLICIES = "player-policies";
    private static final String CRON = "legacy/cron";
    private static final String FRONTEND = "my-app-namespace/frontend";

    /** Where the tour stops, in order. */
    public static final List<Stop> STOPS = List.of(
            new Stop("mesh", MESH, WHY, Duration.ZERO, ""),
            new Stop("legend", "#mesh-legend", WHY, Duration.ZERO, ""),
            new Stop("time", "#time-line", WHY, Duration.ZERO, ""),
            new Stop("nothing", MESH, WHY, Duration.ofSeconds(115), FRONTEND),
            new Stop("strict", MESH, WHY, Duration.ofSeconds(135), CRON),
            new Stop("why", STORY, WHY, Duration.ofSeconds(135), CRON),
            new Stop("gradual", MESH, WHY, Duration.ofMinutes(9), CRON),
            new Stop("narrow", STORY, WHY, Duration.ofMinutes(11), CRON),
            new Stop("otherwise", "#policy-precedence", POLICIES, Duration.ofMinutes(13), CRON),
            new Stop("disable", STORY, WHY, Duration.ofMinutes(15), FRONTEND),
            new Stop("access", STORY, WHY, Duration.ofMinutes(1503), FRONTEND),
            new Stop("yours", "#policy-new", POLICIES, Duration.ofMinutes(1503), ""));

    /**
     * A stop of the tour.
     *
     * @param target what is pointed at, as style sheets select it
     * @param page that is opened beside the picture
     * @param at the moment that is shown
     * @param caller whose connection to the backend is chosen; nobody's if it is empty
     */
    public record Stop(String key, String target, String page, Duration at, String caller) {

        public String words() {
            return Texts.of("tour." + key);
        }
    }

    private Tour() {}
}
