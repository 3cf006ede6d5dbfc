package io.postledger.command.directory;

import java.util.List;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;

/**
 * Tells the directories each event of the log, on one node, in order. Nearly all of it they know: what they do not is what
 * a crash between the log's commit and PostgreSQL's took away, or a table that was lost.
 */
@Component
@ProcessingGroup(DirectoriesFromLog.PROCESSOR)
class DirectoriesFromLog {
    /** Names the position in PostgreSQL's {@code processor_token}: whoever deletes that row has every directory rebuilt. */
    static final String PROCESSOR = "directories-from-log";

    private final List<Directory> directories;

    DirectoriesFromLog(List<Directory> directories) {
        this.directories = directories;
    }

    @EventHandler
    void on(Object payload, DomainEventMessage<?> event) {
        directories.forEach(directory -> directory.take(event));
    }
}
