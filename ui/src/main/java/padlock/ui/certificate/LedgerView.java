package padlock.ui.certificate;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.geometry.Insets;
import javafx.scene.control.Label;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.VBox;
import padlock.mesh.history.LedgerEntry;
import padlock.mesh.policy.Reason;
import padlock.ui.control.Moments;
import padlock.ui.control.TextTable;
import padlock.ui.control.WhileShown;
import padlock.ui.player.PlayerViewModel;
import padlock.ui.text.Hosts;
import padlock.ui.text.Texts;

/** What crossed the network in plaintext by now, who let it, and how it began. */
public final class LedgerView extends BorderPane {

    private final PlayerViewModel player;
    private final CertificatesViewModel model;
    private final TextTable<LedgerEntry> table = new TextTable<>("ledger-table");
    private final Label sum = new Label();
    private final Label why = new Label();

    public LedgerView(PlayerViewModel player, CertificatesViewModel model) {
        this.player = player;
        this.model = model;
        Label nothing = new Label(Texts.of("ledger.nothing"));
        nothing.setWrapText(true);
        table.setPlaceholder(nothing);
        table.add("ledger.from", entry -> entry.from().toString());
        table.add("ledger.to", entry -> Hosts.shortened(entry.to()));
        table.add("ledger.taken", entry -> Texts.of(entry.accepted() ? "ledger.accepted" : "ledger.refused"));
        table.add("ledger.bytes", entry -> String.valueOf(entry.requestBytes() + entry.answerBytes()));
        table.add("ledger.first", entry -> clock(entry.first()));
        table.add("ledger.sample", LedgerEntry::sample);
        table.getSelectionModel().selectedItemProperty().addListener((property, before, now) -> explain());
        sum.setId("ledger-sum");
        sum.setWrapText(true);
        sum.setPadding(new Insets(10));
        why.setId("ledger-why");
        why.setWrapText(true);
        why.setPadding(new Insets(10));
        why.setMinHeight(USE_PREF_SIZE);
        setTop(new VBox(sum));
        setCenter(table);
        setBottom(why);
        WhileShown filling = new WhileShown(this, this::fill);
        player.now().addListener((property, before, now) -> filling.changed());
        player.played().addListener((property, before, now) -> fill());
        fill();
        explain();
    }

    private void fill() {
        List<LedgerEntry> entries = model.ledger();
        table.show(entries);
        sum.setText(Texts.of(
                "ledger.sum",
                entries.size(),
                entries.stream().filter(LedgerEntry::accepted).count()));
    }

    private void explain() {
        LedgerEntry chosen = table.getSelectionModel().getSelectedItem();
        if (chosen == null) {
            why.setText(Texts.of("ledger.choose"));
            return;
        }
        String stretch = Texts.of("ledger.stretch", chosen.connections(), clock(chosen.first()), clock(chosen.last()));
        why.setText(Stream.concat(Stream.of(stretch), chosen.because().stream().map(LedgerView::words))
                .collect(Collectors.joining("\n")));
    }

    private static String words(Reason reason) {
        return reason.question() + ": " + reason.answer() + "  "
                + reason.decidedBy()
                        .map(field -> Texts.of("story.by", field.resource(), field.origin(), reason.rule()))
                        .orElseGet(() -> Texts.of("story.default", reason.rule()));
    }

    private String clock(Instant at) {
        return Moments.words(Duration.between(player.played().get().start(), at));
    }
}
