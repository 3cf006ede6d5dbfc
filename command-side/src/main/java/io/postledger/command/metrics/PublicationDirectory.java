package io.postledger.command.metrics;

import io.postledger.api.MessageContext;
import io.postledger.api.post.PostImported;
import io.postledger.api.publication.PublicationPublished;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.springframework.stereotype.Component;

/** Publications that metrics may be about, written in the transaction of the command that published them. */
@Component
@ProcessingGroup("publication-directory")
class PublicationDirectory {
    private final PublicationRows rows;

    PublicationDirectory(PublicationRows rows) {
        this.rows = rows;
    }

    /** Those of the given publications that are of this account, by id. */
    Map<String, KnownPublication> find(String workspaceId, String accountId, Collection<String> publicationIds) {
        return rows.findByWorkspaceIdAndAccountIdAndPublicationIdIn(workspaceId, accountId, publicationIds).stream()
                .collect(Collectors.toMap(KnownPublication::publicationId, Function.identity()));
    }

    @EventHandler
    void on(
            PublicationPublished event,
            @MetaDataValue(value = MessageContext.WORKSPACE, required = true) String workspaceId) {
        rows.save(new KnownPublication(
                event.publicationId(), workspaceId, event.postId(), event.accountId(), event.publishedAt()));
    }

    @EventHandler
    void on(PostImported event) {
        rows.save(new KnownPublication(
                event.publicationId(), event.workspaceId(), event.postId(), event.accountId(), event.publishedAt()));
    }
}
