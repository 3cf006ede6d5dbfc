package io.postledger.trial.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import io.postledger.trial.BuiltInstallation;
import io.postledger.trial.Figures;
import io.postledger.trial.Installation;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The smoke trial's short form, on what this Maven run has built. Its figures are shown; only correctness is held. */
class SmokeTrialIT {

    @TempDir
    private Path folder;

    @Test
    @Timeout(value = 15 * 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void givenAnEmptyFolder_whenKilledOnceAndRestartedOnce_thenEveryPostIsPublishedOnceAndSeenEverywhere()
            throws Exception {
        Figures figures = Figures.withoutBars(System.out);

        try (Installation installation =
                new Installation(BuiltInstallation.command(), folder.resolve("data"), List.of())) {
            new SmokeTrial(figures, SmokeSize.SHORT, 1).run(installation);
        }

        assertThat(figures.missed()).isEmpty();
    }
}
