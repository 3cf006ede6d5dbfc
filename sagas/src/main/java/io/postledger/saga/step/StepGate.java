package io.postledger.saga.step;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/**
 * For trials only: stops a process at a step, so that it can be killed there from outside. A trial puts an empty file named
 * after the step into the folder {@code postledger.trial.step-gate}; the first thread that comes to the step takes it away,
 * leaves {@code STEP.reached} in its place, and waits to be killed (or {@link #LONGEST}, if nobody does).
 */
@Component
@ConditionalOnProperty("postledger.trial.step-gate")
class StepGate implements Steps {
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final Path folder;

    StepGate(@Value("${postledger.trial.step-gate}") Path folder) {
        this.folder = folder;
    }

    @Override
    public void reached(String step) {
        Path armed = folder.resolve(step);
        if (!Files.exists(armed)) {
            return;
        }
        try {
            Files.delete(armed);
            Files.createFile(folder.resolve(step + ".reached"));
        } catch (IOException another) {
            // Another thread took it.
            return;
        }
        long until = System.nanoTime() + LONGEST.toNanos();
        while (System.nanoTime() < until) {
            LockSupport.parkNanos(until - System.nanoTime());
        }
    }
}
