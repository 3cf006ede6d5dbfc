package io.postledger.trial.forget;

import static org.assertj.core.api.Assertions.assertThat;

import io.postledger.trial.BuiltInstallation;
import io.postledger.trial.Figures;
import io.postledger.trial.Installation;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The forget trial's short form, on what this Maven run has built. */
class ForgetTrialIT {
    @TempDir
    private Path folder;

    @Test
    @Timeout(value = 10 * 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void givenAWorkspaceAndItsOwner_whenErased_thenNoByteOfThemIsLeft() throws Exception {
        Figures figures = Figures.withoutBars(System.out);
        try (Installation installation = new Installation(
                ForgetTrial.impatient(BuiltInstallation.command()), folder.resolve("data"), List.of())) {
            new ForgetTrial(figures, ForgetSize.small(1), folder.resolve("taken"), List.of()).run(installation);
        }
        assertThat(figures.missed()).isEmpty();
    }
}
