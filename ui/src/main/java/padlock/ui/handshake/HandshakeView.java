package padlock.ui.handshake;

import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.geometry.Insets;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.SplitPane;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import padlock.mesh.actor.Side;
import padlock.mesh.history.CallView;
import padlock.tls.capture.Node;
import padlock.ui.control.IconButton;
import padlock.ui.player.PlayerViewModel;
import padlock.ui.player.Wire;
import padlock.ui.text.Texts;

/** A handshake, message by message: its bytes, what they mean, what both sides believe, and the checks they make. */
public final class HandshakeView extends BorderPane {

    private static final PseudoClass CHANGED = PseudoClass.getPseudoClass("changed");

    private final PlayerViewModel player;
    private final HandshakeViewModel model;
    private final ListView<Step> list = new ListView<>();
    private final HexView hex;
    private final PartTree tree;
    private final Label bytesTitle = new Label();
    private final Label detail = new Label();
    private final Label client = new Label();
    private final Label server = new Label();
    private final ChecksTable checks = new ChecksTable();
    private final Tab checksTab = new Tab("", checks);
    private final Label place = new Label();
    private final BorderPane page = new BorderPane();
    private boolean showing;

    public HandshakeView(PlayerViewModel player, HandshakeViewModel model) {
        this.player = player;
        this.model = model;
        hex = new HexView(this::pointAt);
        tree = new PartTree(part -> model.pointed().set(Optional.of(part)));
        list.setId("handshake-messages");
        list.setCellFactory(view -> new StepCell());
        list.setItems(model.steps());
        list.setMinWidth(150);
        list.getSelectionModel().selectedIndexProperty().addListener((property, before, now) -> {
            if (!showing && now.intValue() >= 0) {
                model.choose(now.intValue());
            }
        });
        page.setTop(tools());
        page.setCenter(parts());
        page.setBottom(beliefs());
        model.chosen().addListener((property, before, now) -> show());
        model.pointed().addListener((property, before, now) -> point(now));
        model.told().addListener((property, before, now) -> tell());
        model.wire().working().addListener((property, before, now) -> tell());
        player.selected().addListener((property, before, now) -> tell());
        player.now().addListener((property, before, now) -> tell());
        tell();
        show();
    }

    private HBox tools() {
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        place.getStyleClass().add("text-muted");
        Button next = IconButton.of(Feather.CHEVRON_RIGHT, "handshake.next", model::next);
        Button nextFlight = IconButton.of(Feather.CHEVRONS_RIGHT, "handshake.next-flight", model::nextFlight);
        nextFlight.setText(Texts.of("handshake.next-flight.short"));
        HBox tools = new HBox(
                6,
                IconButton.of(Feather.CHEVRONS_LEFT, "handshake.back-flight", model::backFlight),
                IconButton.of(Feather.CHEVRON_LEFT, "handshake.back", model::back),
                next,
                nextFlight,
                space,
                place);
        tools.setAlignment(Pos.CENTER_LEFT);
        tools.setPadding(new Insets(8, 10, 8, 10));
        return tools;
    }

    private SplitPane parts() {
        bytesTitle.getStyleClass().addAll("text-bold", "text-caption");
        bytesTitle.setPadding(new Insets(4, 8, 4, 8));
        detail.setWrapText(true);
        detail.setPadding(new Insets(6, 8, 6, 8));
        detail.setMinHeight(Region.USE_PREF_SIZE);
        detail.setId("handshake-detail");
        BorderPane dump = new BorderPane(hex);
        dump.setTop(bytesTitle);
        BorderPane meaning = new BorderPane(tree);
        meaning.setBottom(detail);
        SplitPane bytes = new SplitPane(dump, meaning);
        bytes.setDividerPositions(0.46);
        Tab bytesTab = new Tab(Texts.of("handshake.bytes"), bytes);
        TabPane tabs = new TabPane(bytesTab, checksTab);
        tabs.setTabClosingPolicy(TabPane.TabClosingPolicy.UNAVAILABLE);
        checksTab.setId("handshake-checks-tab");
        SplitPane split = new SplitPane(list, tabs);
        split.setOrientation(Orientation.HORIZONTAL);
        split.setDividerPositions(0.24);
        SplitPane.setResizableWithParent(list, false);
        return split;
    }

