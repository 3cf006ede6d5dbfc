package io.postledger.trial.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import io.postledger.trial.BuiltInstallation;
import io.postledger.trial.Figures;
import io.postledger.trial.Installation;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The rebuild trial's short form, on what this Maven run has built. Its figures are shown; only correctness is held. */
class RebuildTrialIT {

    @TempDir
    private Path folder;

    @Test
    @Timeout(value = 15 * 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void givenKillsDamageAndPeople_whenProjectionsAreBuiltAgain_thenTheyHoldTheSameAndNobodyNotices() throws Exception {
        Figures figures = Figures.withoutBars(System.out);

        try (Installation installation = new Installation(
                RebuildTrial.droppingSoon(BuiltInstallation.command()), folder.resolve("data"), List.of())) {
            new RebuildTrial(figures, RebuildSize.SHORT, 1).run(installation);
        }

        assertThat(figures.missed()).isEmpty();
    }
}
