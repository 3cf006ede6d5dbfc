package io.postledger.trial.bench;

import java.util.ArrayList;
import java.util.List;

/** What replay itself takes, and all projections together, against reading the log. */
final class CountMeasure implements Measure {
    @Override
    public String name() {
        return "count";
    }

    @Override
    public List<Ratio> take(BenchRoom room) throws Exception {
        List<Double> decoded = new ArrayList<>();
        List<Double> counted = new ArrayList<>();
        room.rawLog().readAndDecode();
        for (int round = 0; round < room.rounds(); round++) {
            decoded.add(room.events() / room.rawLog().readAndDecode());
            counted.add(room.events() / room.rebuild(List.of(Counting.NAME)));
            room.stand();
        }
        return List.of(Ratio.atLeast(
                0.7,
                "replay of a projection that only counts",
                new Ratio.Term("rebuild of a projection that counts events in memory", counted, "events/s"),
                new Ratio.Term(
                        "ordered read " + room.rawLog().reading() + ", decoded by the product's serializer",
                        decoded,
                        "events/s")));
    }
}
