package io.postledger.command.metrics;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A publication that is on its network, so that metrics of it may come in; written by {@link PublicationDirectory}. */
@Entity
@Table(name = "known_publication")
class KnownPublication {
    @Id
    @Column(name = "publication_id")
    private String publicationId;

    @Column(name = "workspace_id")
    private String workspaceId;

    @Column(name = "post_id")
    private String postId;

    @Column(name = "account_id")
    private String accountId;

    @Column(name = "published_at")
    private Instant publishedAt;

    protected KnownPublication() {}

    String publicationId() {
        return publicationId;
    }

    String postId() {
        return postId;
    }

    String accountId() {
        return accountId;
    }

    Instant publishedAt() {
        return publishedAt;
    }
}
