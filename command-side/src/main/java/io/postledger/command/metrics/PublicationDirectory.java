package io.postledger.command.metrics;

import io.postledger.api.MessageContext;
import io.postledger.api.post.PostImported;
import io.postledger.api.publication.PublicationPublished;
import io.postledger.command.directory.Directory;
import io.postledger.command.directory.DirectoryProgress;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.axonframework.eventhandling.DomainEventMessage;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Publications that metrics may be about. What is known of one never changes. */
@Component
class PublicationDirectory implements KnownPublications, Directory {
    private final JdbcClient jdbc;
    private final DirectoryProgress progress;

    PublicationDirectory(JdbcClient jdbc, DirectoryProgress progress) {
        this.jdbc = jdbc;
        this.progress = progress;
    }

    @Override
    public Map<String, KnownPublication> find(String workspaceId, String accountId, Collection<String> publicationIds) {
        progress.requireStarted();
        if (publicationIds.isEmpty()) {
            return Map.of();
        }
        return jdbc
                .sql("""
                        SELECT * FROM known_publication
                        WHERE workspace_id = :workspace AND account_id = :account AND publication_id IN (:publications)""")
                .param("workspace", workspaceId)
                .param("account", accountId)
                .param("publications", publicationIds)
                .query((row, number) -> new KnownPublication(
                        row.getString("publication_id"),
                        row.getString("workspace_id"),
                        row.getString("post_id"),
                        row.getString("account_id"),
                        row.getTimestamp("published_at").toInstant()))
                .stream()
                .collect(Collectors.toMap(KnownPublication::publicationId, Function.identity()));
    }

    @Override
    public void take(DomainEventMessage<?> message) {
        Object event = message.getPayload();
        if (event instanceof PublicationPublished published) {
            insert(
                    published.publicationId(),
                    (String) message.getMetaData().get(MessageContext.WORKSPACE),
                    published.postId(),
                    published.accountId(),
                    published.publishedAt());
        } else if (event instanceof PostImported imported) {
            insert(
                    imported.publicationId(),
                    imported.workspaceId(),
                    imported.postId(),
                    imported.accountId(),
                    imported.publishedAt());
        }
    }

    private void insert(
            String publicationId, String workspaceId, String postId, String accountId, Instant publishedAt) {
        jdbc.sql("""
                        INSERT INTO known_publication (publication_id, workspace_id, post_id, account_id, published_at)
                        VALUES (?, ?, ?, ?, ?) ON CONFLICT (publication_id) DO NOTHING""")
                .params(publicationId, workspaceId, postId, accountId, publishedAt.atOffset(ZoneOffset.UTC))
                .update();
    }
}
