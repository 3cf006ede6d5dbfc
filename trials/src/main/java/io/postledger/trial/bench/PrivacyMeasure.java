package io.postledger.trial.bench;

import io.postledger.api.EventCatalogue;
import io.postledger.store.CatalogueSerializer;
import java.util.ArrayList;
import java.util.List;

/** What it costs that personal data is encrypted: commands with and without, and decryption's part of a rebuild. */
final class PrivacyMeasure implements Measure {
    @Override
    public String name() {
        return "privacy";
    }

    @Override
    public List<Ratio> take(BenchRoom room) throws Exception {
        return List.of(commands(room), decryption(room));
    }

    private static Ratio commands(BenchRoom room) throws InterruptedException {
        SwitchedCipher cipher = room.product().bean(SwitchedCipher.class);
        Newsroom newsroom = new Newsroom(room.product());
        int posts = CommandsMeasure.posts(room);
        List<Double> on = new ArrayList<>();
        List<Double> off = new ArrayList<>();
        CommandsMeasure.round(newsroom, posts);
        for (int n = 0; n < room.rounds(); n++) {
            on.add(CommandsMeasure.round(newsroom, posts).rate());
            cipher.turn(false);
            off.add(CommandsMeasure.round(newsroom, posts).rate());
            cipher.turn(true);
        }
        return Ratio.atLeast(
                0.9,
                "commands with personal data encrypted",
                new Ratio.Term("commands, as the product stores them", on, "commands/s"),
                new Ratio.Term("commands, stored readable", off, "commands/s"));
    }

    private static Ratio decryption(BenchRoom room) throws Exception {
        RawLog sealed = new RawLog(room.stores().postgres(), new CatalogueSerializer(new EventCatalogue()));
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
