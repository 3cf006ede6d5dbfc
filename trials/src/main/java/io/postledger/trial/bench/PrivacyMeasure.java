package io.postledger.trial.bench;

import io.postledger.api.EventCatalogue;
import io.postledger.store.CatalogueSerializer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What it costs that history can be proven and people forgotten: commands with the ledger and with personal data encrypted, and
 * without; and decryption's part of a rebuild.
 */
final class PrivacyMeasure implements Measure {
    @Override
    public String name() {
        return "privacy";
    }

    @Override
    public List<Ratio> take(BenchRoom room) throws Exception {
        List<Ratio> ratios = new ArrayList<>(commands(room));
        ratios.add(decryption(room));
        return ratios;
    }

    /** The three in turn; the first goes round once before, and not counted. */
    private static List<Ratio> commands(BenchRoom room) throws InterruptedException, IOException {
        SwitchedCipher cipher = room.product().bean(SwitchedCipher.class);
        Newsroom newsroom = new Newsroom(room.product());
        int posts = CommandsMeasure.posts(room);
        List<Double> both = new ArrayList<>();
        List<Double> encrypted = new ArrayList<>();
        List<Double> neither = new ArrayList<>();
        CommandsMeasure.round(newsroom, posts);
        try (OwnLedger ledger = new OwnLedger(room)) {
            for (int n = 0; n < room.rounds(); n++) {
                ledger.start();
                both.add(CommandsMeasure.round(newsroom, posts).rate());
                ledger.stop();
                encrypted.add(CommandsMeasure.round(newsroom, posts).rate());
                cipher.turn(false);
                neither.add(CommandsMeasure.round(newsroom, posts).rate());
                cipher.turn(true);
            }
        }
        Ratio.Term bare = new Ratio.Term("commands, stored readable, without a ledger", neither, "commands/s");
        return List.of(
                Ratio.atLeast(
                        0.9,
                        "commands with ledger and personal data encrypted",
                        new Ratio.Term("commands, as the product stores them, the ledger at it", both, "commands/s"),
                        bare),
                Ratio.atLeast(
                        0.9,
                        "commands with personal data encrypted",
                        new Ratio.Term("commands, encrypted, without a ledger", encrypted, "commands/s"),
                        bare));
    }

    private static Ratio decryption(BenchRoom room) throws Exception {
        RawLog sealed = room.rawLog(new CatalogueSerializer(new EventCatalogue()));
        List<Double> decryption = new ArrayList<>();
        List<Double> rebuild = new ArrayList<>();
        sealed.readAndDecode();
        room.rawLog().readAndDecode();
        for (int n = 0; n < room.rounds(); n++) {
            double without = sealed.readAndDecode();
            decryption.add(Math.max(0, room.rawLog().readAndDecode() - without));
            rebuild.add(room.rebuild(BenchRoom.PROJECTIONS));
            room.stand();
        }
        return Ratio.atMost(
                0.25,
                "decryption's part of a rebuild",
                new Ratio.Term(
                        "reading and decoding the log with its keys, less the same without them", decryption, "s"),
                new Ratio.Term("rebuild of all " + BenchRoom.PROJECTIONS.size() + " projections", rebuild, "s"));
    }
}
