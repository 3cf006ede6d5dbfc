package io.postledger.command.directory;

import java.util.List;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;

/** Tells the directories each event in the transaction of the command that makes it. */
@Component
@ProcessingGroup("directories-in-command")
class DirectoriesInCommand {
    private final List<Directory> directories;

    DirectoriesInCommand(List<Directory> directories) {
        this.directories = directories;
    }

    @EventHandler
    void on(Object payload, DomainEventMessage<?> event) {
        directories.forEach(directory -> directory.take(event));
    }
}
