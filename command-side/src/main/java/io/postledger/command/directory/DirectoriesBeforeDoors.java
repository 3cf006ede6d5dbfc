package io.postledger.command.directory;

import java.time.Duration;
import org.axonframework.spring.config.SpringAxonConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Has the directories catch up before this node's doors open, so that nobody's first command meets them behind. */
@Component
class DirectoriesBeforeDoors implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(DirectoriesBeforeDoors.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Right after Axon's event processors, which start before the web server. */
    private static final int PHASE = SpringAxonConfiguration.LIFECYCLE_PHASE + 1;

    private final DirectoryProgress progress;
    private volatile boolean running;

    DirectoriesBeforeDoors(DirectoryProgress progress) {
        this.progress = progress;
    }

    @Override
    public void start() {
        running = true;
        if (!progress.awaitHead(PATIENCE)) {
            log.warn("The directories are still being caught up with the log; until they are, commands are refused");
        }
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
