package padlock.ui.certificate;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import padlock.mesh.actor.MeshFact;
import padlock.mesh.actor.MeshIds;
import padlock.mesh.history.LedgerEntry;
import padlock.sim.Event;
import padlock.ui.player.Landmark;
import padlock.ui.player.Played;
import padlock.ui.player.PlayerViewModel;

/** Who holds which certificate when, whom each sidecar trusts, and what crossed in plaintext by now. */
public final class CertificatesViewModel {

    private final PlayerViewModel player;
    private final ReadOnlyObjectWrapper<Chart> chart = new ReadOnlyObjectWrapper<>();

    /** All certificates of a run, between the first instant that is drawn and the last. */
    record Chart(Instant from, Instant to, List<Holder> holders) {
        Chart {
            holders = List.copyOf(holders);
        }

        /** Where an instant lies between the start (0) and the end (1). */
        double share(Instant at) {
            double all = Math.max(1, Duration.between(from, to).toMillis());
            return Math.min(1, Math.max(0, Duration.between(from, at).toMillis() / all));
        }
    }

    /**
     * A sidecar, or the authority with its roots.
     *
     * @param trusted roots by serial number, since when; empty where the run says nothing of them
     */
    record Holder(String name, boolean authority, List<Lifetime> lifetimes, List<Trust> trusted) {
        Holder {
            lifetimes = List.copyOf(lifetimes);
            trusted = List.copyOf(trusted);
        }

        Optional<Lifetime> held(Instant at) {
            return lifetimes.stream().filter(each -> !each.since().isAfter(at)).reduce((first, second) -> second);
        }

        Optional<Trust> trusts(Instant at) {
            return trusted.stream().filter(each -> !each.since().isAfter(at)).reduce((first, second) -> second);
        }
    }

    /**
     * A certificate.
     *
     * @param identity the subject, of a root
     * @param serial empty where the run does not tell it
     * @param replaced when another came in its place
     */
    record Lifetime(
            String identity,
            String serial,
            Instant since,
            Instant notAfter,
            Optional<Instant> rotatesAt,
            Optional<Instant> replaced) {

        State state(Instant at) {
            if (since.isAfter(at)) return State.TO_COME;
            else if (replaced.filter(then -> !then.isAfter(at)).isPresent()) return State.REPLACED;
            else return notAfter.isBefore(at) ? State.EXPIRED : State.HELD;
        }
    }

    /** Roots that are trusted from an instant on. */
    record Trust(Instant since, List<String> roots) {
        Trust {
            roots = List.copyOf(roots);
        }
    }

    /** How a certificate stands. */
    enum State {
        TO_COME("to-come"),
        HELD("held"),
        REPLACED("replaced"),
        EXPIRED("expired");

        private final String word;

        State(String word) {
            this.word = word;
        }

        /** The end of the key of its text, and of its style class. */
        String word() {
            return word;
        }
    }

    public CertificatesViewModel(PlayerViewModel player) {
        this.player = player;
        player.played().addListener((property, before, now) -> chart.set(draw(now)));
        chart.set(draw(player.played().get()));
    }

    ReadOnlyObjectProperty<Chart> chart() {
        return chart.getReadOnlyProperty();
    }

    /** What had begun to cross the network in plaintext by now, the latest first. */
    List<LedgerEntry> ledger() {
        Instant now = player.now().get();
        return player.played().get().run().ledger().stream()
                .filter(entry -> !entry.first().isAfter(now))
                .sorted(Comparator.comparing(LedgerEntry::first).reversed())
                .toList();
    }

    /** Takes the play head to where a certificate was installed. */
    void goTo(Lifetime lifetime) {
        player.toInstant(lifetime.since());
    }

    private static Chart draw(Played played) {
        Map<String, List<Lifetime>> lifetimes = new LinkedHashMap<>();
        Map<String, List<Trust>> trusted = new LinkedHashMap<>();
        List<Lifetime> roots = new ArrayList<>();
        for (Landmark landmark : played.landmarks()) {
            Event event = landmark.event();
            if (event.fact() instanceof MeshFact.CertificateInstalled installed) {
                replace(
                        lifetimes.computeIfAbsent(installed.sidecar().toString(), any -> new ArrayList<>()),
                        new Lifetime(
                                installed.identity().toString(),
                                installed.serialNumber(),
                                event.at(),
                                installed.notAfter(),
                                Optional.of(installed.rotatesAt()),
                                Optional.empty()));
            } else if (event.fact() instanceof MeshFact.RootsTrusted trust) {
                trusted.computeIfAbsent(trust.sidecar().toString(), any -> new ArrayList<>())
                        .add(new Trust(event.at(), trust.roots()));
            } else if (event.fact() instanceof MeshFact.RootCreated root) {
                replace(
                        roots,
                        new Lifetime(
                                root.subject(), "", event.at(), root.notAfter(), Optional.empty(), Optional.empty()));
            }
        }
        List<Holder> holders = new ArrayList<>();
        String authority = played.words().actor(MeshIds.CERTIFICATE_AUTHORITY);
        holders.add(new Holder(authority, true, roots, List.of()));
        lifetimes.forEach(
                (name, own) -> holders.add(new Holder(name, false, own, trusted.getOrDefault(name, List.of()))));
        Instant last = lifetimes.values().stream()
                .flatMap(List::stream)
                .map(Lifetime::notAfter)
                .max(Comparator.naturalOrder())
                .orElse(played.end());
        return new Chart(
                played.start(),
                Stream.of(last, played.end()).max(Comparator.naturalOrder()).orElseThrow(),
                holders);
    }

    private static void replace(List<Lifetime> before, Lifetime now) {
        if (!before.isEmpty()) {
            Lifetime old = before.remove(before.size() - 1);
            before.add(new Lifetime(
                    old.identity(),
                    old.serial(),
                    old.since(),
                    old.notAfter(),
                    old.rotatesAt(),
                    Optional.of(now.since())));
        }
        before.add(now);
    }
}
