package io.postledger.command.metrics;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A publication that is on its network, so that metrics of it may come in. */
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

    KnownPublication(String publicationId, String workspaceId, String postId, String accountId, Instant publishedAt) {
        this.publicationId = publicationId;
        this.workspaceId = workspaceId;
        this.postId = postId;
        this.accountId = accountId;
        this.publishedAt = publishedAt;
    }

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
