package io.postledger.saga.metrics;

import io.postledger.api.MessageContext;
import io.postledger.api.account.AccountReconnected;
import io.postledger.api.publication.PublicationPublished;
import java.time.Clock;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.springframework.stereotype.Component;

/** Follows the log: what is published is read from then on. Only writes down; nothing is called. */
@Component
@ProcessingGroup("metrics-collection")
class CollectionPlan {
    private final CollectedPosts posts;
    private final CollectionSettings settings;
    private final Clock clock;

    CollectionPlan(CollectedPosts posts, CollectionSettings settings, Clock clock) {
        this.posts = posts;
        this.settings = settings;
        this.clock = clock;
    }

    @EventHandler
    void on(
            PublicationPublished event,
            @MetaDataValue(value = MessageContext.WORKSPACE, required = true) String workspaceId) {
        posts.add(
                event.publicationId(),
                workspaceId,
                event.accountId(),
                event.externalId(),
                event.publishedAt(),
                settings.first(event.publishedAt()).orElse(null));
    }

    @EventHandler
    void on(AccountReconnected event) {
        posts.release(event.accountId(), clock.instant());
    }
}
