package io.postledger.trial.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.postledger.trial.BuiltInstallation;
import io.postledger.trial.Figures;
import io.postledger.trial.Installation;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** The publishing trial's short form: every step of publishing and every part is killed once, and every network fails. */
@EnabledIfEnvironmentVariable(
        named = "POSTLEDGER_TEST_PUBLISH_TRIAL",
        matches = "yes",
        disabledReason = "the publishing trial has not held yet (issue 3): it runs where it is asked for")
class PublishTrialIT {

    @TempDir
    private Path folder;

    @Test
    @Timeout(value = 15 * 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void givenEveryStepAndPartIsKilledAndNetworksFail_whenAllIsQuiet_thenEveryPostIsWhatTheProductSays()
            throws Exception {
        Figures figures = new Figures(System.out);
        List<TrialNetwork> networks = TrialNetwork.of(Set.of());
        StepGates gates = new StepGates(folder.resolve("gates"));

        try (Installation installation = new Installation(
                gates.watched(BuiltInstallation.command(), networks), folder.resolve("data"), List.of())) {
            new PublishTrial(figures, PublishSize.SHORT, networks, 1, System.out).run(installation, gates);
        }

        assertThat(figures.missed()).isEmpty();
    }
}
