-- What networks handed out on the way to a post (upload ids, containers, sessions): AES-256-GCM ciphertext, bound to the
-- publication. Gone when the publication has ended.
CREATE TABLE publication_prepared (
    publication_id VARCHAR(64) NOT NULL PRIMARY KEY,
    parts          BYTEA       NOT NULL,
    updated_at     TIMESTAMPTZ NOT NULL
);

-- What is left of the networks' limits, for all nodes. owner: an account's id, or 'app' for what all accounts share.
CREATE TABLE network_budget (
    platform  VARCHAR(32) NOT NULL,
    name      VARCHAR(64) NOT NULL,
    owner     VARCHAR(64) NOT NULL,
    spent     BIGINT      NOT NULL,
    quota     BIGINT      NOT NULL,
    resets_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (platform, name, owner)
);