    private HBox beliefs() {
        VBox clients = card("handshake.client-believes", client);
        VBox servers = card("handshake.server-believes", server);
        HBox both = new HBox(10, clients, servers);
        both.setPadding(new Insets(8, 10, 8, 10));
        clients.prefWidthProperty().bind(both.widthProperty().divide(2));
        servers.prefWidthProperty().bind(both.widthProperty().divide(2));
        client.setId("handshake-client");
        server.setId("handshake-server");
        return both;
    }

    private static VBox card(String key, Label words) {
        Label heading = new Label(Texts.of(key));
        heading.getStyleClass().add("belief-heading");
        heading.setWrapText(true);
        words.setWrapText(true);
        words.setMinHeight(Region.USE_PREF_SIZE);
        VBox card = new VBox(2, heading, words);
        card.getStyleClass().add("belief");
        return card;
    }

    /** The page, or why there is none. */
    private void tell() {
        Optional<Wire> told = model.told().get();
        Optional<CallView> wanted = player.story();
        if (model.wire().working().get()
                && told.map(Wire::call)
                        .filter(call -> wanted.equals(Optional.of(call)))
                        .isEmpty()) {
            VBox wait = new VBox(12, new ProgressIndicator(), new Label(Texts.of("handshake.working")));
            wait.setAlignment(Pos.CENTER);
            show(wait);
        } else if (told.isEmpty()) {
            boolean chosen = player.selected().get().isPresent();
            show(hint(Texts.of(chosen ? "handshake.waiting" : "handshake.choose")));
        } else if (model.steps().isEmpty()) {
            show(hint(Texts.of("handshake.nothing", told.get().call().name())));
        } else {
            show(page);
        }
    }

    private void show(Region wanted) {
        if (getCenter() != wanted) {
            setCenter(wanted);
        }
    }

    private static Label hint(String words) {
        Label hint = new Label(words);
        hint.setWrapText(true);
        hint.setPadding(new Insets(24));
        BorderPane.setAlignment(hint, Pos.TOP_LEFT);
        return hint;
    }

    private void show() {
        Optional<Step> step = model.step();
        if (step.isEmpty()) {
            return;
        }
        showing = true;
        int index = model.chosen().get();
        list.getSelectionModel().select(index);
        list.scrollTo(Math.max(0, index - 3));
        showing = false;
        place.setText(Texts.of("handshake.place", index + 1, model.steps().size()));
        tree.show(step.get().record(), step.get().message());
        showBytes(step.get().message());
        say(step.get().message());
        show(client, Side.CLIENT);
        show(server, Side.SERVER);
        checks.getItems().setAll(model.checks());
        checksTab.setText(Texts.of("handshake.checks", model.checks().size()));
        boolean failed = model.checks().stream().anyMatch(check -> !check.passed());
        checksTab.setGraphic(failed ? new FontIcon(Feather.X_CIRCLE) : null);
        tell();
    }

    private void show(Label words, Side side) {
        model.belief(side).ifPresent(belief -> {
            words.setText(Texts.of(belief.changed() ? "handshake.changed" : "handshake.same", belief.words()));
            words.getParent().pseudoClassStateChanged(CHANGED, belief.changed());
        });
    }

    private void showBytes(Node part) {
        model.step().ifPresent(step -> {
            byte[] content = step.content(part);
            hex.show(content, part);
            bytesTitle.setText(
                    Texts.of(part.content() == 0 ? "handshake.wire" : "handshake.decrypted", content.length));
        });
    }

    private void pointAt(int offset) {
        Optional<Node> shown = shownPart();
        shown.flatMap(part -> model.partAt(part.content(), offset))
                .ifPresent(part -> model.pointed().set(Optional.of(part)));
    }

    /** The bytes in the dump are those that hold this part. */
    private Optional<Node> shownPart() {
        return model.pointed().get().or(() -> model.step().map(Step::message));
    }

    private void point(Optional<Node> part) {
        if (part.isEmpty()) {
            return;
        }
        model.step().ifPresent(step -> {
            if (!hex.holds(step.content(part.get()))) {
                showBytes(part.get());
            }
        });
        hex.point(part);
        tree.point(part.get());
        say(part.get());
    }

    private void say(Node part) {
        String value = part.value().isEmpty() ? "" : ": " + part.value();
        String meaning = part.meaning().isEmpty() ? "" : "\n" + part.meaning();
        detail.setText(Texts.of("handshake.part", part.offset(), part.offset() + part.length()) + "  " + part.name()
                + value + meaning);
    }
}
