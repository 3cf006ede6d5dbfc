package io.postledger.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class FiguresTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final Figures figures = new Figures(new PrintStream(printed, true, StandardCharsets.UTF_8));

    @Test
    void givenValues_whenAskedForPercentiles_thenTheNearestRank() {
        List<Double> values = List.of(5.0, 1.0, 4.0, 2.0, 3.0);

        assertThat(Figures.percentile(values, 0.5)).isEqualTo(3);
        assertThat(Figures.percentile(values, 0.99)).isEqualTo(5);
        assertThat(Figures.percentile(List.of(7.0), 0.01)).isEqualTo(7);
    }

    @Test
    void givenBar_whenOneFigureIsOverIt_thenOnlyThatOneIsMissed() {
        figures.hold("fast", 1, "s", 1);
        figures.hold("slow", 1.001, "s", 1);

        assertThat(figures.missed()).singleElement().asString().startsWith("slow was 1.001 s");
        assertThat(printed.toString(StandardCharsets.UTF_8)).hasLineCount(2).contains("missed");
    }

    @Test
    void givenNoBars_whenAFigureIsOverIts_thenItIsShownAndOnlyFaultsCount() {
        Figures lenient = Figures.withoutBars(new PrintStream(printed, true, StandardCharsets.UTF_8));
        lenient.hold("slow", 1.001, "s", 1);
        assertThat(lenient.verdict("x")).isZero();

        lenient.fell("a post is missing");
        assertThat(lenient.verdict("x")).isEqualTo(1);

        assertThat(printed.toString(StandardCharsets.UTF_8))
                .containsSubsequence("slow", "trial x: held", "trial x: fell short: a post is missing");
    }
}
