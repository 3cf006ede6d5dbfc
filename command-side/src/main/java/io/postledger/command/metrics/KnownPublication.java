package io.postledger.command.metrics;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A publication that is on its network, so that metrics of it may come in; written by {@link PublicationDirectory}. */
@Entity
@Table(name = "known_publication")
public class KnownPublication {
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

    public KnownPublication(
            String publicationId, String workspaceId, String postId, String accountId, Instant publishedAt) {
        this.publicationId = publicationId;
        this.workspaceId = workspaceId;
        this.postId = postId;
        this.accountId = accountId;
        this.publishedAt = publishedAt;
    }

    public String publicationId() {
        return publicationId;
    }

    public String postId() {
        return postId;
    }

    public String accountId() {
        return accountId;
    }

    public Instant publishedAt() {
        return publishedAt;
    }
}
