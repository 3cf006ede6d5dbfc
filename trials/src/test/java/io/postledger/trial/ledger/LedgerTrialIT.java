package io.postledger.trial.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.postledger.trial.Figures;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The ledger trial's short form. */
class LedgerTrialIT {
    @TempDir
    private Path folder;

    @Test
    @Timeout(value = 3, unit = TimeUnit.MINUTES)
    void givenStoresAndBundles_whenAnythingIsDoneToThem_thenItIsFoundAndLocatedAndNothingElse() throws Exception {
        Figures figures = new Figures(System.out);
        new LedgerTrial(figures, 1, 300, 120, 1, null).run(folder);
        assertThat(figures.missed()).isEmpty();
    }
}
